//! `[vocabulary]` in promise.toml: words added to the lists of rules, and taken from them.

use crate::folder::Folder;
use promise::render::Language;

const TEXT: &str = "[[commitment]]\nid = \"c\"\ntext = \"We answer pronto, usually soon, always with best \
                    efforts and good faith; 及时处理及时雨。\"\n";

fn words(settings: &str, code: &str) -> Vec<String> {
    let checked = Folder::new().file("a.toml", TEXT).file("promise.toml", settings).check(&[code]);
    checked.outcome.findings.iter().map(|finding| checked.sources.text(finding.span).to_owned()).collect()
}

#[test]
fn words_are_added_and_taken_away() {
    assert_eq!(words("", "CLR001"), ["soon", "及时"]);
    let settings = "[vocabulary]\nvague-time = { add = [\"Pronto\"], remove = [\"及时\"] }\n";
    assert_eq!(words(settings, "CLR001"), ["pronto", "soon"]);
    let settings = "[vocabulary]\nvague-effort = { add = \"good faith\" }\n";
    assert_eq!(words(settings, "CLR002"), ["best efforts", "good faith"]);
    assert_eq!(words("[vocabulary]\nopen-exception = { remove = \"usually\" }\n", "CLR008"), [""; 0]);
    assert_eq!(words("[vocabulary]\nabsolute = { add = \"we\", remove = \"always\" }\n", "FEA001"), ["We"]);
}

#[test]
fn a_longer_expression_is_taken_away_alone() {
    let settings = "[vocabulary]\nvague-time = { remove = [\"及时处理\"] }\n";
    assert_eq!(words(settings, "CLR001"), ["soon"]);
}

#[test]
fn mistakes_are_told_where_they_stand() {
    let settings = r#"
[vocabulary]
vague-times = { add = ["pronto"] }
vague-effort = { added = ["pronto"] }
open-exception = ["pronto"]
absolute = { remove = ["pronto"], add = [""] }
"#;
    let checked = Folder::new().file("promise.toml", settings).check(&["DEF"]);
    assert_eq!(
        checked.places(),
        [
            "promise.toml:2:1 DEF002",
            "promise.toml:3:18 DEF002",
            "promise.toml:4:18 DEF003",
            "promise.toml:5:24 DEF007",
            "promise.toml:5:42 DEF007",
        ]
    );
    let text = checked.text(Language::En, 100);
    for said in [
        "`vocabulary` has no field `vague-times`",
        "did you mean `vague-time`?",
        "a list of words has no field `added`",
        "the words of `absolute` have no \"pronto\" to take away",
    ] {
        assert!(text.contains(said), "{text}");
    }
    assert!(checked.text(Language::Zh, 100).contains("`absolute` 的词表里没有可以去掉的“pronto”"));
}
