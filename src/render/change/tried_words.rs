//! The words of a backtest, in each language.

use super::words::ChangeWords;
use crate::diff::backtest::{Standing, TriedOn};
use crate::model::Period;
use crate::render::Language;

impl ChangeWords {
    pub(super) fn backtest(self) -> &'static str {
        self.pick("backtest", "回测")
    }

    /// Between sentences on one line.
    pub(super) fn semicolon(self) -> &'static str {
        self.pick("; ", "；")
    }

    /// What a backtest says, behind its name.
    pub(super) fn said(self, name: &str, said: &str) -> String {
        match self.0 {
            Language::En => format!("{name}: {said}"),
            Language::Zh => format!("{name}：{said}"),
        }
    }

    /// What was tried, on which cases, and as of when.
    pub(super) fn tried(self, cases: u64, logs: &str, as_of: Option<&str>, days: Option<&str>) -> String {
        match self.0 {
            Language::En => {
                let as_of = as_of.map_or(String::new(), |as_of| format!(", as of {as_of}"));
                let days = days.map_or(String::new(), |days| format!(", {days}"));
                format!(
                    "backtest: before and now on the same {} of {logs}{days}{as_of}",
                    english_cases(cases)
                )
            }
            Language::Zh => {
                let as_of = as_of.map_or(String::new(), |as_of| format!("，截至 {as_of}"));
                let days = days.map_or(String::new(), |days| format!("，{days}"));
                format!("回测：{logs} 的 {cases} 件个案，分别按改动前后的定义评判{days}{as_of}")
            }
        }
    }

    /// Days of a half-open range.
    pub(super) fn days(self, from: Option<&str>, until: Option<&str>) -> Option<String> {
        Some(match (self.0, from, until) {
            (_, None, None) => return None,
            (Language::En, Some(from), None) => format!("from {from}"),
            (Language::En, None, Some(until)) => format!("until {until}"),
            (Language::En, Some(from), Some(until)) => format!("from {from} until {until}"),
            (Language::Zh, Some(from), None) => format!("自 {from} 起"),
            (Language::Zh, None, Some(until)) => format!("至 {until} 前"),
            (Language::Zh, Some(from), Some(until)) => format!("自 {from} 至 {until} 前"),
        })
    }

    pub(super) fn gone(self, log: &str) -> String {
        match self.0 {
            Language::En => format!(
                "log {log}: the files that its definition named before are gone; those that it names now served both sides"
            ),
            Language::Zh => format!("日志 {log}：此前定义所指的文件已不存在，前后均用现在所指的文件"),
        }
    }

    pub(super) fn read_apart(self, log: &str, cases: [u64; 2]) -> String {
        let [old, new] = cases;
        match self.0 {
            Language::En => format!(
                "log {log} is read in another way than before: each side on its own reading ({} before, {new} now), joined by the names of cases",
                english_cases(old)
            ),
            Language::Zh => {
                format!("日志 {log} 的读法有变：前后各读一次（之前 {old} 件，现在 {new} 件），按个案编号对应")
            }
        }
    }

    pub(super) fn spoilt(self, log: &str, cases: u64, of: u64) -> String {
        match self.0 {
            Language::En => format!(
                "log {log}: {cases} of {} cannot be judged (`promise report` says why)",
                english_cases(of)
            ),
            Language::Zh => format!("日志 {log}：{of} 件中有 {cases} 件无法评判（原因见 `promise report`）"),
        }
    }

    pub(super) fn tried_on(self, on: TriedOn) -> Option<&'static str> {
        match on {
            TriedOn::InForce => None,
            TriedOn::VersionBefore => {
                Some(self.pick("tried on the cases of the version before it", "在前一版本的个案上试算"))
            }
            TriedOn::Every => Some(self.pick(
                "not in force yet as of then: tried on every case",
                "截至时尚未生效：在全部个案上试算",
            )),
        }
    }

    pub(super) fn no_cases(self) -> &'static str {
        self.pick("no case of the logs to try it on", "日志中没有可供试算的个案")
    }

    pub(super) fn other_period(self, period: Period) -> String {
        match self.0 {
            Language::En => format!("before, it counted by {}", period.as_str()),
            Language::Zh => {
                let period = match period {
                    Period::Day => "日",
                    Period::Week => "周",
                    Period::Month => "月",
                    Period::Quarter => "季",
                    Period::Year => "年",
                };
                format!("此前按{period}统计")
            }
        }
    }

    /// The headings of what each side says of a period.
    pub(super) fn period_columns(self) -> [&'static str; 3] {
        match self.0 {
            Language::En => ["period", "before", "now"],
            Language::Zh => ["周期", "之前", "现在"],
        }
    }

    pub(super) fn total(self) -> &'static str {
        self.pick("total", "合计")
    }

    pub(super) fn not_promised(self) -> &'static str {
        self.pick("not promised", "未承诺")
    }

    pub(super) fn standing(self, standing: Standing) -> &'static str {
        match (self.0, standing) {
            (Language::En, Standing::Uncovered) => "not covered",
            (Language::En, standing) => standing.as_str(),
            (Language::Zh, Standing::Met) => "达标",
            (Language::Zh, Standing::Breached) => "未达标",
            (Language::Zh, Standing::Pending) => "未到期",
            (Language::Zh, Standing::Excluded) => "除外",
            (Language::Zh, Standing::Invalid) => "无效",
            (Language::Zh, Standing::Uncovered) => "不适用",
        }
    }

    /// Something before and now.
    pub(super) fn turned(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En => format!("{old} -> {new}"),
            Language::Zh => format!("{old} → {new}"),
        }
    }

    pub(super) fn no_flips(self, cases: u64) -> String {
        match (self.0, cases) {
            (Language::En, 1) => "the 1 case stands as before".to_owned(),
            (Language::En, cases) => format!("all {} stand as before", english_cases(cases)),
            (Language::Zh, cases) => format!("{cases} 件个案的结果全部不变"),
        }
    }

    /// How many of so many cases stand otherwise, and in which ways.
    pub(super) fn flips(self, count: u64, of: u64, ways: &str) -> String {
        match self.0 {
            Language::En => {
                let flip = if count == 1 { "flips" } else { "flip" };
                format!("{count} of {} {flip}: {ways}", english_cases(of))
            }
            Language::Zh => format!("{of} 件个案中 {count} 件结果改变：{ways}"),
        }
    }

    pub(super) fn way(self, count: u64, old: Standing, new: Standing) -> String {
        let (old, new) = (self.standing(old), self.standing(new));
        match self.0 {
            Language::En if count == 1 => format!("1 that was {old} would be {new}"),
            Language::En => format!("{count} that were {old} would be {new}"),
            Language::Zh => format!("{count} 件由{old}变为{new}"),
        }
    }

    /// A target with its place and its terms.
    pub(super) fn numbered_target(self, place: usize, terms: &str) -> String {
        match self.0 {
            Language::En => format!("target {place}: {terms}"),
            Language::Zh => format!("目标 {place}：{terms}"),
        }
    }

    /// The attainment over all periods, before and now.
    pub(super) fn attained(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En if old == new => format!("attained {new} as before"),
            Language::En => format!("attained {old} -> {new}"),
            Language::Zh if old == new => format!("达成率 {new}，不变"),
            Language::Zh => format!("达成率 {old} → {new}"),
        }
    }

    /// How many of a list are shown.
    pub(super) fn shown_of(self, shown: usize, of: u64, worst_first: bool) -> String {
        match (self.0, worst_first) {
            (Language::En, true) => format!("the {shown} latest of {of}"),
            (Language::En, false) => format!("the first {shown} of {of}"),
            (Language::Zh, true) => format!("共 {of} 件，列出超时最多的 {shown} 件"),
            (Language::Zh, false) => format!("共 {of} 件，列出前 {shown} 件"),
        }
    }

    /// When a case ran.
    pub(super) fn ran(self, start: Option<&str>, stop: Option<&str>) -> String {
        match (self.0, start, stop) {
            (_, None, None) => String::new(),
            (Language::En, Some(start), Some(stop)) => format!("started {start}, ended {stop}"),
            (Language::En, Some(start), None) => format!("started {start}, not ended"),
            (Language::En, None, Some(stop)) => format!("ended {stop}"),
            (Language::Zh, Some(start), Some(stop)) => format!("{start} 开始，{stop} 结束"),
            (Language::Zh, Some(start), None) => format!("{start} 开始，未结束"),
            (Language::Zh, None, Some(stop)) => format!("{stop} 结束"),
        }
    }

    /// When it is due, and was.
    pub(super) fn due_now(self, new: Option<&str>, old: Option<&str>) -> String {
        match (self.0, new, old) {
            (_, None, None) => String::new(),
            (Language::En, Some(new), Some(old)) if new == old => format!("due {new}"),
            (Language::En, Some(new), Some(old)) => format!("due {new}, was {old}"),
            (Language::En, Some(new), None) => format!("due {new}"),
            (Language::En, None, Some(old)) => format!("was due {old}"),
            (Language::Zh, Some(new), Some(old)) if new == old => format!("到期 {new}"),
            (Language::Zh, Some(new), Some(old)) => format!("到期 {new}，原为 {old}"),
            (Language::Zh, Some(new), None) => format!("到期 {new}"),
            (Language::Zh, None, Some(old)) => format!("原到期 {old}"),
        }
    }

    /// What is so no more.
    pub(super) fn was(self, over: &str) -> String {
        match self.0 {
            Language::En => format!("was {over}"),
            Language::Zh => format!("原{over}"),
        }
    }

    pub(super) fn unpaired(self, old: u64, new: u64) -> String {
        match self.0 {
            Language::En => format!(
                "{old} of the cases before and {new} of those now are in one reading alone: they count in their periods, and cannot be compared"
            ),
            Language::Zh => {
                format!("之前有 {old} 件、现在有 {new} 件只在一次读取中出现：计入各自周期，无法比较")
            }
        }
    }

    pub(super) fn no_remedy(self) -> &'static str {
        self.pick("none in figures", "没有写明数额")
    }

    /// What is owed before and now.
    pub(super) fn remedy_owed(self, old: &str, new: &str) -> String {
        match self.0 {
            Language::En if old == new => format!("remedy owed: {new}, as before"),
            Language::En => format!("remedy owed: {old} -> {new}"),
            Language::Zh if old == new => format!("应付补偿：{new}，不变"),
            Language::Zh => format!("应付补偿：{old} → {new}"),
        }
    }

    /// How many periods have another verdict, in one way.
    pub(super) fn verdicts(self, periods: &[String], old: &str, new: &str) -> String {
        let which = match periods {
            [one] => one.clone(),
            [one, two] => format!("{one}{}{two}", self.separator()),
            [one, .., last] => match self.0 {
                Language::En => format!("{} periods from {one} to {last}", periods.len()),
                Language::Zh => format!("{one} 至 {last} 的 {} 个周期", periods.len()),
            },
            [] => String::new(),
        };
        match self.0 {
            Language::En => format!("{which}: {old} -> {new}"),
            Language::Zh => format!("{which}：{old} → {new}"),
        }
    }

    pub(super) fn same_verdicts(self) -> &'static str {
        self.pick("every verdict as before", "各周期结论不变")
    }
}

fn english_cases(count: u64) -> String {
    if count == 1 { "1 case".to_owned() } else { format!("{count} cases") }
}
