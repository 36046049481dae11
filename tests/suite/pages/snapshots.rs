//! A small page in each format and language, byte for byte, but for the style and the script.

use super::page;
use crate::snapshot::compare;

#[test]
fn each_page_has_its_snapshot() {
    for (name, arguments) in [
        ("report.md", &["markdown"][..]),
        ("report.zh.md", &["markdown", "--lang", "zh"]),
        ("report.html", &["html"]),
        ("report.zh.html", &["html", "--lang", "zh", "--by", "team"]),
    ] {
        let mut page = page(arguments);
        for element in ["style", "script"] {
            if let (Some(start), Some(end)) =
                (page.find(&format!("<{element}>")), page.find(&format!("</{element}>")))
            {
                page.replace_range(start + element.len() + 2..end, "…");
            }
        }
        let policy = page.lines().find(|line| line.contains("Content-Security-Policy")).map(str::to_owned);
        let page = policy.map_or(page.clone(), |policy| page.replace(&policy, "(the policy)"));
        compare(name, &page.replace(&format!("promise {}", env!("CARGO_PKG_VERSION")), "promise VERSION"));
    }
}
