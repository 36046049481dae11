//! The words of the scorecard.

use super::percent;
use super::statistics::{comma, divided, legend, took};
use crate::check::measured::Measured;
use crate::check::scorecard::Quality;
use crate::model::Date;
use crate::render::Language;

/// The heading.
pub fn heading(language: Language) -> &'static str {
    match language {
        Language::En => "Scorecard",
        Language::Zh => "五性评价",
    }
}

/// What it says, and how it is read.
pub fn about(language: Language, today: Date) -> String {
    let legend = legend(language);
    match language {
        Language::En => {
            format!("What the rules say of each promise on {today} ({legend}), and what the logs measure.")
        }
        Language::Zh => format!("规则在 {today} 对各项承诺的评价（{legend}），以及日志的实测。"),
    }
}

/// What is measured of a target in a quality, where that can be.
pub fn measured(language: Language, quality: Quality, measured: &Measured) -> Option<String> {
    match quality {
        // No log can measure whether words are clear.
        Quality::Clear => None,
        Quality::Feasible => feasible(language, measured),
        Quality::Consistent => consistent(language, measured),
        Quality::Timely => timely(language, measured),
        Quality::Flexible => flexible(language, measured),
    }
}

/// A line about one target of several; of one version of several.
pub fn of_target(language: Language, version: Option<&String>, target: usize, line: &str) -> String {
    match (language, version) {
        (Language::En, None) => format!("target {target}: {line}"),
        (Language::En, Some(version)) => format!("version {version}, target {target}: {line}"),
        (Language::Zh, None) => format!("目标 {target}：{line}"),
        (Language::Zh, Some(version)) => format!("版本 {version} 目标 {target}：{line}"),
    }
}

fn feasible(language: Language, measured: &Measured) -> Option<String> {
    let (met, cases) = measured.attained;
    let share = measured.share.filter(|_| cases > 0)?;
    let attained = percent(met, cases);
    Some(match language {
        Language::En => format!("{attained} in time ({met} of {cases}), promised {share}"),
        Language::Zh => format!("达成率 {attained}（{cases} 件中 {met} 件），承诺 {share}"),
    })
}

fn consistent(language: Language, measured: &Measured) -> Option<String> {
    let unequal: Vec<_> = measured.unequal.iter().map(|unequal| divided(language, unequal)).collect();
    let unequal = unequal.join(comma(language));
    (!unequal.is_empty()).then(|| match language {
        Language::En => format!("attainment differs {unequal}"),
        Language::Zh => format!("达成率有差异：{unequal}"),
    })
}

fn timely(language: Language, measured: &Measured) -> Option<String> {
    let limit = measured.limit.as_ref()?;
    let took = took(language, measured.took?, measured.unit);
    Some(match language {
        Language::En => format!("95% took up to {took}, limit {limit}"),
        Language::Zh => format!("95% 的个案用时不超过 {took}，时限 {limit}"),
    })
}

fn flexible(language: Language, measured: &Measured) -> Option<String> {
    let (excluded, cases) = measured.excluded;
    (cases > 0).then(|| match language {
        Language::En => format!("{} excluded ({excluded} of {cases})", percent(excluded, cases)),
        Language::Zh => format!("除外 {}（{cases} 件中 {excluded} 件）", percent(excluded, cases)),
    })
}
