//! Our reading of YAML against `serde_yaml`'s, on documents of every form that definitions take.

use promise::source::{Node, Sources, Syntax, Value, parse};

const DOCUMENTS: &[&str] = &[
    "",
    "# nothing but a comment\n",
    "a: 1\nb: -2.5\nc: 1e3\nd: 0x1F\ne: 0o17\nf: .5\ng: +3\n",
    "a: true\nb: False\nc: TRUE\nd: yes\ne: no\nf: on\ng: off\n",
    "a: ~\nb: null\nc:\nd: Null\n",
    "a: '1'\nb: \"true\"\nc: 'it''s'\nd: \"a\\tb\\u4e2d\\n\"\n",
    "a: 2026-01-01\nb: 12:30\nc: 2026-10-01..2026-10-08\nd: 98%\ne: 24h\nf: 1.2.3\n",
    "- 1\n- [2, 3, [4]]\n- {a: 1, b: [x, y]}\n-\n  - nested\n- k: v\n  l: w\n",
    "a: {mon-fri: [\"09:00-12:00\", \"13:00-18:00\"], sat: []}\nb: {}\nc: []\n",
    "a: |\n  line one\n  line two\n\n  after a gap\nb: >\n  folded\n  together\n\n  apart\nc: |-\n  no end\nd: >+\n  kept\n\n",
    "a: plain text\n  on two lines\nb: \"quoted\n  on two\n\n  lines\"\n",
    "a: &x {p: 1}\nb: *x\nc: [*x, *x]\nd: &y text\ne: *y\n",
    "客户: 顾客\n\"引号\": '中文：全角冒号'\n文字: 我们在24小时内答复，达成率不低于98%。\n",
    "a: b # comment\n# whole line\nc: 'd # no comment'\ne: f#g\n",
    "? a\n: 1\n? b\n: 2\n",
    "---\na: 1\n...\n",
    "%YAML 1.2\n---\na: 1\n",
    "a:\n- 1\n- 2\nb:\n  - 3\n",
    "url: http://example.com/x?y=1\npath: C:\\dir\nglob: logs/tickets-*.csv\ntime: a:b\n",
    "a: !!str 1\n",
    "\u{feff}a: 1\n",
    "a: 1\r\nb: text\r\n",
    "a: {x: 1, y: }\nb: [1, , ]\n",
    "a: '<=5'\nb: <=5\nc: \">5 <=10\"\n",
    "2026-10-10: [\"09:00-12:00\"]\n1: one\ntrue: yes\n",
];

/// A tree in one notation for both readers; numbers by value.
fn ours(node: &Node) -> String {
    match &node.value {
        Value::Null => "null".into(),
        Value::Bool(value) => value.to_string(),
        Value::Number(text) => number(text.parse().unwrap()),
        Value::String(text) | Value::Date(text) => format!("{text:?}"),
        Value::Sequence(items) => format!("[{}]", items.iter().map(ours).collect::<Vec<_>>().join(",")),
        Value::Mapping(entries) => {
            let entry =
                |entry: &promise::source::Entry| format!("{:?}:{}", entry.key.value, ours(&entry.value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
    }
}

fn theirs(value: &serde_yaml::Value) -> String {
    use serde_yaml::Value as V;
    match value {
        V::Null => "null".into(),
        V::Bool(value) => value.to_string(),
        V::Number(value) => number(value.as_f64().unwrap()),
        V::String(text) => format!("{text:?}"),
        V::Sequence(items) => format!("[{}]", items.iter().map(theirs).collect::<Vec<_>>().join(",")),
        V::Mapping(entries) => {
            let entry = |(key, value): (&V, &V)| format!("{:?}:{}", key_text(key), theirs(value));
            format!("{{{}}}", entries.iter().map(entry).collect::<Vec<_>>().join(","))
        }
        V::Tagged(tagged) => theirs(&tagged.value),
    }
}

/// Our keys are text as it is written.
fn key_text(key: &serde_yaml::Value) -> String {
    match key {
        serde_yaml::Value::String(text) => text.clone(),
        other => serde_yaml::to_string(other).unwrap().trim().to_owned(),
    }
}

fn number(value: f64) -> String {
    format!("#{value}")
}

fn read(text: &str) -> Option<String> {
    let mut sources = Sources::default();
    let file = sources.add("x.yaml".into(), text.into());
    let (node, errors) = parse(&sources, file, Syntax::Yaml);
    errors.is_empty().then(|| node.map_or("null".into(), |node| ours(&node)))
}

#[test]
fn yaml_is_read_as_serde_yaml_reads_it() {
    for text in DOCUMENTS {
        let expected = serde_yaml::from_str(text.trim_start_matches('\u{feff}')).map(|value| theirs(&value));
        assert_eq!(read(text), expected.ok(), "{text:?}");
    }
}

#[test]
fn what_serde_yaml_refuses_is_refused() {
    for text in [
        "a: b: c\n",
        "a: [1\n",
        "a: 'x\n",
        "a:\n\t- b\n",
        "a: *x\n",
        "a: @b\n",
        "a: 1\na: 2\n",
        "a: 1\n b: 2\n",
    ] {
        assert!(serde_yaml::from_str::<serde_yaml::Value>(text).is_err(), "{text:?}");
        assert_eq!(read(text), None, "{text:?}");
    }
}
