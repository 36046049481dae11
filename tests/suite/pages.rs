//! The pages of the rules, executed: each bad example gives exactly the page's finding, each good
//! one none at all.

use crate::folder::Folder;
use promise::check::{Example, Page, RULES};

fn findings(example: &Example<'_>) -> Vec<String> {
    let name = format!("example.{}", example.syntax);
    let checked = Folder::new().file(&name, example.text).check(&[]);
    let words = |finding: &promise::finding::Finding| format!("{} {:?}", finding.code.code, finding.message);
    checked.outcome.findings.iter().map(words).collect()
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}

#[test]
fn bad_examples_give_their_finding_and_good_ones_none() {
    for rule in RULES {
        let code = rule.code().code;
        let page = Page::parse(rule.page());
        for example in page.examples("Bad") {
            let found = findings(&example);
            assert!(
                found.len() == 1 && found[0].starts_with(code),
                "{code}, bad: {found:#?}\n{}",
                example.text
            );
        }
        for example in page.examples("Good") {
            assert_eq!(findings(&example), [""; 0], "{code}, good:\n{}", example.text);
        }
        for heading in ["Bad", "Good"] {
            let examples = page.examples(heading);
            let chinese = examples.iter().filter(|example| is_chinese(example.text)).count();
            assert!(chinese > 0 && chinese < examples.len(), "{code}: {heading} is not in both languages");
        }
    }
}
