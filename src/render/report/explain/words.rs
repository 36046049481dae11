//! The words of an explanation, in each language.

use crate::model::Weekday;
use crate::render::Language;
use crate::report::Silence;

/// The words in one language.
#[derive(Clone, Copy)]
pub(super) struct ExplainWords(pub(super) Language);

impl ExplainWords {
    fn pick(self, english: &'static str, chinese: &'static str) -> &'static str {
        match self.0 {
            Language::En => english,
            Language::Zh => chinese,
        }
    }

    pub(super) fn weekday_name(self, weekday: Weekday) -> &'static str {
        self.0.weekday(weekday)
    }

    /// Days, or working days.
    pub(super) fn days(self, days: i64) -> String {
        match self.0 {
            Language::En if days == 1 => "1 day".to_owned(),
            Language::En => format!("{days} days"),
            Language::Zh => format!("{days}天"),
        }
    }

    pub(super) fn comma(self) -> &'static str {
        self.pick(", ", "，")
    }

    pub(super) fn missing(self) -> &'static str {
        self.pick("(missing)", "（缺）")
    }

    pub(super) fn unreadable(self) -> &'static str {
        self.pick("(unreadable)", "（无法读取）")
    }

    pub(super) fn not_yet(self) -> &'static str {
        self.pick("not yet", "尚未")
    }

    pub(super) fn standard(self) -> &'static str {
        self.pick("standard", "服务标准")
    }

    pub(super) fn not_about(self) -> &'static str {
        self.pick("Not about this case", "与本个案无关")
    }

    pub(super) fn weekday(self) -> &'static str {
        self.pick("closed: no opening hours on this weekday", "休息：每周此日不营业")
    }

    pub(super) fn closed(self) -> &'static str {
        self.pick("closed: a closed date of the calendar", "休息：日历中的休息日")
    }

    pub(super) fn resumed(self) -> &'static str {
        self.pick("stopped until the next event", "办结后至下一事件")
    }

    /// Started, due, stopped; padded to the same width.
    pub(super) fn instants(self) -> [&'static str; 3] {
        match self.0 {
            Language::En => ["started", "due    ", "stopped"],
            Language::Zh => ["开始", "到期", "结束"],
        }
    }

    pub(super) fn case(self, case: &str, log: &str) -> String {
        match self.0 {
            Language::En => format!("Case \"{case}\" of log {log}"),
            Language::Zh => format!("日志 {log} 的个案“{case}”"),
        }
    }

    pub(super) fn as_of(self, as_of: &str, zone: &str) -> String {
        match self.0 {
            Language::En => format!("as of {as_of} ({zone})"),
            Language::Zh => format!("截至 {as_of}（{zone}）"),
        }
    }

    pub(super) fn version(self, id: &str, version: &str) -> String {
        match self.0 {
            Language::En => format!("{id}, version {version}"),
            Language::Zh => format!("{id}（版本 {version}）"),
        }
    }

    pub(super) fn version_of(self, version: &str) -> String {
        match self.0 {
            Language::En => format!("version {version}"),
            Language::Zh => format!("版本 {version}"),
        }
    }

    /// Why this version judges the case; nothing where it is always in force.
    pub(super) fn in_force(self, from: Option<String>, until: Option<String>) -> Option<String> {
        Some(match (self.0, from, until) {
            (_, None, None) => return None,
            (Language::En, Some(from), None) => format!("This version is in force from {from} on."),
            (Language::En, None, Some(until)) => format!("This version was in force until before {until}."),
            (Language::En, Some(from), Some(until)) => {
                format!("This version was in force from {from} until before {until}.")
            }
            (Language::Zh, Some(from), None) => format!("此版本自 {from} 起生效。"),
            (Language::Zh, None, Some(until)) => format!("此版本在 {until} 之前有效。"),
            (Language::Zh, Some(from), Some(until)) => format!("此版本自 {from} 起、{until} 之前有效。"),
        })
    }

    pub(super) fn about(self, applies: &str) -> String {
        match (self.0, applies.is_empty()) {
            (Language::En, true) => "It is about every case.".to_owned(),
            (Language::En, false) => format!("It is about this case: {applies}."),
            (Language::Zh, true) => "适用于所有个案。".to_owned(),
            (Language::Zh, false) => format!("适用于本个案：{applies}。"),
        }
    }

    pub(super) fn silence(self, silence: Option<Silence>) -> &'static str {
        match silence {
            None | Some(Silence::NotInForce) => {
                self.pick("it was not in force when the case began", "个案开始时尚未生效或已失效")
            }
            Some(Silence::NoTarget) => {
                self.pick("none of its targets asks for this case", "没有目标涉及本个案")
            }
            Some(Silence::Later) => self.pick("the case begins after as-of", "个案开始于截止时间之后"),
            Some(Silence::Elsewhere) => self
                .pick("no row of this log has the event that starts its clock", "本日志中没有开始计时的事件"),
        }
    }

    pub(super) fn target(self, place: usize, terms: &str) -> String {
        match self.0 {
            Language::En => format!("Target {place}: {terms}"),
            Language::Zh => format!("目标 {place}：{terms}"),
        }
    }

    pub(super) fn passed_over(self, place: usize, why: &str) -> String {
        match self.0 {
            Language::En => format!("Target {place} does not apply: {why}."),
            Language::Zh => format!("目标 {place} 不适用：{why}。"),
        }
    }

    pub(super) fn applies(self, when: &str) -> String {
        match self.0 {
            Language::En => format!("It applies: {when}."),
            Language::Zh => format!("适用：{when}。"),
        }
    }

    pub(super) fn exception(self, name: &str, when: &str) -> String {
        match self.0 {
            Language::En => format!("Exception {name} holds: {when}."),
            Language::Zh => format!("除外情形 {name} 成立：{when}。"),
        }
    }

    pub(super) fn no_exception(self, name: &str, why: &str) -> String {
        match self.0 {
            Language::En => format!("Exception {name} does not hold: {why}."),
            Language::Zh => format!("除外情形 {name} 不成立：{why}。"),
        }
    }

    pub(super) fn exception_in_words(self, name: &str) -> String {
        match self.0 {
            Language::En => format!("Exception {name} is in words alone: no case can be shown to meet it."),
            Language::Zh => format!("除外情形 {name} 只有文字说明，无法判定个案是否属于。"),
        }
    }

    pub(super) fn value(self, value: &str) -> String {
        match self.0 {
            Language::En => format!("The value is {value}."),
            Language::Zh => format!("数值为 {value}。"),
        }
    }

    pub(super) fn is(self, attribute: &str, found: &str) -> String {
        match self.0 {
            Language::En => format!("{attribute} is {found}"),
            Language::Zh => format!("{attribute} 为 {found}"),
        }
    }

    pub(super) fn asked(self, found: &str, wanted: &str) -> String {
        match self.0 {
            Language::En => format!("{found} (asked: {wanted})"),
            Language::Zh => format!("{found}（要求：{wanted}）"),
        }
    }

    pub(super) fn clock(
        self,
        id: &str,
        [start, stop]: &[String; 2],
        calendar: Option<&str>,
        zone: &str,
    ) -> String {
        match (self.0, calendar) {
            (Language::En, Some(calendar)) => {
                format!("Clock {id} runs from {start} to {stop}; calendar {calendar} ({zone}).")
            }
            (Language::En, None) => format!("Clock {id} runs from {start} to {stop} ({zone})."),
            (Language::Zh, Some(calendar)) => {
                format!("计时 {id}：自 {start} 至 {stop}，日历 {calendar}（{zone}）。")
            }
            (Language::Zh, None) => format!("计时 {id}：自 {start} 至 {stop}（{zone}）。"),
        }
    }

    pub(super) fn end_of(self, date: &str, instant: &str) -> String {
        match self.0 {
            Language::En => format!("end of {date} ({instant})"),
            Language::Zh => format!("{date} 结束时（{instant}）"),
        }
    }

    pub(super) fn counted(self, amount: &str) -> String {
        match self.0 {
            Language::En => format!("{amount} counted"),
            Language::Zh => format!("计入 {amount}"),
        }
    }

    pub(super) fn make_up(self, amount: &str) -> String {
        match self.0 {
            Language::En => format!("{amount} counted: a make-up workday"),
            Language::Zh => format!("计入 {amount}：调休工作日"),
        }
    }

    pub(super) fn paused(self, name: &str, amount: &str) -> String {
        match self.0 {
            Language::En => format!("{amount} not counted: {name}"),
            Language::Zh => format!("不计 {amount}：{name}"),
        }
    }

    pub(super) fn holiday(self, name: &str) -> String {
        match self.0 {
            Language::En => format!("closed: {name}"),
            Language::Zh => format!("休息：{name}"),
        }
    }

    pub(super) fn sum(self, name: &str, amount: &str) -> String {
        match self.0 {
            Language::En => format!("{amount} not counted: {name}, of which the log gives the length alone"),
            Language::Zh => format!("不计 {amount}：{name}（日志只记有时长）"),
        }
    }

    pub(super) fn left_out(self, lines: usize, counted: &str, paused: &str) -> String {
        match self.0 {
            Language::En => format!("… {lines} lines left out: {counted} counted, {paused} not counted"),
            Language::Zh => format!("……略去 {lines} 行：计入 {counted}，不计 {paused}"),
        }
    }

    pub(super) fn total(self, counted: &str, paused: Option<&str>) -> String {
        match (self.0, paused) {
            (Language::En, Some(paused)) => format!("= {counted} counted, {paused} not counted"),
            (Language::En, None) => format!("= {counted} counted"),
            (Language::Zh, Some(paused)) => format!("= 共计入 {counted}，不计 {paused}"),
            (Language::Zh, None) => format!("= 共计入 {counted}"),
        }
    }

    /// How far from its due a case stopped, or is now.
    pub(super) fn margin(self, stopped: bool, amount: &str, in_time: bool) -> String {
        match (self.0, stopped, in_time) {
            (Language::En, true, true) => format!("stopped {amount} before it was due"),
            (Language::En, true, false) => format!("stopped {amount} after it was due"),
            (Language::En, false, true) => format!("due in {amount}"),
            (Language::En, false, false) => format!("due {amount} ago"),
            (Language::Zh, true, true) => format!("较到期提前 {amount} 结束"),
            (Language::Zh, true, false) => format!("到期后 {amount} 才结束"),
            (Language::Zh, false, true) => format!("距到期还有 {amount}"),
            (Language::Zh, false, false) => format!("已超过到期 {amount}"),
        }
    }

    pub(super) fn counted_in(self, period: &str) -> String {
        match self.0 {
            Language::En => format!("counted in {period}"),
            Language::Zh => format!("计入周期 {period}"),
        }
    }

    pub(super) fn state(self, state: &str, why: Option<&str>) -> String {
        match (self.0, why) {
            (Language::En, Some(why)) => format!("{state}: {why}"),
            (Language::Zh, Some(why)) => format!("{state}：{why}"),
            (_, None) => state.to_owned(),
        }
    }

    /// Hours, minutes and seconds, to the second.
    pub(super) fn time(self, hours: i64, minutes: i64, seconds: i64) -> String {
        let units = match self.0 {
            Language::En => ["h", "m", "s"],
            Language::Zh => ["小时", "分", "秒"],
        };
        let parts: Vec<_> = [hours, minutes, seconds]
            .into_iter()
            .zip(units)
            .filter(|(number, _)| *number != 0)
            .map(|(number, unit)| format!("{number}{unit}"))
            .collect();
        if parts.is_empty() { format!("0{}", units[2]) } else { parts.join(self.pick(" ", "")) }
    }
}
