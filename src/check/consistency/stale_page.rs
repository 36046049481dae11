//! CON014: a page made by `promise publish` that is not what it would be if it were made now.

use crate::check::copies::Found;
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::publish::{MakePage, Stamp, difference, renewed};
use crate::source::{FileId, Sources, Span, Spanned};
use foldhash::{HashSet, HashSetExt as _};

static CODE: Code = Code { code: "CON014", name: "stale-page", level: Level::Warning };

/// So many characters of a line show what it is.
const SHOWN: usize = 80;

/// A file in `published` that was made by `promise publish`, and whose promises are no longer those of
/// the definitions. Its results are of their own as-of, and are not looked at.
pub struct StalePage;

impl Rule for StalePage {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("stale_page.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let (Some(copies), Some(pages)) = (context.copies, context.pages) else { return };
        let mut seen = HashSet::new();
        for commitment in context.published() {
            for named in &commitment.published {
                let Some(Found::Text(file)) = copies.get(context.sources, named) else { continue };
                if seen.insert(file) {
                    findings.extend(stale(context.sources, pages, file, named));
                }
            }
        }
    }
}

fn stale(sources: &Sources, pages: &dyn MakePage, file: FileId, named: &Spanned<String>) -> Option<Finding> {
    let page = sources.file(file).text();
    let found = Stamp::find(page)?;
    let Some(made) = found.stamp.and_then(|stamp| pages.make(&stamp)) else {
        let finding = Finding::new(&CODE, Span::new(file, found.place), Consistency::PageUnmade);
        return Some(finding.related(named.span, Note::CopyNamedHere));
    };
    let difference = difference(page, &made)?;
    let message = Consistency::StalePage {
        found: beginning(&difference.found),
        expected: beginning(&difference.expected),
    };
    let finding = Finding::new(&CODE, Span::new(file, difference.place), message);
    let whole = Span::new(file, 0..page.len());
    Some(finding.fix(true, whole, renewed(page, &made)).related(named.span, Note::CopyNamedHere))
}

/// A line as far as it fits a message.
fn beginning(line: &str) -> String {
    match line.char_indices().nth(SHOWN) {
        Some((end, _)) => format!("{}…", &line[..end]),
        None => line.to_owned(),
    }
}
