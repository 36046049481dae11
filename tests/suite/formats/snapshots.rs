//! What each format prints of the same input, byte for byte.

use super::{FORMATS, check, mistakes};
use crate::snapshot::compare;

#[test]
fn each_format_has_its_snapshot() {
    let folder = mistakes();
    for (format, file) in FORMATS {
        compare_release(file, &check(&folder, &["--format", format]).stdout);
    }
    compare_release("markdown.zh.md", &check(&folder, &["--format", "markdown", "--lang", "zh"]).stdout);
}

/// A release changes no snapshot.
fn compare_release(name: &str, printed: &str) {
    compare(name, &printed.replace(concat!('"', env!("CARGO_PKG_VERSION"), '"'), "\"VERSION\""));
}
