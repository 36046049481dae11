//! The words of what customers expect, are promised and get.

use super::zh;
use crate::model::Dimension;
use crate::render::Language;
use crate::report::expectations::{Compared, Standing, WhyNot};
use crate::report::suggest::Bound;

fn pick(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Zh => chinese,
    }
}

/// What stands between two parts of a line.
pub fn separator(language: Language) -> &'static str {
    pick(language, "; ", "；")
}

/// What stands between two items.
pub fn comma(language: Language) -> &'static str {
    pick(language, ", ", "、")
}

/// The heading: how far the logs reach, if one was read.
pub fn heading(language: Language, as_of: Option<&str>) -> String {
    match (language, as_of) {
        (Language::En, Some(as_of)) => {
            format!("Expected, promised, delivered; delivered by the logs as of {as_of}")
        }
        (Language::En, None) => "Expected, promised, delivered; no log tells what is delivered".to_owned(),
        (Language::Zh, Some(as_of)) => format!("期望、承诺、兑现；兑现情况依据日志，截至 {as_of}"),
        (Language::Zh, None) => "期望、承诺、兑现；没有日志说明兑现情况".to_owned(),
    }
}

/// A dimension of SERVQUAL.
pub fn dimension(language: Language, dimension: Dimension) -> &'static str {
    match language {
        Language::En => dimension.as_str(),
        Language::Zh => zh::dimension(dimension.as_str()),
    }
}

/// The heading of a survey.
pub fn survey(language: Language, id: &str, scale: &str) -> String {
    match language {
        Language::En => format!("Survey {id}, answers on the scale {scale}"),
        Language::Zh => format!("调查 {id}，评分范围 {scale}"),
    }
}

/// Where no log is a survey.
pub fn no_survey(language: Language) -> &'static str {
    pick(
        language,
        "No log is a survey: one with `[log.survey]` shows the gap of each dimension.",
        "没有调查日志：在日志中写 `[log.survey]`，即可看到各维度的差距。",
    )
}

/// The columns of a survey's table.
pub fn survey_columns(language: Language) -> [&'static str; 9] {
    match language {
        Language::En => [
            "dimension",
            "answers",
            "missing",
            "unusable",
            "expected",
            "seen",
            "gap",
            "95% interval",
            "what it says",
        ],
        Language::Zh => ["维度", "答复", "缺失", "不可用", "期望", "感受", "差距", "95% 置信区间", "说明"],
    }
}

/// What a row of a survey says.
pub fn gap_says(language: Language, falls_short: bool, few: bool) -> String {
    let short = falls_short.then(|| pick(language, "falls short", "未达期望"));
    let few = few.then(|| pick(language, "few answers", "答复较少"));
    short.into_iter().chain(few).collect::<Vec<_>>().join(comma(language))
}

/// The dimension that falls short by most.
pub fn furthest(language: Language, dimension: &str, points: &str) -> String {
    match language {
        Language::En => format!("Furthest below what customers expect: {dimension}, by {points} points."),
        Language::Zh => format!("离客户期望最远的是{dimension}，差 {points} 分。"),
    }
}

/// The rows of a survey: all, answers, blank, ragged, dropped.
pub fn survey_rows(language: Language, [rows, answers, blank, ragged, dropped]: [u64; 5]) -> String {
    match language {
        Language::En => format!(
            "{rows} rows = {answers} answers + {blank} blank + {ragged} ragged + {dropped} copies dropped"
        ),
        Language::Zh => {
            format!(
                "{rows} 行 = {answers} 份答卷 + {blank} 空行 + {ragged} 列数不符 + {dropped} 去除的重复行"
            )
        }
    }
}

/// Answers that do not count because of their date: all, counted, of other days, without a date, after as-of.
pub fn survey_days(language: Language, [answers, counted, outside, undated, later]: [u64; 5]) -> String {
    match language {
        Language::En => format!(
            "{answers} answers = {counted} counted + {outside} of other days + {undated} without a date + \
             {later} after as-of"
        ),
        Language::Zh => format!(
            "{answers} 份答卷 = {counted} 计入 + {outside} 不在所问日期内 + {undated} 无日期 + {later} 晚于截止时间"
        ),
    }
}

/// What is wrong with rows, and where first.
pub fn problem(language: Language, about: &str, places: &str) -> String {
    match (language, places) {
        (_, "") => about.to_owned(),
        (Language::En, _) => format!("{about}: {places}"),
        (Language::Zh, _) => format!("{about}：{places}"),
    }
}

/// The heading above the commitments.
pub fn commitments(language: Language) -> &'static str {
    pick(language, "Commitments", "承诺")
}

/// Where there is no commitment to compare.
pub fn no_commitment(language: Language) -> &'static str {
    pick(language, "no commitments but drafts and retired ones", "除草案和已废止的之外没有承诺")
}

/// The names of what stands side by side, as wide as each other: expected, promised, delivered.
pub fn sides(language: Language) -> [&'static str; 3] {
    match language {
        Language::En => ["expected  ", "promised  ", "delivered "],
        Language::Zh => ["期望 ", "承诺 ", "兑现 "],
    }
}

/// What is expected, and the survey that says so.
pub fn expected(language: Language, level: Option<&str>, survey: Option<&str>) -> String {
    match (language, level, survey) {
        (Language::En, Some(level), Some(survey)) => format!("{level} ({survey})"),
        (Language::Zh, Some(level), Some(survey)) => format!("{level}（{survey}）"),
        (_, Some(level), None) => level.to_owned(),
        (Language::En, None, Some(survey)) => format!("no level that compares; {survey}"),
        (Language::Zh, None, Some(survey)) => format!("没有可比较的水平；{survey}"),
        (Language::En, None, None) => "not known: `basis` says no `expectation`".to_owned(),
        (Language::Zh, None, None) => "未知：`basis` 没有写 `expectation`".to_owned(),
    }
}

/// How a promise stands to the expectation; nothing where nothing is expected.
pub fn promised(language: Language, compared: Compared) -> Option<&'static str> {
    Some(match compared {
        Ok(Standing::Better) => pick(language, "stricter than expected", "严于期望"),
        Ok(Standing::Same) => pick(language, "as expected", "与期望一致"),
        Ok(Standing::Worse) => pick(language, "looser than expected", "松于期望"),
        Err(why) => return why_not(language, why),
    })
}

/// How what is delivered stands to the promise.
pub fn kept(language: Language, compared: Compared, uncertain: bool) -> Option<String> {
    let words = match compared {
        Ok(Standing::Better) => pick(language, "better than promised", "优于承诺"),
        Ok(Standing::Same) => pick(language, "as promised", "与承诺一致"),
        Ok(Standing::Worse) => pick(language, "worse than promised", "不及承诺"),
        Err(why) => return why_not(language, why).map(str::to_owned),
    };
    let uncertain = if uncertain { pick(language, ", uncertain", "（不确定）") } else { "" };
    Some(format!("{words}{uncertain}"))
}

/// How what is delivered stands to the expectation; nothing where that was said of the promise.
pub fn fulfilled(language: Language, compared: Compared) -> Option<&'static str> {
    Some(match compared {
        Ok(Standing::Better) => pick(language, "better than expected", "优于期望"),
        Ok(Standing::Same) => pick(language, "as expected", "与期望一致"),
        Ok(Standing::Worse) => pick(language, "worse than expected", "不及期望"),
        Err(WhyNot::NotEnded) => return why_not(language, WhyNot::NotEnded),
        Err(_) => return None,
    })
}

fn why_not(language: Language, why: WhyNot) -> Option<&'static str> {
    Some(match why {
        WhyNot::NothingExpected => return None,
        WhyNot::NoLimit => pick(language, "not compared: it has no single limit", "无法比较：没有单一的限值"),
        WhyNot::OtherKind => {
            pick(language, "not compared: what is expected is of another kind", "无法比较：与期望的口径不同")
        }
        WhyNot::SeveralMeasures => pick(
            language,
            "not compared: the targets measure several things, and nobody knows which is expected",
            "无法比较：各目标衡量的不是同一件事，不知道期望指哪一件",
        ),
        WhyNot::NoCases => pick(language, "no cases", "没有个案"),
        WhyNot::NotEnded => pick(
            language,
            "how long so many cases take is not known: some have not ended",
            "这么多个案要多久还不知道：有的尚未结束",
        ),
    })
}

/// Where no log serves a target.
pub fn not_measured(language: Language) -> &'static str {
    pick(language, "not known: no log tells", "未知：没有日志说明")
}

/// What a share of the cases keeps to; `is_time` for a duration, else a value.
pub fn at_share(language: Language, share: &str, bound: Bound, amount: &str, is_time: bool) -> String {
    match (language, bound, is_time) {
        (Language::En, Bound::AtMost, true) => format!("{share} took at most {amount}"),
        (Language::En, Bound::AtLeast, true) => format!("{share} had at least {amount}"),
        (Language::En, Bound::AtMost, false) => format!("{share} have at most {amount}"),
        (Language::En, Bound::AtLeast, false) => format!("{share} have at least {amount}"),
        (Language::Zh, Bound::AtMost, true) => format!("{share} 用时不超过 {amount}"),
        (Language::Zh, Bound::AtLeast, true) => format!("{share} 至少提前 {amount}"),
        (Language::Zh, Bound::AtMost, false) => format!("{share} 不高于 {amount}"),
        (Language::Zh, Bound::AtLeast, false) => format!("{share} 不低于 {amount}"),
    }
}

/// The attainment, the cases it is of and its interval.
pub fn attained(language: Language, attained: &str, met: u64, of: u64, interval: &str) -> String {
    match language {
        Language::En => format!("{attained} ({met} of {of}), 95% interval {interval}"),
        Language::Zh => format!("{attained}（{of} 件中 {met} 件），95% 置信区间 {interval}"),
    }
}

/// A gap between two of the three, told plainly.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Told {
    /// Less is promised than is expected.
    Looser,
    /// Less is delivered than is promised.
    Broken,
    /// What is expected is delivered, and less is promised.
    Hidden,
}

/// A gap in words.
pub fn told(language: Language, gap: Told) -> &'static str {
    match gap {
        Told::Looser => {
            pick(language, "Gap: less is promised than customers expect.", "差距：承诺低于客户的期望。")
        }
        Told::Broken => pick(language, "Gap: less is delivered than is promised.", "差距：兑现不及承诺。"),
        Told::Hidden => pick(
            language,
            "Though less is promised, what customers expect is delivered.",
            "承诺虽低，实际做到了客户所期望的。",
        ),
    }
}

/// The heading above what is left out.
pub fn coverage(language: Language) -> &'static str {
    pick(language, "What the promises leave out", "承诺没有涉及的")
}

/// The columns of the table of dimensions.
pub fn dimension_columns(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["dimension", "commitments", "survey gap", "what it says"],
        Language::Zh => ["维度", "承诺数", "调查差距", "说明"],
    }
}

/// What is said of a dimension that no commitment is about.
pub fn no_commitment_about(language: Language) -> &'static str {
    pick(language, "no commitment", "没有承诺")
}

/// Commitments that name no dimension.
pub fn without_dimension(language: Language, ids: &str) -> String {
    match language {
        Language::En => format!("without a dimension: {ids}"),
        Language::Zh => format!("没有写维度：{ids}"),
    }
}

/// How many cases of a log no promise covers.
pub fn uncovered(language: Language, log: &str, uncovered: u64, cases: u64) -> String {
    match (language, uncovered) {
        (Language::En, 0) => format!("Log {log}: every one of its {cases} cases is covered by a promise."),
        (Language::Zh, 0) => format!("日志 {log}：{cases} 件个案都有承诺覆盖。"),
        (Language::En, _) => {
            let percent = super::percent(uncovered, cases);
            format!("Log {log}: no promise covers {uncovered} of its {cases} cases ({percent}).")
        }
        (Language::Zh, _) => {
            let percent = super::percent(uncovered, cases);
            format!("日志 {log}：{cases} 件个案中有 {uncovered} 件（{percent}）没有承诺覆盖。")
        }
    }
}

/// That a log lacks columns by which promises tell their cases.
pub fn lacks(language: Language, columns: &str) -> String {
    match language {
        Language::En => format!("not known for the promises that ask for what it lacks: {columns}"),
        Language::Zh => format!("有的承诺要用它没有的列，其覆盖情况未知：{columns}"),
    }
}

/// The columns of the table of values.
pub fn value_columns(language: Language) -> [&'static str; 6] {
    match language {
        Language::En => ["attribute", "value", "covered", "uncovered", "what it says", "first"],
        Language::Zh => ["属性", "值", "有承诺", "无承诺", "说明", "例如"],
    }
}

/// The missing value.
pub fn missing_value(language: Language) -> &'static str {
    pick(language, "(missing)", "（缺失）")
}

/// What is said of a value that no condition names.
pub fn unnamed(language: Language) -> &'static str {
    pick(language, "not named", "没有承诺提到")
}

/// Values that are not shown.
pub fn more_values(language: Language, attribute: &str, more: usize) -> String {
    match language {
        Language::En => format!("{attribute}: {more} more values with gaps (JSON has all)"),
        Language::Zh => format!("{attribute}：另有 {more} 个值（JSON 中全部列出）"),
    }
}
