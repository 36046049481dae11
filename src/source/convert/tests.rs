use super::*;
use crate::source::format::tests::{toml_document, yaml_document};
use proptest::prelude::*;
use std::fmt::Write as _;

fn other(syntax: Syntax) -> Syntax {
    match syntax {
        Syntax::Toml => Syntax::Yaml,
        Syntax::Yaml => Syntax::Toml,
    }
}

fn converted(from: Syntax, text: &str) -> Result<String, ConvertError> {
    let mut sources = Sources::default();
    let file = sources.add("x".into(), text.into());
    convert(&sources, file, (from, other(from)), &|path| path.last() == Some(&"from"))
}

#[track_caller]
fn becomes(from: Syntax, text: &str, expected: &str) {
    assert_eq!(converted(from, text).as_deref(), Ok(expected));
}

const TOML: &str = "\
# head

notice_days = 30  # days
x.z = 1

# a clock
[[clock]]  # first
id = \"a\"
pause = { name = \"w\", max = \"7 days\" }
serves = [  # whom
  # one
  \"no\",  # not false
  \"a: b\",
  # none
]

# its table
[clock.deep]
from = 2026-01-01
text = \"\"\"
one
  \"two\"
\"\"\"
# last of the table

[[clock]]
id = \"b\"

# the end
";

const YAML: &str = "\
# head

notice_days: 30  # days

x:
  z: 1

clock:
  # a clock
  - id: a
    pause: {name: w, max: 7 days}
    serves:  # whom
      # one
      - \"no\"  # not false
      - \"a: b\"
      # none

    # its table
    deep:
      from: 2026-01-01
      text: |
        one
          \"two\"
      # last of the table

  - id: b

# the end
";

#[test]
fn comments_go_with_what_they_stand_at() {
    // The comment behind a header stands behind the dash.
    let yaml = YAML.replace("  - id: a\n", "  -  # first\n    id: a\n");
    becomes(Syntax::Toml, TOML, &yaml);
    let toml = TOML.replace("[[clock]]  # first\n", "[[clock]]\n").replace("x.z = 1\n", "");
    let toml = toml.replace("# a clock\n", "[x]\nz = 1\n\n# a clock\n");
    becomes(Syntax::Yaml, YAML, &toml);
}

#[test]
fn lines_come_before_tables_and_take_their_comments_along() {
    becomes(
        Syntax::Yaml,
        "clock:\n  - pause:\n      # why\n      name: w\n    # the id\n    id: a # here\n    # below the clock\n",
        "[[clock]]\n# the id\nid = \"a\"  # here\n\n[clock.pause]\n# why\nname = \"w\"\n\n# below the clock\n",
    );
}

#[test]
fn what_yaml_alone_can_say() {
    becomes(Syntax::Yaml, "a: &x {n: +1, m: .5}\nb: *x\n", "[a]\nn = 1\nm = 0.5\n\n[b]\nn = 1\nm = 0.5\n");
    becomes(
        Syntax::Yaml,
        "effective: [{from: 2026-01-01, at: 2026-01-01}]\n",
        "[[effective]]\nfrom = 2026-01-01\nat = \"2026-01-01\"\n",
    );
    let mut sources = Sources::default();
    let file = sources.add("x".into(), "a: 1\nb:\n".into());
    let refused = convert(&sources, file, (Syntax::Yaml, Syntax::Toml), &|_| false);
    let Err(ConvertError::NoSuchValue(span)) = refused else { panic!("{refused:?}") };
    assert_eq!(sources.start(span).line, 2);
}

#[test]
fn files_without_values_are_their_comments() {
    becomes(Syntax::Toml, "", "");
    becomes(Syntax::Toml, "# only\n", "# only\n");
    becomes(Syntax::Yaml, "\u{feff}# only\n\n# this\n", "# only\n\n# this\n");
}

#[test]
fn texts_get_the_quotes_they_need() {
    let text = "a = [\"\", \" x\", \"1\", \"true\", \"null\", \"~\", \"12:30\", \"09:00-12:00\", \"- x\", \"x #y\", \"x#y\", \"on\", \"中文：\", \"*\", \"\\u0007\", \"a,b\"]\n";
    let yaml = "a: [\"\", \" x\", \"1\", \"true\", \"null\", \"~\", \"12:30\", 09:00-12:00, \"- x\", \"x #y\", x#y, \"on\", 中文：, \"*\", \"\\u0007\", \"a,b\"]\n";
    becomes(
        Syntax::Toml,
        text,
        "a:\n  - \"\"\n  - \" x\"\n  - \"1\"\n  - \"true\"\n  - \"null\"\n  - \"~\"\n  - \"12:30\"\n  - 09:00-12:00\n  - \"- x\"\n  - \"x #y\"\n  - x#y\n  - \"on\"\n  - 中文：\n  - \"*\"\n  - \"\\u0007\"\n  - a,b\n",
    );
    let back = converted(Syntax::Yaml, yaml).unwrap();
    assert!(back.contains("\"09:00-12:00\"") && back.contains("\"\\u0007\""), "{back}");
}

fn comments(syntax: Syntax, text: &str) -> Vec<String> {
    let mut sources = Sources::default();
    let file = sources.add("x".into(), text.into());
    let comments = crate::source::comments(&sources, file, syntax);
    let mut found: Vec<_> =
        comments.into_iter().map(|span| sources.text(span).trim_end().to_owned()).collect();
    found.sort();
    found
}

/// A text of TOML with every character as its number.
fn escaped(text: &str) -> String {
    text.chars().fold(String::new(), |mut escaped, c| {
        let _ = write!(escaped, "\\U{:08X}", u32::from(c));
        escaped
    })
}

/// Whether a tree holds what the other syntax cannot say.
fn is_foreign(node: &Node<'_>) -> bool {
    match &node.value {
        Value::Null => true,
        Value::Number(text) => text.contains("inf") || text.contains("nan"),
        Value::Sequence(items) => items.iter().any(is_foreign),
        Value::Mapping(entries) => entries.iter().any(|entry| is_foreign(&entry.value)),
        _ => false,
    }
}

fn check(from: Syntax, text: &str) -> Result<(), TestCaseError> {
    let mut sources = Sources::default();
    let file = sources.add("x".into(), text.into());
    let (tree, errors) = parse(&sources, file, from);
    if !errors.is_empty() || tree.as_ref().is_some_and(is_foreign) {
        return Ok(());
    }
    let result = converted(from, text);
    prop_assert!(result.is_ok(), "{:?}\n{}", result, text);
    let result = result.unwrap_or_default();
    prop_assert_eq!(comments(other(from), &result), comments(from, text), "{}\n->\n{}", text, result);
    // The way back is there too.
    let back = converted(other(from), &result);
    prop_assert!(back.is_ok(), "{:?}\n{}", back, result);
    Ok(())
}

proptest! {
    #[test]
    fn toml_as_yaml_says_the_same_with_every_comment(text in toml_document()) {
        check(Syntax::Toml, &text)?;
    }

    #[test]
    fn yaml_as_toml_says_the_same_with_every_comment(text in yaml_document()) {
        check(Syntax::Yaml, &text)?;
    }

    #[test]
    fn every_text_is_written_so_that_it_is_read_again(text in any::<String>(), key in "[ -~文]{0,5}") {
        let (quoted, key) = (escaped(&text), escaped(&key));
        let toml = format!("\"{key}\" = \"{quoted}\"\n\"a list\" = [{{ \"{key}\" = \"{quoted}\" }}]\n");
        let yaml = converted(Syntax::Toml, &toml);
        prop_assert!(yaml.is_ok(), "{:?}", yaml);
        let back = converted(Syntax::Yaml, &yaml.unwrap_or_default());
        prop_assert!(back.is_ok(), "{:?}", back);
    }
}
