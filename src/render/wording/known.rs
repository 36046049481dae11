//! What a check says of findings that were known before, and of those that it can mend.

use crate::check::baseline::LeftOut;
use crate::finding::{Finding, Identity};
use crate::render::Language;

/// Entries of a baseline that are named one by one.
const NAMED: usize = 10;

/// What was left out of the findings.
pub fn lines(language: Language, left_out: &LeftOut) -> Vec<String> {
    match left_out {
        LeftOut::Revision { name, findings } => vec![of_revision(language, name, findings.len())],
        LeftOut::Baseline { findings, stale } => {
            let mut lines = vec![of_baseline(language, findings.len())];
            if !stale.is_empty() {
                lines.push(of_stale(language, stale.len()));
                lines.extend(stale.entries().take(NAMED).map(|(known, _)| entry(known)));
                lines.extend((stale.entries().count() > NAMED).then(|| "  ...".to_owned()));
            }
            lines
        }
    }
}

fn of_revision(language: Language, name: &str, count: usize) -> String {
    match (language, count) {
        (Language::En, 0) => format!("no findings left out that {name} has too"),
        (Language::En, 1) => format!("1 finding left out that {name} has too"),
        (Language::En, _) => format!("{count} findings left out that {name} has too"),
        (Language::Zh, 0) => format!("没有与 {name} 相同的问题"),
        (Language::Zh, _) => format!("{name} 中已有的 {count} 个问题未列出"),
    }
}

fn of_baseline(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::En, 0) => "no findings left out that the baseline holds".to_owned(),
        (Language::En, 1) => "1 finding left out that the baseline holds".to_owned(),
        (Language::En, _) => format!("{count} findings left out that the baseline holds"),
        (Language::Zh, 0) => "没有基线中已有的问题".to_owned(),
        (Language::Zh, _) => format!("基线中已有的 {count} 个问题未列出"),
    }
}

fn of_stale(language: Language, count: usize) -> String {
    match (language, count) {
        (Language::En, 1) => {
            "1 finding of the baseline no longer occurs; write the baseline again:".to_owned()
        }
        (Language::En, _) => {
            format!("{count} findings of the baseline no longer occur; write the baseline again:")
        }
        (Language::Zh, _) => format!("基线中有 {count} 个问题已不存在，请重新生成基线："),
    }
}

fn entry(known: &Identity) -> String {
    let Identity { path, id, field, code, text } = known;
    let place = [Some(path.as_str()), id.as_deref(), Some(field.as_str()).filter(|field| !field.is_empty())];
    let place = place.into_iter().flatten().collect::<Vec<_>>().join(" ");
    if text.is_empty() { format!("  {code} {place}") } else { format!("  {code} {place}: {text}") }
}

/// How many findings could be mended, and with which option.
pub fn fixable(language: Language, findings: &[Finding]) -> Option<String> {
    let fixes = || findings.iter().filter_map(|finding| finding.fix.as_ref());
    let safe = fixes().filter(|fix| fix.safe).count();
    let others = fixes().count() - safe;
    let english =
        |count: usize| if count == 1 { "1 finding".to_owned() } else { format!("{count} findings") };
    Some(match (language, safe, others) {
        (_, 0, 0) => return None,
        (Language::En, 0, others) => format!("{} can be fixed with --unsafe-fixes", english(others)),
        (Language::En, safe, 0) => format!("{} can be fixed with --fix", english(safe)),
        (Language::En, safe, others) => {
            format!("{} can be fixed with --fix, {others} more with --unsafe-fixes", english(safe))
        }
        (Language::Zh, 0, others) => format!("{others} 个问题可用 --unsafe-fixes 修正"),
        (Language::Zh, safe, 0) => format!("{safe} 个问题可用 --fix 修正"),
        (Language::Zh, safe, others) => {
            format!("{safe} 个问题可用 --fix 修正，另有 {others} 个可用 --unsafe-fixes 修正")
        }
    })
}

/// What fixes did, or would do.
pub fn fixed(language: Language, findings: usize, files: usize, written: bool) -> String {
    let (findings, in_files) = match language {
        Language::En => (
            if findings == 1 { "1 finding".to_owned() } else { format!("{findings} findings") },
            if files == 1 { "1 file".to_owned() } else { format!("{files} files") },
        ),
        Language::Zh => (format!("{findings} 个问题"), format!("{files} 个文件")),
    };
    match (language, written) {
        (Language::En, true) => format!("fixed {findings} in {in_files}"),
        (Language::En, false) => format!("{findings} in {in_files} would be fixed"),
        (Language::Zh, true) => format!("已修正 {in_files}中的 {findings}"),
        (Language::Zh, false) => format!("可修正 {in_files}中的 {findings}"),
    }
}

/// That a file was left as it was.
pub fn left_alone(language: Language, path: &str) -> String {
    match language {
        Language::En => {
            format!(
                "{path} is left as it was: its fixes together do not lead to fewer findings without new ones"
            )
        }
        Language::Zh => format!("{path} 保持原样：应用修正后问题没有减少，或者出现了新的问题"),
    }
}

/// That a baseline was written.
pub fn written(language: Language, count: usize, path: &str) -> String {
    match (language, count) {
        (Language::En, 1) => format!("1 finding written to {path}"),
        (Language::En, _) => format!("{count} findings written to {path}"),
        (Language::Zh, _) => format!("已将 {count} 个问题写入 {path}"),
    }
}
