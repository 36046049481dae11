//! The words of clocks and their pauses on sheets for staff.

use super::StaffWords;
use crate::model::{DueAt, Reopen};
use crate::render::Language;
use crate::text::DurationKind;

impl StaffWords {
    /// An event of the log.
    pub fn event(self, name: &str) -> String {
        format!("“{name}”")
    }

    /// The first event of a case, whatever it is.
    pub fn first_of_case(self) -> &'static str {
        self.pick("the first event of the case", "个案的第一个事件")
    }

    /// The last of several events.
    pub fn last(self, events: &str) -> String {
        match self.0 {
            Language::En => format!("the last {events}"),
            Language::Zh => format!("最后一个{events}"),
        }
    }

    /// From where to where a clock runs.
    pub fn runs(self, start: &str, stop: &str) -> String {
        match self.0 {
            Language::En => format!("Starts with {start}, stops with {stop}."),
            Language::Zh => format!("自{start}开始，至{stop}停止。"),
        }
    }

    /// The notice and the event that it must precede.
    pub fn precedes(self, notice: &str, event: &str) -> String {
        match self.0 {
            Language::En => format!("Counted back from the event {event} to the notice {notice}."),
            Language::Zh => format!("自事件{event}往回计算至通知{notice}。"),
        }
    }

    /// The zone of all dates and times.
    pub fn zone(self, zone: &str) -> String {
        match self.0 {
            Language::En => format!("Dates and times are those of {zone}."),
            Language::Zh => format!("日期和时间按{zone}。"),
        }
    }

    /// When a limit in days is due on its last day; `None` for limits in hours.
    pub fn due_on_last_day(self, kind: DurationKind, due_at: Option<DueAt>) -> Option<&'static str> {
        let default = match kind {
            DurationKind::Elapsed | DurationKind::Open => return None,
            DurationKind::Days | DurationKind::Months => DueAt::Midnight,
            DurationKind::BusinessDays => DueAt::Close,
        };
        Some(match due_at.unwrap_or(default) {
            DueAt::Midnight => self.pick("Due at 24:00 of the last day.", "最后一日24:00到期。"),
            DueAt::Close => self.pick("Due when we close on the last day.", "最后一日营业结束时到期。"),
            DueAt::SameTime => self.pick(
                "Due on the last day at the time of day at which it started.",
                "最后一日与开始时相同的时刻到期。",
            ),
        })
    }

    /// What a stop means that is followed by more events.
    pub fn reopened(self, reopen: Option<Reopen>) -> Option<&'static str> {
        Some(match reopen? {
            Reopen::Resume => self.pick(
                "If a case is opened again, it runs on: the time from a stop to the next event does not count, and the \
                 last stop ends it.",
                "个案重新打开后继续计时：停止后至下一事件的时间不计，以最后一次停止为准。",
            ),
            Reopen::First => self.pick(
                "If a case is opened again, that changes nothing: the first stop ends it.",
                "个案重新打开不影响计时：以第一次停止为准。",
            ),
            Reopen::Last => self.pick(
                "If a case is opened again, it was never stopped: the last stop ends it, and all time counts.",
                "个案重新打开视为从未停止：以最后一次停止为准，其间时间全部计入。",
            ),
        })
    }

    /// That nothing stops a clock on its way.
    pub fn no_pauses(self) -> &'static str {
        self.pick("None: the clock never stands still.", "无：计时不会暂停。")
    }

    /// A time in which the clock stands still.
    pub fn pause(self, name: &str, most: Option<&str>, remind: Option<&str>) -> String {
        match self.0 {
            Language::En => {
                let most = most
                    .map_or(String::new(), |most| format!(", for at most {most} a case; then it runs on"));
                let remind =
                    remind.map_or(String::new(), |remind| format!(" Remind the customer after {remind}."));
                format!("“{name}”: the clock stands still{most}.{remind}")
            }
            Language::Zh => {
                let most = most.map_or(String::new(), |most| format!("，每件个案最多{most}，此后继续计时"));
                let remind = remind.map_or(String::new(), |remind| format!("{remind}后提醒客户。"));
                format!("“{name}”：暂停计时{most}。{remind}")
            }
        }
    }

    /// How a pause moves the due of a limit of a kind.
    pub fn moves(self, kind: DurationKind) -> &'static str {
        match kind {
            DurationKind::Elapsed => {
                self.pick("The due moves later by as long as it stood still.", "暂停多久，到期就顺延多久。")
            }
            DurationKind::Open => self.pick(
                "The due moves later by the business time in which it stood still.",
                "暂停期间有多少工作时间，到期就顺延多少。",
            ),
            DurationKind::Days | DurationKind::Months => self.pick(
                "The due moves later by a day for each day of the pause, the day on which it begins not counted.",
                "暂停每满一日（开始当日不计），到期顺延一日。",
            ),
            DurationKind::BusinessDays => self.pick(
                "The due moves later by a business day for each business day of the pause, the day on which it begins \
                 not counted.",
                "暂停每满一个工作日（开始当日不计），到期顺延一个工作日。",
            ),
        }
    }
}
