//! The structure of the HTML page.

use super::page;
use crate::command::promise;
use hmac_sha256::Hash;
use std::collections::{HashMap, HashSet};

/// Elements that have no end.
const VOID: [&str; 5] = ["meta", "br", "rect", "path", "line"];

/// A tag with its attributes.
struct Tag {
    name: String,
    attributes: HashMap<String, String>,
}

/// All tags of a page, which must be closed in order. What is between them has no marks of its own.
fn tags(page: &str) -> Vec<Tag> {
    let mut found = Vec::new();
    let mut open: Vec<String> = Vec::new();
    let mut rest = page;
    while let Some((before, after)) = rest.split_once('<') {
        let raw = open.last().is_some_and(|name| name == "style" || name == "script");
        assert!(raw || !before.contains('>'), "a bare > in {before:?}");
        if raw && !after.starts_with('/') {
            rest = after;
            continue;
        }
        let (inside, after) = after.split_once('>').unwrap();
        rest = after;
        if let Some(name) = inside.strip_prefix('/') {
            assert_eq!(open.pop().as_deref(), Some(name), "near {before:?}");
            continue;
        }
        let whole = inside.trim_end_matches('/');
        let (name, attributes) = whole.split_once(' ').unwrap_or((whole, ""));
        if name == "!doctype" {
            continue;
        }
        if !VOID.contains(&name) && !inside.ends_with('/') {
            open.push(name.to_owned());
        } else if name == "rect" || name == "path" {
            // A rectangle may have a title.
            if !inside.ends_with('/') {
                open.push(name.to_owned());
            }
        }
        found.push(Tag { name: name.to_owned(), attributes: attributes_of(attributes) });
    }
    assert!(open.is_empty(), "not closed: {open:?}");
    found
}

fn attributes_of(text: &str) -> HashMap<String, String> {
    let mut attributes = HashMap::new();
    let mut rest = text.trim();
    while !rest.is_empty() {
        let end = rest.find([' ', '=']).unwrap_or(rest.len());
        let (name, after) = rest.split_at(end);
        let (value, after) = match after.strip_prefix("=\"") {
            Some(after) => after.split_once('"').unwrap(),
            None => ("", after),
        };
        assert!(attributes.insert(name.to_owned(), value.to_owned()).is_none(), "{name} twice in {text}");
        rest = after.trim_start();
    }
    attributes
}

fn each(mut check: impl FnMut(&str)) {
    for arguments in [
        &["html"][..],
        &["html", "--lang", "zh"],
        &["html", "--by", "team"],
        &["html", "--by", "team,stars", "--period", "day"],
    ] {
        check(&page(arguments));
    }
}

#[test]
fn the_page_is_well_formed_and_its_references_lead_somewhere() {
    each(|page| {
        let tags = tags(page);
        let ids: Vec<_> = tags.iter().filter_map(|tag| tag.attributes.get("id")).collect();
        let unique: HashSet<_> = ids.iter().collect();
        assert_eq!(ids.len(), unique.len(), "{ids:?}");
        for tag in &tags {
            for name in tag.attributes.get("aria-labelledby").iter().flat_map(|names| names.split(' ')) {
                assert!(ids.iter().any(|id| *id == name), "no {name}");
            }
            if let Some(link) = tag.attributes.get("href") {
                let name = link.strip_prefix('#').expect("links stay on the page");
                assert!(ids.iter().any(|id| *id == name), "no {name}");
            }
        }
    });
}

/// The pages for customers.
fn each_published(mut check: impl FnMut(&str)) {
    for arguments in [&["--language", "en"][..], &["--language", "zh"], &["--without-results"]] {
        let arguments = [&["publish", "commitments", "--today", "2026-10-01"], arguments].concat();
        check(&promise(&arguments).run().ended(0).stdout);
    }
}

#[test]
fn published_pages_are_well_formed_and_can_be_gone_through_by_headings_and_links() {
    each_published(|page| {
        let without_comments: String = page
            .split("<!--")
            .enumerate()
            .map(|(place, part)| if place == 0 { part } else { part.split_once("-->").unwrap().1 })
            .collect();
        let tags = tags(&without_comments);
        let ids: HashSet<_> = tags.iter().filter_map(|tag| tag.attributes.get("id")).collect();
        assert_eq!(ids.len(), tags.iter().filter(|tag| tag.attributes.contains_key("id")).count());
        let links: Vec<_> = tags.iter().filter_map(|tag| tag.attributes.get("href")).collect();
        assert!(links.len() > 9, "{links:?}");
        assert!(links.iter().all(|link| ids.contains(&link.strip_prefix('#').unwrap().to_owned())));
        let mut level = 0;
        for tag in &tags {
            if let Some(heading) = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok()) {
                assert!(heading <= level + 1, "h{heading} below h{level}");
                level = heading;
            }
        }
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!((count("h1"), count("main"), count("header"), count("footer")), (1, 1, 1, 1));
        assert_eq!(count("table"), count("caption"));
        for word in ["http:", "https:", " src=", " style=", " onclick=", "javascript:"] {
            assert!(!page.contains(word), "{word}");
        }
    });
}

#[test]
fn headings_come_in_order_and_every_picture_and_table_has_a_name() {
    each(|page| {
        let tags = tags(page);
        let mut level = 0;
        for tag in &tags {
            let heading = tag.name.strip_prefix('h').and_then(|level| level.parse::<u32>().ok());
            if let Some(heading) = heading {
                assert!(heading <= level + 1, "h{heading} below h{level}");
                level = heading;
            }
        }
        let count = |name: &str| tags.iter().filter(|tag| tag.name == name).count();
        assert_eq!((count("h1"), count("main"), count("header"), count("footer")), (1, 1, 1, 1));
        assert_eq!(count("table"), count("caption"));
        let pictures = tags.iter().filter(|tag| tag.attributes.get("role").is_some_and(|role| role == "img"));
        let pictures: Vec<_> = pictures.collect();
        assert!(!pictures.is_empty() && pictures.len() == count("desc") && pictures.len() == count("figure"));
        assert!(pictures.iter().all(|tag| tag.attributes.contains_key("aria-labelledby")));
    });
    assert!(page(&["html", "--lang", "zh"]).contains("<html lang=\"zh\">"));
}

#[test]
fn the_page_needs_nothing_else_and_its_policy_allows_its_own_style_and_script_alone() {
    each(|page| {
        for word in ["http:", "https:", " src=", "@import", " style=", " onclick=", "javascript:"] {
            assert!(!page.contains(word), "{word}");
        }
        assert!(page.replace("url(#hatch)", "").find("url(").is_none());
        for element in ["style", "script"] {
            let (_, rest) = page.split_once(&format!("<{element}>")).unwrap();
            let (content, rest) = rest.split_once(&format!("</{element}>")).unwrap();
            let allowed = format!("{element}-src 'sha256-{}'", base64(&Hash::hash(content.as_bytes())));
            assert!(page.contains(&allowed), "src/render/html/assets.rs must have {allowed}");
            assert!(!rest.contains(&format!("<{element}")), "a second {element}");
        }
        assert!(page.contains("content=\"default-src 'none'; "));
    });
}

#[test]
fn what_files_hold_is_text_and_nothing_else() {
    let page = page(&["html", "--by", "team"]);
    assert!(page.contains("We answer &lt;fast&gt; &amp; &quot;well&quot; | *soon*"), "{page}");
    assert!(page.contains("&lt;b&gt;south&lt;/b&gt;") && page.contains("=1+1|x [31m "));
    assert!(!page.contains("<b>") && !page.contains("<fast>"));
    let steering = |c: char| (c.is_control() && c != '\n') || c == '\u{202e}';
    assert!(!page.contains(steering));
}

#[test]
fn every_count_of_the_report_is_in_a_table() {
    for (arguments, by) in [(&["--by", "team"][..], true), (&[], false)] {
        let json = page(&[&["json"], arguments].concat());
        let json: serde_json::Value = serde_json::from_str(&json).unwrap();
        let page = page(&[&["html"], arguments].concat());
        let mut rows = 0;
        for subject in
            json["commitments"].as_array().unwrap().iter().chain(json["standards"].as_array().unwrap())
        {
            for cell in subject["targets"]
                .as_array()
                .unwrap()
                .iter()
                .flat_map(|target| target["periods"].as_array().unwrap())
            {
                rows += 1;
                let counts = ["met", "late", "overdue", "pending", "excluded", "invalid"].map(|name| {
                    let count = cell[name].as_u64().unwrap();
                    format!("<td class=\"number\" data-key=\"{count}\">{count}</td>")
                });
                let period = cell["period"].as_str().unwrap();
                let team = cell["by"]["team"].as_str().map(|team| match team {
                    "" => "(none)".to_owned(),
                    team => {
                        team.replace('<', "&lt;").replace('>', "&gt;").replace(['\u{1b}', '\u{202e}'], " ")
                    }
                });
                assert_eq!(team.is_some(), by);
                let team = team.map_or_else(String::new, |team| format!("<td>{team}</td>"));
                let row = format!("<tr><th scope=\"row\">{period}</th>{team}{}", counts.concat());
                assert!(page.contains(&row), "{row} is not in\n{page}");
            }
        }
        assert!(rows >= 6, "{rows}");
    }
}

#[test]
fn a_distribution_has_every_ended_case_on_its_side_of_the_limit() {
    let page = page(&["html"]);
    let (_, table) = page.split_once("<caption>Distribution of answer</caption>").unwrap();
    let (table, _) = table.split_once("</table>").unwrap();
    let rows = table.lines().filter(|line| line.starts_with("<tr><th scope=\"row\""));
    let counts = rows.map(|row| {
        let numbers: Vec<u64> = row
            .split("data-key=\"")
            .skip(1)
            .map(|rest| rest.split('"').next().unwrap().parse().unwrap())
            .collect();
        (numbers[0], numbers[1])
    });
    let (within, beyond) = counts.fold((0, 0), |sum, counts| (sum.0 + counts.0, sum.1 + counts.1));
    // In time: 30, 45, 40 and 10 minutes; late: 90 minutes twice.
    assert_eq!((within, beyond), (4, 2), "{table}");
    assert!(page.contains("within 1h</text>"), "the limit is drawn");
}

#[test]
fn groups_come_after_what_they_are_parts_of() {
    let whole = page(&["html"]);
    let grouped = page(&["html", "--by", "team"]);
    let between = |page: &str, from: &str, to: &str| {
        let (_, rest) = page.split_once(from).unwrap_or_else(|| panic!("no {from} in {page}"));
        rest.split(to).next().unwrap().to_owned()
    };
    // The figure, the trend with its table, and the distribution are those of the page without groups.
    for (from, to) in [
        ("<p class=\"figure\">", "</p>"),
        ("<tbody>\n<tr><th scope=\"row\">2026-01", "</table>"),
        ("<caption>Distribution of answer</caption>", "</table>"),
    ] {
        let (_, of_target) = grouped.split_once("<h4>1. ").unwrap();
        let (_, alone) = whole.split_once("<h4>1. ").unwrap();
        assert_eq!(between(of_target, from, to), between(alone, from, to));
    }
    let (overall, groups) = (
        grouped.find("Attainment by period<").unwrap(),
        grouped.find("Attainment by team, lowest first").unwrap(),
    );
    assert!(overall < groups);
    // A statistic has its own distribution too.
    assert_eq!(grouped.matches("<caption>Distribution of stars</caption>").count(), 1);
}

#[test]
fn the_week_is_a_map_with_a_figure_in_every_field() {
    let page = page(&["html", "--by", "@weekday,@hour", "--lang", "zh"]);
    assert!(page.contains("达成率：按开始的时刻和星期") && page.contains(">周日</text>"), "{page}");
    // 2026-01-05 was a Monday; three cases are too few for a colour.
    assert!(page.contains("<g class=\"few\">"), "{page}");
    assert!(page.matches("<rect class=\"field few\"").count() > 4);
}

/// As a policy writes the sum of what it allows.
fn base64(bytes: &[u8]) -> String {
    let letters: Vec<char> = ('A'..='Z').chain('a'..='z').chain('0'..='9').chain(['+', '/']).collect();
    let mut text = String::new();
    for group in bytes.chunks(3) {
        let number = group.iter().fold(0_usize, |number, byte| number << 8 | usize::from(*byte))
            << (8 * (3 - group.len()));
        let digits = (0..4).map(|place| letters[number >> (18 - 6 * place) & 63]);
        text.extend(digits.take(group.len() + 1));
        text.extend(std::iter::repeat_n('=', 3 - group.len()));
    }
    text
}

#[test]
fn sums_are_written_in_base64() {
    assert_eq!((base64(b"a"), base64(b"ab"), base64(b"abc")), ("YQ==".into(), "YWI=".into(), "YWJj".into()));
}
