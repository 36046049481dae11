//! Which value each comment goes with.
//!
//! A comment behind something on its line goes with that. One on a line of its own goes with what
//! follows, unless it stands at the end of a table: by its indentation in YAML and brackets, by the
//! blank line behind it in TOML.

use super::item::Items;
use crate::source::{FileId, Sources, Syntax, Value};
use std::ops::Range;

/// Comments on lines of their own, one below the other; or one that stands behind something.
pub(super) struct Group {
    lines: Vec<Range<usize>>,
    is_beside: bool,
    blank_before: bool,
    blank_behind: bool,
}

pub(super) fn groups(sources: &Sources, file: FileId, syntax: Syntax) -> Vec<Group> {
    let text = sources.file(file).text();
    let mut groups: Vec<Group> = Vec::new();
    for comment in crate::source::comments(sources, file, syntax) {
        let comment = comment.range();
        let line = line_start(text, comment.start);
        let before = text[line..comment.start].trim_matches(['\u{feff}', ' ', '\t']);
        // Behind a dash alone it stands above what the dash begins.
        let is_beside = !before.trim_matches(['-', ' ']).is_empty();
        let is_blank = |line: Option<&str>| line.is_some_and(|line| line.trim().is_empty());
        let blank_before = is_blank(text[..line].lines().next_back());
        let blank_behind = is_blank(text[comment.end..].lines().nth(1));
        match groups.last_mut() {
            Some(last) if !is_beside && !last.is_beside && !blank_before && last.ends_at(text, line) => {
                last.lines.push(comment);
                last.blank_behind = blank_behind;
            }
            _ => groups.push(Group { lines: vec![comment], is_beside, blank_before, blank_behind }),
        }
    }
    groups
}

fn line_start(text: &str, at: usize) -> usize {
    text[..at].rfind('\n').map_or(0, |end| end + 1)
}

impl Group {
    fn start(&self) -> usize {
        self.lines.first().map_or(0, |line| line.start)
    }

    /// Whether its last line is the one before a line.
    fn ends_at(&self, text: &str, line: usize) -> bool {
        self.lines.last().is_some_and(|last| text[last.end..line].trim_matches(['\r', '\n']).is_empty())
    }
}

/// Where a group of comments goes.
enum Place {
    Above(usize),
    Below(usize),
}

pub(super) fn assign(items: &mut Items<'_>, groups: &[Group]) {
    for group in groups {
        let text = items.text;
        let mut lines: Vec<_> =
            group.lines.iter().map(|line| text[line.clone()].trim_end().to_owned()).collect();
        if group.is_beside
            && let Some(owner) = beside(items, group.start())
        {
            let item = &mut items.list[owner];
            match item.beside {
                None => item.beside = lines.pop(),
                Some(_) => item.below.append(&mut lines),
            }
            continue;
        }
        let place = match items.syntax {
            _ if group.is_beside => Place::Above(0),
            Syntax::Toml => toml(items, group),
            Syntax::Yaml => yaml(items, group),
        };
        let list = match place {
            Place::Above(item) => &mut items.list[item].above,
            Place::Below(item) => &mut items.list[item].below,
        };
        if group.blank_before && !list.is_empty() {
            list.push(String::new());
        }
        list.append(&mut lines);
    }
}

/// What a comment stands behind: that which ends or begins last before it on its line.
fn beside(items: &Items<'_>, at: usize) -> Option<usize> {
    let line = line_start(items.text, at);
    let here = |place: &usize| (line..=at).contains(place);
    let mark = |index: usize| {
        let range = items.range(index)?;
        Some(range.end).filter(here).or(items.list[index].start.filter(here))
    };
    (1..items.list.len()).filter_map(|index| Some((mark(index)?, index))).max().map(|(_, index)| index)
}

/// The innermost value in brackets that a place is in.
fn brackets(items: &Items<'_>, at: usize) -> Option<usize> {
    let inside = |index: &usize| {
        let range = items.range(*index).filter(|_| items.list[*index].in_brackets);
        range.is_some_and(|range| range.start < at && at < range.end)
    };
    (1..items.list.len()).rfind(inside)
}

/// The item before and the one behind a place.
fn neighbours(items: &Items<'_>, at: usize) -> (Option<usize>, Option<usize>) {
    let starts = || (1..items.list.len()).filter_map(|index| Some((items.list[index].start?, index)));
    let before = starts().filter(|(start, _)| *start < at).max().map(|(_, index)| index);
    let behind = starts().filter(|(start, _)| *start > at).min().map(|(_, index)| index);
    (before, behind)
}

fn in_brackets(items: &Items<'_>, at: usize) -> Option<Place> {
    let outer = brackets(items, at)?;
    let next = items.list[outer].children.iter().find(|child| items.list[**child].start > Some(at));
    Some(next.map_or(Place::Below(outer), |next| Place::Above(*next)))
}

/// The table around an item that is no table in brackets.
fn table_of(items: &Items<'_>, index: usize) -> usize {
    let mut at = index;
    let is_table =
        |at: usize| matches!(items.list[at].node.value, Value::Mapping(_)) && !items.list[at].in_brackets;
    while at > 0 && !is_table(at) {
        at = items.list[at].parent;
    }
    at
}

fn toml(items: &Items<'_>, group: &Group) -> Place {
    if let Some(place) = in_brackets(items, group.start()) {
        return place;
    }
    match neighbours(items, group.start()) {
        (None, _) if group.blank_behind => Place::Above(0),
        (Some(before), behind) => {
            let header = behind
                .is_none_or(|behind| items.text[items.list[behind].start.unwrap_or(0)..].starts_with('['));
            let closes = header && !group.blank_before && (group.blank_behind || behind.is_none());
            match behind {
                _ if closes => Place::Below(table_of(items, before)),
                Some(behind) => Place::Above(behind),
                None => Place::Below(0),
            }
        }
        (None, Some(behind)) => Place::Above(behind),
        (None, None) => Place::Above(0),
    }
}

fn yaml(items: &Items<'_>, group: &Group) -> Place {
    let at = group.start();
    if let Some(place) = in_brackets(items, at) {
        return place;
    }
    let column = |at: usize| at - line_start(items.text, at);
    // The column of an item is that of its dash, if it has one on its line.
    let place = |index: usize| {
        let start = items.list[index].start?;
        let line = line_start(items.text, start);
        let before = &items.text[line..start];
        let is_item = items.list[index].key.is_none();
        Some(
            before
                .rfind('-')
                .filter(|_| is_item && before.trim_matches([' ', '-']).is_empty())
                .unwrap_or(start - line),
        )
    };
    let (before, behind) = neighbours(items, at);
    let Some(before) = before else {
        return behind.filter(|_| !group.blank_behind).map_or(Place::Above(0), Place::Above);
    };
    if let Some(behind) = behind
        && place(behind).is_some_and(|next| column(at) <= next)
    {
        return Place::Above(behind);
    }
    // Deeper than what follows: the end of a table or list above, by the column of its parts.
    let mut around = before;
    while around > 0 {
        let first = items.list[around].children.first().filter(|_| !items.list[around].in_brackets);
        if first.and_then(|first| place(*first)).is_some_and(|parts| parts <= column(at)) {
            break;
        }
        around = items.list[around].parent;
    }
    match behind {
        Some(behind) if items.list[behind].parent == around => Place::Above(behind),
        _ => Place::Below(around),
    }
}
