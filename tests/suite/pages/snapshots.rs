//! A small page in each format and language, byte for byte, but for the style and the script.

use super::page;
use crate::snapshot::{compare, without_assets};

#[test]
fn each_page_has_its_snapshot() {
    for (name, arguments) in [
        ("report.md", &["markdown"][..]),
        ("report.zh.md", &["markdown", "--lang", "zh"]),
        ("report.html", &["html"]),
        ("report.zh.html", &["html", "--lang", "zh", "--by", "team"]),
    ] {
        let page = without_assets(page(arguments));
        compare(name, &page.replace(&format!("promise {}", env!("CARGO_PKG_VERSION")), "promise VERSION"));
    }
}
