//! The words of the life cycle.

use crate::check::life_cycle::{Fact, Need, State, Sums};
use crate::check::timeliness::{Disagreement, Review};
use crate::model::Date;
use crate::render::Language;
use crate::source::Spanned;

fn pick(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Zh => chinese,
    }
}

/// The heading: the day, and how far the logs reach.
pub fn heading(language: Language, today: Date, as_of: Option<&str>) -> String {
    match (language, as_of) {
        (Language::En, Some(as_of)) => format!("Life cycle on {today}, pilots by the logs as of {as_of}"),
        (Language::En, None) => format!("Life cycle on {today}, without logs"),
        (Language::Zh, Some(as_of)) => format!("承诺的生命周期，{today}；试点依据日志，截至 {as_of}"),
        (Language::Zh, None) => format!("承诺的生命周期，{today}；未用日志"),
    }
}

/// The columns of the table.
pub fn columns(language: Language) -> [&'static str; 4] {
    match language {
        Language::En => ["commitment", "status", "next", "where it stands"],
        Language::Zh => ["承诺", "状态", "下一步", "进展"],
    }
}

/// Where there is no commitment at all.
pub fn none(language: Language) -> &'static str {
    pick(language, "no commitments", "没有服务承诺")
}

/// What the items behind it are.
pub fn label(language: Language, state: State) -> &'static str {
    match state {
        State::Done => pick(language, "in place: ", "已具备："),
        State::Open => pick(language, "open: ", "待定："),
        State::Missing => pick(language, "missing: ", "缺少："),
        State::Overdue => pick(language, "overdue: ", "逾期："),
        State::Failed => pick(language, "failed: ", "未通过："),
        State::Unknown => pick(language, "not known: ", "未知："),
        State::Accepted => pick(language, "accepted: ", "已豁免："),
    }
}

/// What stands between two items.
pub fn separator(language: Language) -> &'static str {
    pick(language, "; ", "；")
}

/// An item; `results` are the figures of a pilot, a text for each target.
pub fn item(language: Language, need: &Need<'_>, results: &[String]) -> String {
    let item = fact(language, &need.fact, results);
    match (need.reason, language) {
        (None, _) => item,
        (Some(reason), Language::En) => format!("{item} ({reason})"),
        (Some(reason), Language::Zh) => format!("{item}（{reason}）"),
    }
}

fn fact(language: Language, fact: &Fact<'_>, results: &[String]) -> String {
    let plain = |english, chinese| pick(language, english, chinese).to_owned();
    match fact {
        Fact::Basis(_) => plain("basis", "依据"),
        Fact::Target(_) => plain("target", "目标"),
        Fact::Standard(_) => plain("standard", "服务标准"),
        Fact::Owner(_) => plain("owner", "负责人"),
        Fact::Pilot(pilot) => trial(language, pilot.and_then(|pilot| pilot.until)),
        Fact::Cases { cases, wanted } => enough(language, *cases, *wanted),
        Fact::Result(_) => result(language, results),
        Fact::Contact => plain("contact", "联系方式"),
        Fact::Review(review) => self::review(language, *review),
        Fact::Dates(against) => dates(language, *against),
    }
}

fn trial(language: Language, until: Option<Spanned<Date>>) -> String {
    match (language, until.map(|until| until.value)) {
        (Language::En, None) => "pilot".to_owned(),
        (Language::En, Some(until)) => format!("pilot until {until}"),
        (Language::Zh, None) => "试点".to_owned(),
        (Language::Zh, Some(until)) => format!("试点（至 {until}）"),
    }
}

fn enough(language: Language, cases: Option<u64>, wanted: Option<u64>) -> String {
    match (language, cases, wanted) {
        (Language::En, None, _) => "cases of the pilot".to_owned(),
        (Language::En, Some(cases), None) => format!("cases of the pilot, {cases}"),
        (Language::En, Some(cases), Some(wanted)) => {
            format!("cases of the pilot, {cases} where {wanted} are needed")
        }
        (Language::Zh, None, _) => "试点个案".to_owned(),
        (Language::Zh, Some(cases), None) => format!("试点个案 {cases} 件"),
        (Language::Zh, Some(cases), Some(wanted)) => format!("试点个案 {cases} 件，需要 {wanted} 件"),
    }
}

fn result(language: Language, results: &[String]) -> String {
    let name = pick(language, "result of the pilot", "试点结果");
    if results.is_empty() {
        return name.to_owned();
    }
    let comma = pick(language, ", ", "，");
    format!("{name}{comma}{}", results.join(comma))
}

/// The figures of a target on trial, with the share that is promised, and whether there are too few cases to
/// be certain; `place` of several.
pub fn tried(
    language: Language,
    place: Option<usize>,
    figures: &str,
    share: Option<&str>,
    uncertain: bool,
) -> String {
    let place = place.map(|place| match language {
        Language::En => format!("target {place} "),
        Language::Zh => format!("目标 {place} "),
    });
    let share = share.map(|share| match language {
        Language::En => format!(" where {share} is promised"),
        Language::Zh => format!("，承诺 {share}"),
    });
    let uncertain = if uncertain { pick(language, ", uncertain", "，不确定") } else { "" };
    format!("{}{figures}{}{uncertain}", place.unwrap_or_default(), share.unwrap_or_default())
}

fn review(language: Language, review: Review) -> String {
    match (language, review) {
        (Language::En, Review::Missing) => "review date".to_owned(),
        (Language::En, Review::Past(day) | Review::Due(day)) => format!("review by {day}"),
        (Language::En, Review::Far { day, latest }) => {
            format!("review by {latest} at the latest, not by {day}")
        }
        (Language::Zh, Review::Missing) => "复审日期".to_owned(),
        (Language::Zh, Review::Past(day) | Review::Due(day)) => format!("{day} 前复审"),
        (Language::Zh, Review::Far { day, latest }) => format!("复审日期不晚于 {latest}（现为 {day}）"),
    }
}

fn dates(language: Language, against: Option<Disagreement>) -> String {
    match (language, against) {
        (Language::En, Some(Disagreement::Early(from))) => {
            format!("dates, in force only from {}", from.value)
        }
        (Language::En, Some(Disagreement::Late(until))) => {
            format!("dates, no longer in force since {}", until.value)
        }
        (Language::En, None | Some(Disagreement::PilotOver(_))) => "dates".to_owned(),
        (Language::Zh, Some(Disagreement::Early(from))) => format!("生效日期（{} 起生效）", from.value),
        (Language::Zh, Some(Disagreement::Late(until))) => format!("生效日期（{} 起已失效）", until.value),
        (Language::Zh, None | Some(Disagreement::PilotOver(_))) => "生效日期".to_owned(),
    }
}

/// The sum: how many commitments have each status, in words, and how many call for something.
pub fn summary(language: Language, statuses: &[(usize, &str)], sums: Sums) -> String {
    let Sums { missing, overdue, failed } = sums;
    let by_status = statuses.iter().map(|(count, status)| match language {
        Language::En => format!("{count} {status}"),
        Language::Zh => format!("{status} {count} 项"),
    });
    let by_status: Vec<_> = by_status.collect();
    match language {
        Language::En => format!(
            "{}; {missing} with something missing, {overdue} overdue, {failed} with a failed pilot",
            by_status.join(", ")
        ),
        Language::Zh => format!(
            "{}；有缺项的 {missing} 项，逾期的 {overdue} 项，试点未通过的 {failed} 项",
            by_status.join("，")
        ),
    }
}
