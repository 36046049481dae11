use super::*;
use proptest::prelude::*;
use std::fmt::Write as _;

fn formatted(syntax: Syntax, text: &str) -> Result<String, FormatError> {
    let mut sources = Sources::default();
    let file = sources.add("x".into(), text.into());
    format(&sources, file, syntax)
}

#[track_caller]
fn becomes(syntax: Syntax, text: &str, expected: &str) {
    assert_eq!(formatted(syntax, text).as_deref(), Ok(expected));
    assert_eq!(formatted(syntax, expected).as_deref(), Ok(expected), "not the same when formatted again");
}

#[test]
fn toml_has_one_space_around_signs_and_one_blank_line_before_headers() {
    becomes(
        Syntax::Toml,
        "\n\n# top\n[[ clock ]]  # c\n\nid=\"a\"\n   start   =   'x'   \nstop= {b=1,c=[ 1 ,2,],}\n# next\n[clock . pause]\n\n\n\nx.y . z = 1\n\n\n",
        "# top\n[[clock]]    # c\nid    = \"a\"\nstart = 'x'\nstop  = { b = 1, c = [1, 2,], }\n\n# next\n[clock.pause]\nx.y.z = 1\n",
    );
    becomes(Syntax::Toml, "a=1\nlonger =2", "a = 1\nlonger = 2\n");
    becomes(Syntax::Toml, "a=1.5\nb=2026-01-01 00:00:00.5\r\n", "a = 1.5\nb = 2026-01-01 00:00:00.5\n");
    becomes(Syntax::Toml, "a = [ ]\nb = { }\nc=[[1],[2]]", "a = []\nb = {}\nc = [[1], [2]]\n");
    becomes(Syntax::Toml, "", "");
    becomes(Syntax::Toml, " \n\n", "");
    becomes(Syntax::Toml, "\u{feff}  # only\n\n", "\u{feff}# only\n");
}

#[test]
fn keys_that_are_lined_up_stay_lined_up() {
    becomes(
        Syntax::Toml,
        "a  = 1\n\"客户\" = 2\n# between\nescalation = 3\n\nnot = 1\naligned = 2\n",
        "a          = 1\n\"客户\"     = 2\n# between\nescalation = 3\n\nnot = 1\naligned = 2\n",
    );
}

#[test]
fn lists_over_several_lines_are_indented_or_hang() {
    becomes(
        Syntax::Toml,
        "serves = [   # whom\n\n\"a\",   \"b\",\n\n  # more\n      \"c\" , # last\n\n ]\ntext = {en=\"x\",\n zh = \"y\"}\n",
        "serves = [   # whom\n  \"a\", \"b\",\n\n  # more\n  \"c\",      # last\n]\ntext = { en = \"x\",\n         zh = \"y\" }\n",
    );
}

#[test]
fn comments_behind_a_line_keep_their_column() {
    becomes(
        Syntax::Toml,
        "a=1         # one\nlonger=\"文字\"  # two\nx =      1 #three\n",
        "a = 1       # one\nlonger = \"文字\" # two\nx = 1      #three\n",
    );
}

#[test]
fn text_of_several_lines_is_left_alone() {
    let toml = "a = \"\"\"\n  one  \n\n\n   two\t\"\"\"\nb = '''\n x'''\n";
    becomes(Syntax::Toml, toml, toml);
}

#[test]
fn line_ends_are_those_of_the_first_line() {
    becomes(Syntax::Toml, "a=1\r\n\n\n\nb=2", "a = 1\r\n\r\nb = 2\r\n");
    becomes(Syntax::Yaml, "a:  1\r\nb:  2", "a: 1\r\n\r\nb: 2\r\n");
}

#[test]
fn yaml_is_indented_by_two_spaces() {
    becomes(
        Syntax::Yaml,
        "\n# top\ncommitment:\n\n- id:   a   # first\n  text:\n      en: \"one\n   two\"\n      zh:   二\n      # behind\n  applies: { type : complaint,channel: [ phone,  web ] }\n\n\n  target:\n  -   {clock: x}\n  # second\n  -   clock: y\n      within:   4h\n# clocks\nclock:\n    -\n        id: x\n",
        "# top\ncommitment:\n  - id: a   # first\n    text:\n      en: \"one\n        two\"\n      zh: 二\n      # behind\n    applies: {type: complaint, channel: [phone, web]}\n\n    target:\n      - {clock: x}\n      # second\n      - clock: y\n        within: 4h\n\n# clocks\nclock:\n  -\n    id: x\n",
    );
    becomes(Syntax::Yaml, "", "");
    becomes(Syntax::Yaml, "# only\n\n\n# two", "# only\n\n# two\n");
    becomes(
        Syntax::Yaml,
        "a: [\n1,\n  2 ]\nb: {x: 1,\n y: 2}\n",
        "a: [\n    1,\n    2]\n\nb: {x: 1,\n    y: 2}\n",
    );
    becomes(Syntax::Yaml, "a: &x 1\nb:  *x\n*x : 1\n", "a: &x 1\n\nb: *x\n\n*x : 1\n");
}

#[test]
fn block_text_moves_with_its_key_and_keeps_its_lines() {
    becomes(
        Syntax::Yaml,
        "a:\n    b: >-     # folded\n            one\n              two  \n\n\n            three\n    c: |2\n          x\n        y\n\n    d: |+\n     keep\n\n\n    e: plain\n",
        "a:\n  b: >-       # folded\n    one\n      two  \n\n\n    three\n  c: |2\n        x\n      y\n\n  d: |+\n    keep\n\n\n  e: plain\n",
    );
    becomes(Syntax::Yaml, "a: |\n  x\n\n\n\nb: |\n\n  y", "a: |\n  x\n\nb: |\n\n  y\n");
}

#[test]
fn rare_forms_of_yaml_are_laid_out_too() {
    becomes(Syntax::Yaml, "---\na:   1\n...\n", "---\na: 1\n...\n");
    becomes(Syntax::Yaml, "? a\n:   b\n?   c\n:\n    - d\n", "? a\n: b\n\n? c\n:\n  - d\n");
    becomes(Syntax::Yaml, "- - a\n  -   b\n-   c: 1\n    d: 2\n", "- - a\n  - b\n- c: 1\n  d: 2\n");
    becomes(Syntax::Yaml, "a: !!str   1\nb:\n      &x\n      c: 1\n", "a: !!str 1\n\nb:\n  &x\n  c: 1\n");
}

#[test]
fn a_file_with_syntax_errors_is_refused() {
    for (syntax, text) in [(Syntax::Toml, "a = \n"), (Syntax::Yaml, "a: [1\n"), (Syntax::Toml, "a=1\na=2")] {
        assert!(matches!(formatted(syntax, text), Err(FormatError::Syntax(_))), "{text}");
    }
}

/// A document as lines with an arbitrary layout: what the two syntaxes share.
fn space() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", " ", "   ", "\t"]).prop_map(str::to_owned)
}

fn comment() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["", "", "", " # c", "     #  注 释  "]).prop_map(str::to_owned)
}

fn break_() -> impl Strategy<Value = String> {
    prop::sample::select(vec!["\n", "\n", "\n\n", " \n\n\n", "\n# own\n", "\n\n   # own\n\n", "\r\n"])
        .prop_map(str::to_owned)
}

fn toml_value() -> impl Strategy<Value = String> {
    let leaf = prop::sample::select(vec![
        "1",
        "-1.5",
        "true",
        "2026-01-01",
        "2026-01-01 08:00:00.5",
        "\"a # b\"",
        "'x = [1]'",
        "\"\"\"\n  one\n\n two  \"\"\"",
        "'''\n # no\n'''",
        "\"尽快\"",
        "inf",
    ])
    .prop_map(str::to_owned);
    leaf.prop_recursive(3, 12, 4, |inner| {
        let gap = prop::sample::select(vec!["", " ", "\n", "\n    ", " # c\n", "\n\n  # own\n\n "]);
        let items = prop::collection::vec((inner.clone(), gap.clone(), gap.clone()), 0..4);
        let list = (items, gap.clone(), any::<bool>()).prop_map(|(items, close, comma)| {
            let mut items: Vec<_> = items.iter().map(|(v, a, b)| format!("{a}{v}{b}")).collect();
            if comma && !items.is_empty() {
                items.push(String::new());
            }
            format!("[{}{close}]", items.join(","))
        });
        let entries = prop::collection::vec((inner, gap.clone(), space(), space()), 0..4);
        let table = (entries, gap).prop_map(|(entries, close)| {
            let entries: Vec<_> =
                entries.iter().enumerate().map(|(n, (v, a, b, c))| format!("{a}k{n}{b}={c}{v}")).collect();
            format!("{{{}{close}}}", entries.join(","))
        });
        prop_oneof![list, table]
    })
}

/// Value, indentation, layout before and behind the `=`, comment, line end.
type Line = (String, String, String, String, String, String);

fn toml_lines() -> impl Strategy<Value = Vec<Line>> {
    prop::collection::vec((toml_value(), space(), space(), space(), comment(), break_()), 0..5)
}

fn write_lines(text: &mut String, lines: &[Line], prefix: &str) {
    for (number, (value, indent, before, after, comment, end)) in lines.iter().enumerate() {
        let key = "k".repeat(number + 1);
        let _ = write!(text, "{indent}{prefix}{key}{before}={after}{value}{comment}{end}");
    }
}

pub(in crate::source) fn toml_document() -> impl Strategy<Value = String> {
    let header = prop_oneof![Just("t"), Just(" x . \"y z\" ")];
    let section = (header, any::<bool>(), space(), comment(), break_(), toml_lines());
    (toml_lines(), prop::collection::vec(section, 0..4)).prop_map(|(top, sections)| {
        let mut text = String::new();
        write_lines(&mut text, &top, "");
        for (n, (header, array, indent, comment, end, lines)) in sections.iter().enumerate() {
            let header = if *array { format!("[[a{n}.{header}]]") } else { format!("[b{n}.{header}]") };
            let _ = write!(text, "{indent}{header}{comment}{end}");
            write_lines(&mut text, lines, "\"客 户\" . ");
        }
        text
    })
}

/// A node of YAML in block form, written at an indentation.
#[derive(Clone, Debug)]
enum Block {
    Leaf(&'static str),
    /// A text of several lines: its header, and the lines.
    Text(&'static str, Vec<&'static str>),
    List(Vec<(Block, usize)>, usize),
    Map(Vec<(Block, usize)>, usize),
}

fn block() -> impl Strategy<Value = Block> {
    let leaf = prop::sample::select(vec![
        "1",
        "plain text",
        "'it''s # no'",
        "\"a: b\"",
        "{a: 1,b:  [ 1 ,2 ] }",
        "[ ]",
        "{ k : v }",
        "[a,\n               b # c\n               ]",
        "plain\n               over lines",
        "\"quoted\n\n               over lines\"",
        "!!str 1",
        "",
    ])
    .prop_map(Block::Leaf);
    let text = (
        prop::sample::select(vec!["|", ">-", "|-  # c", ">+", "|+"]),
        prop::collection::vec(prop::sample::select(vec!["one", "  two  ", "", "# no", "三"]), 0..4),
    )
        .prop_map(|(header, mut lines)| {
            lines.insert(0, "first");
            Block::Text(header, lines)
        });
    prop_oneof![4 => leaf, 1 => text].prop_recursive(4, 20, 4, |inner| {
        let items = prop::collection::vec((inner, 0_usize..5), 1..4);
        prop_oneof![
            (items.clone(), 0_usize..4).prop_map(|(items, indent)| Block::List(items, indent)),
            (items, 1_usize..5).prop_map(|(items, indent)| Block::Map(items, indent)),
        ]
    })
}

const BETWEEN: [&str; 5] = ["", "\n", "# margin\n", "\n\n\n", "                    # deep\n\n"];

fn write(block: &Block, indent: usize, text: &mut String) {
    let pad = |indent: usize| " ".repeat(indent);
    match block {
        Block::Leaf(value) => text.extend(["  ", value, "   \n"]),
        Block::Text(header, lines) => {
            text.extend([" ", header, "\n"]);
            for line in lines {
                let line = if line.is_empty() { String::new() } else { format!("{}{line}", pad(indent + 3)) };
                text.extend([line.as_str(), "\n"]);
            }
        }
        Block::List(items, more) => {
            text.push('\n');
            for (item, between) in items {
                let _ = write!(text, "{}-", pad(indent + more));
                write(item, indent + more + 1, text);
                text.push_str(BETWEEN[*between]);
            }
        }
        Block::Map(entries, more) => {
            text.push('\n');
            for (number, (value, between)) in entries.iter().enumerate() {
                let _ = write!(text, "{}k{number}:", pad(indent + more));
                write(value, indent + more, text);
                text.push_str(BETWEEN[*between]);
            }
        }
    }
}

pub(in crate::source) fn yaml_document() -> impl Strategy<Value = String> {
    prop::collection::vec((block(), 0_usize..5), 1..4).prop_map(|entries| {
        let mut text = String::new();
        for (number, (value, between)) in entries.iter().enumerate() {
            let _ = write!(text, "top{number}:");
            write(value, 0, &mut text);
            text.push_str(BETWEEN[*between]);
        }
        text
    })
}

/// The comments of a text, without trailing spaces, and the words: everything that is no layout.
fn without_layout(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join("")
}

fn check(syntax: Syntax, text: &str) -> Result<(), TestCaseError> {
    let mut sources = Sources::default();
    let file = sources.add("x".into(), text.into());
    let (_, errors) = parse(&sources, file, syntax);
    prop_assume!(errors.is_empty());
    let once = formatted(syntax, text);
    prop_assert!(once.is_ok(), "{:?}\n{}", once, text);
    let once = once.unwrap_or_default();
    prop_assert_eq!(without_layout(&once), without_layout(text));
    let twice = formatted(syntax, &once);
    prop_assert_eq!(twice.as_deref(), Ok(once.as_str()), "of\n{}", text);
    Ok(())
}

proptest! {
    #[test]
    fn toml_keeps_its_meaning_and_is_the_same_when_formatted_again(text in toml_document()) {
        check(Syntax::Toml, &text)?;
    }

    #[test]
    fn yaml_keeps_its_meaning_and_is_the_same_when_formatted_again(text in yaml_document()) {
        check(Syntax::Yaml, &text)?;
    }
}
