//! What is printed, held against what was kept of it, byte for byte.
//!
//! After a change that is meant, look at what it does to the files and keep it:
//! `PROMISE_SNAPSHOTS=renew cargo test snapshot`, then `git diff tests/snapshots`.

use crate::command::root;
use std::fs;

#[track_caller]
pub(crate) fn compare(name: &str, printed: &str) {
    let path = root().join("tests/snapshots").join(name);
    if std::env::var_os("PROMISE_SNAPSHOTS").is_some_and(|what| what == "renew") {
        fs::write(&path, printed).unwrap();
    }
    let kept = fs::read_to_string(&path).unwrap_or_default();
    let differs = kept.lines().zip(printed.lines()).position(|(kept, printed)| kept != printed);
    assert!(
        kept == printed,
        "{name} differs from line {} on; if that is meant, renew it: PROMISE_SNAPSHOTS=renew cargo test \
         snapshot\n{printed}",
        differs.unwrap_or_else(|| kept.lines().count().min(printed.lines().count())) + 1,
    );
}

/// A page without its style and script, and the policy that allows them.
pub(crate) fn without_assets(mut page: String) -> String {
    for element in ["style", "script"] {
        if let (Some(start), Some(end)) =
            (page.find(&format!("<{element}>")), page.find(&format!("</{element}>")))
        {
            page.replace_range(start + element.len() + 2..end, "…");
        }
    }
    let policy = page.lines().find(|line| line.contains("Content-Security-Policy")).map(str::to_owned);
    policy.map_or(page.clone(), |policy| page.replace(&policy, "(the policy)"))
}

/// What is printed without what differs from commit to commit and from release to release.
pub(crate) fn settled(printed: &str) -> String {
    let commit = |line: &&str| {
        let line = line.trim_start_matches([' ', '-']);
        !["commit ", "提交 ", "\"commit\": "].iter().any(|begins| line.starts_with(begins))
    };
    let lines: String = printed.lines().filter(commit).flat_map(|line| [line, "\n"]).collect();
    let version = env!("CARGO_PKG_VERSION");
    lines
        .replace(&format!("promise {version}\n"), "promise VERSION\n")
        .replace(&format!("\"promise\": \"{version}\""), "\"promise\": \"VERSION\"")
}
