//! Whether a page still matches its source: line by line, but for the parts with results.

use std::ops::Range;

/// The key of the part that says of when the results are.
pub const AS_OF: &str = "as of";
const RESULTS: &str = "<!-- promise results ";
/// The line behind a part with results.
pub const RESULTS_END: &str = "<!-- /promise results -->";
/// What comes before an instant in the part that says of when the results are.
const INSTANT: &str = "<!-- promise as of ";

/// The line before a part with results: of a commitment by its id, or [`AS_OF`] with no id.
pub fn results_begin(key: &str) -> String {
    // Nothing in an id ends the marker.
    format!("{RESULTS}{} -->", key.replace('>', "&gt;"))
}

/// A part of a page.
enum Part<'p> {
    /// A line without its end, and where it stands.
    Line(&'p str, Range<usize>),
    /// What stands between the lines around results, with the line before it.
    Results { begin: &'p str, inside: &'p str },
}

/// The parts of a page in order; the lines around results are lines.
fn parts(page: &str) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    let mut lines = Lines { page, at: 0 };
    while let Some((line, place)) = lines.next() {
        parts.push(Part::Line(line, place));
        if !line.trim().starts_with(RESULTS) {
            continue;
        }
        let from = lines.at;
        let end = std::iter::from_fn(|| lines.next()).find(|(line, _)| line.trim() == RESULTS_END);
        let to = end.as_ref().map_or(page.len(), |(_, place)| place.start);
        parts.push(Part::Results { begin: line.trim(), inside: &page[from..to] });
        parts.extend(end.map(|(line, place)| Part::Line(line, place)));
    }
    parts
}

struct Lines<'p> {
    page: &'p str,
    at: usize,
}

impl<'p> Lines<'p> {
    /// The next line without its end, and where it stands.
    fn next(&mut self) -> Option<(&'p str, Range<usize>)> {
        let rest = self.page.get(self.at..).filter(|rest| !rest.is_empty())?;
        let length = rest.find('\n').map_or(rest.len(), |end| end + 1);
        let line = rest[..length].trim_end_matches(['\n', '\r']);
        let place = self.at..self.at + line.len();
        self.at += length;
        Some((line, place))
    }
}

/// The first line of a page that is not as its source would have it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// Where it stands in the page; the end of the page where lines are missing there.
    pub place: Range<usize>,
    /// What stands there; empty where nothing does.
    pub found: String,
    /// What should stand there; empty where nothing should.
    pub expected: String,
}

/// Where the promises of a page first differ from those of the page as it is made now. How lines end
/// does not matter.
pub fn difference(page: &str, made: &str) -> Option<Difference> {
    let lines = |parts: Vec<Part<'_>>| {
        let lines = parts.into_iter().filter_map(|part| match part {
            Part::Line(line, place) => Some((line.to_owned(), place)),
            Part::Results { .. } => None,
        });
        lines.collect::<Vec<_>>()
    };
    let (found, expected) = (lines(parts(page)), lines(parts(made)));
    let at = (0..found.len().max(expected.len()))
        .find(|&at| found.get(at).map(|(line, _)| line) != expected.get(at).map(|(line, _)| line))?;
    let text = |lines: &[(String, Range<usize>)]| lines.get(at).map(|(line, _)| line.trim().to_owned());
    Some(Difference {
        place: found.get(at).map_or(page.len()..page.len(), |(_, place)| place.clone()),
        found: text(&found).unwrap_or_default(),
        expected: text(&expected).unwrap_or_default(),
    })
}

/// The page as it is made now, with the results that stand in the page, each under its own promise.
pub fn renewed(page: &str, made: &str) -> String {
    let end = if page.contains("\r\n") { "\r\n" } else { "\n" };
    let kept = parts(page);
    let mut renewed = String::new();
    for part in parts(made) {
        match part {
            Part::Line(line, _) => {
                renewed.push_str(line);
                renewed.push_str(end);
            }
            Part::Results { begin, inside } => {
                let same = kept.iter().find_map(|part| match part {
                    Part::Results { begin: known, inside } if *known == begin => Some(*inside),
                    _ => None,
                });
                renewed.push_str(same.unwrap_or(inside));
            }
        }
    }
    renewed
}

/// Of when the results of a page are, as RFC 3339; `None` for a page without results.
pub fn as_of(page: &str) -> Option<&str> {
    let begin = results_begin(AS_OF);
    parts(page).into_iter().find_map(|part| match part {
        Part::Results { begin: known, inside } if known == begin => {
            Some(inside.split_once(INSTANT)?.1.split_once(" -->")?.0)
        }
        _ => None,
    })
}

/// The line that says of when results are.
pub fn instant_line(as_of: &str) -> String {
    format!("{INSTANT}{as_of} -->")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(text: &str, results: &str) -> String {
        let (as_of, of) = (results_begin(AS_OF), results_begin("of a"));
        let instant = if results.is_empty() { String::new() } else { instant_line("2026-04-01") + "\n" };
        format!("# Us\n{as_of}\n{instant}{RESULTS_END}\n{text}\n{of}\n{results}{RESULTS_END}\nend\n")
    }

    #[test]
    fn results_are_of_their_own_time() {
        let made = page("within 4h", "");
        let published = page("within 4h", "kept\n");
        assert_eq!(difference(&published, &made), None);
        assert_eq!(difference(&published.replace('\n', "\r\n"), &made), None);
        assert_eq!(as_of(&published), Some("2026-04-01"));
        assert_eq!(as_of(&made), None);
    }

    #[test]
    fn the_first_line_that_differs_is_told() {
        let (old, made) = (page("within 8h", "kept\n"), page("within 4h", ""));
        let found = difference(&old, &made).unwrap();
        assert_eq!(&old[found.place], "within 8h");
        assert_eq!((found.found.as_str(), found.expected.as_str()), ("within 8h", "within 4h"));
        let short = made.replace("end\n", "");
        let found = difference(&short, &made).unwrap();
        assert_eq!((found.place, found.expected.as_str()), (short.len()..short.len(), "end"));
        // Results without an end hide nothing.
        assert!(difference(&old.replace(RESULTS_END, ""), &made).is_some());
    }

    #[test]
    fn what_is_made_again_keeps_its_results() {
        let (old, made) = (page("within 8h", "kept\n"), page("within 4h", ""));
        let new = renewed(&old, &made);
        assert_eq!(new, page("within 4h", "kept\n"));
        assert_eq!(difference(&new, &made), None);
        let windows = renewed(&old.replace('\n', "\r\n"), &made);
        assert_eq!(windows, new.replace('\n', "\r\n"));
        // Of a promise that was not on the page there are no results.
        assert!(!renewed(&old.replace("of a", "of b"), &made).contains("kept"));
    }
}
