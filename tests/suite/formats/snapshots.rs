//! What each format prints of the same input, byte for byte.
//!
//! After a change that is meant, look at what it does to the files and keep it:
//! `PROMISE_SNAPSHOTS=renew cargo test snapshot`, then `git diff tests/snapshots`.

use super::{FORMATS, check, mistakes};
use crate::command::root;
use std::fs;

#[test]
fn each_format_has_its_snapshot() {
    let folder = mistakes();
    for (format, file) in FORMATS {
        compare(file, &check(&folder, &["--format", format]).stdout);
    }
    compare("markdown.zh.md", &check(&folder, &["--format", "markdown", "--lang", "zh"]).stdout);
}

pub(crate) fn compare(name: &str, printed: &str) {
    // A release changes no snapshot.
    let printed = printed.replace(concat!('"', env!("CARGO_PKG_VERSION"), '"'), "\"VERSION\"");
    let path = root().join("tests/snapshots").join(name);
    if std::env::var_os("PROMISE_SNAPSHOTS").is_some_and(|what| what == "renew") {
        fs::write(&path, &printed).unwrap();
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
