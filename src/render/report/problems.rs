//! The words of what is wrong with the rows of logs, in each language.

use super::words::Words;
use crate::clock::Reason;
use crate::log::ValueKind;
use crate::render::Language;
use crate::report::{Problem, ProblemKind};

impl Words {
    pub(super) fn invalid(&self, cases: u64) -> String {
        match self.language {
            Language::En if cases == 1 => "1 of the judged is invalid (--rejects FILE lists it)".to_owned(),
            Language::En => format!("{cases} of the judged are invalid (--rejects FILE lists them)"),
            Language::Zh => format!("已评判的个案中有 {cases} 个无效（用 --rejects FILE 列出）"),
        }
    }

    /// A finding with its code, name and count.
    pub(super) fn problem(&self, problem: &Problem<'_>) -> String {
        let (about, count) = (self.about_problem(problem.kind), problem.count);
        let name = problem.kind.code().map(|code| format!("{} {}", code.code, code.name));
        match (self.language, name) {
            (Language::En, Some(name)) => format!("{name} ({count}): {about}"),
            (Language::En, None) => format!("({count}) {about}"),
            (Language::Zh, Some(name)) => format!("{name}（{count}）：{about}"),
            (Language::Zh, None) => format!("（{count}）{about}"),
        }
    }

    /// What was probably meant, behind what was found.
    pub(super) fn meant(&self, meant: Option<&str>) -> String {
        match (self.language, meant) {
            (_, None) => String::new(),
            (Language::En, Some(meant)) => format!(" (did you mean \"{meant}\"?)"),
            (Language::Zh, Some(meant)) => format!("（是不是指“{meant}”？）"),
        }
    }

    fn about_problem(&self, kind: ProblemKind<'_>) -> String {
        match self.language {
            Language::En => about_english(kind),
            Language::Zh => about_chinese(kind),
        }
    }
}

fn about_english(kind: ProblemKind<'_>) -> String {
    let text = match kind {
        ProblemKind::Short => "rows with too few fields, not judged",
        ProblemKind::Long => "rows with too many fields, not judged",
        ProblemKind::NoCase => "rows that name no case, not judged",
        ProblemKind::NoTime => "events without a time, as if they had not happened",
        ProblemKind::UnseenEvents => "events after as-of, unseen",
        ProblemKind::Later => "cases that begin after as-of, not judged",
        ProblemKind::Malformed => "characters that the encoding does not have",
        ProblemKind::Gap => "times that the clocks jumped over, moved forward",
        ProblemKind::Unreadable(column, ValueKind::Time) => {
            return format!("times of {column} that cannot be read");
        }
        ProblemKind::Unreadable(column, ValueKind::Duration) => {
            return format!("durations of {column} that cannot be read");
        }
        ProblemKind::Unreadable(column, ValueKind::Number) => {
            return format!("values of {column} that are no numbers");
        }
        ProblemKind::MixedOffsets { column, with: true, others } => {
            return format!(
                "times of {column} with an offset; {others} others have none and are of the log's zone"
            );
        }
        ProblemKind::MixedOffsets { column, with: false, others } => {
            return format!(
                "times of {column} without an offset, taken for the log's zone; {others} others have one"
            );
        }
        ProblemKind::Repeated => "cases with the id of an earlier one; each counts",
        ProblemKind::UnclosedPause => "cases with a pause that has no end although the clock has stopped",
        ProblemKind::UnknownValue { attribute, .. } => {
            return format!("values of {attribute} that [order] does not list");
        }
        ProblemKind::OffScale(column, scale) => {
            return format!("answers of {column} that are not on the scale {scale}");
        }
        ProblemKind::AbsentEvent(absent) => {
            let meant = absent.suggestion.as_ref().map(|meant| format!("; did you mean `{meant}`?"));
            let (event, clock, meant) = (&absent.event, &absent.clock, meant.unwrap_or_default());
            return format!("event `{event}` of clock `{clock}` is in no row{meant}");
        }
        ProblemKind::Case(Reason::Copy) => "cases that are exact copies of a row, invalid",
        ProblemKind::Case(Reason::MissingStart) => "cases without a start, invalid",
        ProblemKind::Case(Reason::StopBeforeStart) => "cases that stop before they start, invalid",
        ProblemKind::Case(Reason::PauseEndsFirst) => "cases with a pause that ends before it begins, invalid",
        ProblemKind::Case(Reason::NeverDue) => {
            "cases that are never due: the calendar has no hours left, invalid"
        }
        ProblemKind::Case(reason) => reason.as_str(),
    };
    text.to_owned()
}

fn about_chinese(kind: ProblemKind<'_>) -> String {
    let text = match kind {
        ProblemKind::Short => "列数过少的行，未评判",
        ProblemKind::Long => "列数过多的行，未评判",
        ProblemKind::NoCase => "没有个案编号的行，未评判",
        ProblemKind::NoTime => "没有时间的事件，视为未发生",
        ProblemKind::UnseenEvents => "晚于截止时间的事件，视为未知",
        ProblemKind::Later => "晚于截止时间开始的个案，未评判",
        ProblemKind::Malformed => "不符合编码的字符",
        ProblemKind::Gap => "夏令时跳过的时间，已顺延",
        ProblemKind::Unreadable(column, ValueKind::Time) => return format!("{column} 中无法读取的时间"),
        ProblemKind::Unreadable(column, ValueKind::Duration) => return format!("{column} 中无法读取的时长"),
        ProblemKind::Unreadable(column, ValueKind::Number) => return format!("{column} 中不是数字的值"),
        ProblemKind::MixedOffsets { column, with: true, others } => {
            return format!("{column} 中带时差的时间；另有 {others} 个不带，按日志的时区理解");
        }
        ProblemKind::MixedOffsets { column, with: false, others } => {
            return format!("{column} 中不带时差的时间，按日志的时区理解；另有 {others} 个带时差");
        }
        ProblemKind::Repeated => "编号与先前相同的个案，仍分别计数",
        ProblemKind::UnclosedPause => "计时已经结束而暂停没有结束的个案",
        ProblemKind::UnknownValue { attribute, .. } => {
            return format!("{attribute} 的值不在 [order] 所列之中");
        }
        ProblemKind::OffScale(column, scale) => {
            return format!("{column} 中不在评分范围 {scale} 之内的答复");
        }
        ProblemKind::AbsentEvent(absent) => {
            let meant = absent.suggestion.as_ref().map(|meant| format!("；是不是指 `{meant}`？"));
            let (event, clock, meant) = (&absent.event, &absent.clock, meant.unwrap_or_default());
            return format!("没有任何一行是计时 `{clock}` 的事件 `{event}`{meant}");
        }
        ProblemKind::Case(Reason::Copy) => "完全重复的行，个案无效",
        ProblemKind::Case(Reason::MissingStart) => "没有开始时间的个案，无效",
        ProblemKind::Case(Reason::StopBeforeStart) => "结束早于开始的个案，无效",
        ProblemKind::Case(Reason::PauseEndsFirst) => "暂停的结束早于开始的个案，无效",
        ProblemKind::Case(Reason::NeverDue) => "永不到期的个案：日历中没有剩余的工作时间，无效",
        ProblemKind::Case(reason) => reason.as_str(),
    };
    text.to_owned()
}
