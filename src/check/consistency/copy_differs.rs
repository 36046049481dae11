//! CON003: a published copy that no longer says what the commitment says.

use super::page_text::{blocks, folded, folded_text, paragraphs, plain, trimmed};
use super::wording_difference::{Difference, likeness};
use crate::check::copies::Found;
use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Consistency, Finding, Level, Note};
use crate::model::{Commitment, Prose};
use crate::source::{FileId, Sources, Span, Spanned, locate};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};
use std::ops::Range;

static CODE: Code = Code { code: "CON003", name: "copy-differs", level: Level::Error };

/// A file in `published` that is not there, has no marker of the commitment, or says something else
/// behind it.
pub struct CopyDiffers;

impl Rule for CopyDiffers {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("copy_differs.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let Some(copies) = context.copies else { return };
        let mut pages: HashMap<FileId, Page<'_>> = HashMap::new();
        for commitment in in_force(context) {
            for named in &commitment.published {
                let Some(found) = copies.get(context.sources, named) else { continue };
                let unreadable = |missing| {
                    let message = Consistency::CopyUnreadable { path: named.value.clone(), missing };
                    vec![Finding::new(&CODE, named.span, message)]
                };
                let found = match found {
                    Found::Nothing => unreadable(true),
                    Found::Unreadable => unreadable(false),
                    Found::Text(file) => {
                        let page = pages.entry(file).or_insert_with(|| Page::new(context.sources, file));
                        page.check(context.sources, commitment, named)
                    }
                };
                for finding in found {
                    findings.push(finding.in_definition(&commitment.id));
                }
            }
        }
    }
}

/// Published commitments with copies. Of several versions the one in force is what copies must say;
/// of a commitment that is not yet in force the next.
fn in_force<'d>(context: &Context<'d>) -> Vec<&'d Commitment> {
    let today = context.today;
    let (mut now, mut copied) = (HashSet::new(), Vec::new());
    for commitment in context.published() {
        if commitment.effective.contains(today) {
            now.insert(commitment.id.value.as_str());
        }
        if !commitment.published.is_empty() {
            copied.push(commitment);
        }
    }
    let mut next = HashSet::new();
    copied.retain(|commitment| {
        let id = commitment.id.value.as_str();
        if now.contains(id) { commitment.effective.contains(today) } else { next.insert(id) }
    });
    copied
}

/// A text of a commitment in one language.
struct Version<'t> {
    text: &'t Spanned<String>,
    folded: String,
}

impl<'t> Version<'t> {
    fn new(text: &'t Spanned<String>) -> Self {
        Self { text, folded: folded_text(text) }
    }
}

/// A copy's page, cut at its markers once for all commitments.
struct Page<'a> {
    file: FileId,
    text: &'a str,
    blocks: HashMap<&'a str, Vec<Range<usize>>>,
    is_html: bool,
}

impl<'a> Page<'a> {
    fn new(sources: &'a Sources, file: FileId) -> Self {
        let source = sources.file(file);
        let is_html = source.path().extension().is_some_and(|extension| {
            extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm")
        });
        Self { file, text: source.text(), blocks: blocks(source.text()), is_html }
    }

    fn check(&self, sources: &Sources, commitment: &Commitment, named: &Spanned<String>) -> Vec<Finding> {
        let texts = commitment.text.iter().flat_map(Prose::texts).map(Version::new);
        let texts: Vec<_> = texts.filter(|version| !version.folded.is_empty()).collect();
        match self.blocks.get(commitment.id.value.as_str()) {
            _ if texts.is_empty() => Vec::new(),
            None => vec![self.unmarked(commitment, &texts, named)],
            Some(blocks) => {
                let differences = blocks.iter().flat_map(|block| self.differences(block, &texts));
                differences.map(|difference| self.finding(sources, difference, named)).collect()
            }
        }
    }

    /// The marker is gone. Where the text still stands there it can be put back.
    fn unmarked(&self, commitment: &Commitment, texts: &[Version<'_>], named: &Spanned<String>) -> Finding {
        let id = commitment.id.value.clone();
        let message = Consistency::CopyUnmarked { path: named.value.clone(), id: id.clone() };
        let plain = plain(self.text, 0..self.text.len());
        let folded = folded(&plain);
        let place = texts.iter().find_map(|version| {
            let at = folded.text.find(&version.folded)?;
            Some(plain.origin(&folded.origin(&(at..at + version.folded.len()))))
        });
        let Some(place) = place else { return Finding::new(&CODE, named.span, message) };
        let line = self.text.get(..place.start).and_then(|before| before.rfind('\n')).map_or(0, |at| at + 1);
        let finding = Finding::new(&CODE, Span::new(self.file, place), message);
        let marker = format!("<!-- promise: {id} -->\n");
        finding.fix(true, Span::new(self.file, line..line), marker).related(named.span, Note::CopyNamedHere)
    }

    /// What a block says otherwise than the texts of a commitment. A block may say more than the text,
    /// and need not have every language; but what stands there of a language must be its text.
    fn differences<'t>(&self, block: &Range<usize>, texts: &[Version<'t>]) -> Vec<Difference<'t>> {
        let whole = self.folded(block.clone());
        let (said, unsaid): (Vec<_>, Vec<_>) = texts.iter().partition(|text| whole.contains(&text.folded));
        let is_said = |range: &Range<usize>| {
            let paragraph = self.folded(range.clone());
            let paragraph = paragraph.trim_end_matches(['.', '。']);
            said.iter().any(|text| text.folded.contains(paragraph) || paragraph.contains(&text.folded))
        };
        let all = trimmed(self.text, block.clone());
        let mut candidates = paragraphs(self.text, block);
        candidates.retain(|range| !is_said(range));
        let alone = candidates.len() <= 1;
        if said.is_empty() && !alone {
            candidates.push(all.clone());
        }
        // Where one language is as it should be, more must speak for a copy in another.
        let least = if said.is_empty() { 35 } else { 50 };
        let mut differences = Vec::new();
        for version in unsaid {
            let like = |range: &Range<usize>| likeness(&self.folded(range.clone()), &version.folded);
            let best = candidates.iter().map(|range| (like(range), range)).max_by_key(|(alike, _)| *alike);
            if let Some((_, range)) = best.filter(|(alike, _)| *alike >= least) {
                differences.push(Difference { text: version.text, place: range.clone(), replaces: true });
            }
        }
        if differences.is_empty() && said.is_empty() {
            // Nothing there is like any text: only a paragraph alone is surely the copy.
            let script = self.text.get(all.clone()).unwrap_or_default();
            let same = texts.iter().find(|version| is_chinese(version.text) == is_chinese(script));
            if let Some(version) = same.or(texts.first()) {
                differences.push(Difference { text: version.text, place: all, replaces: alone });
            }
        }
        differences
    }

    fn folded(&self, range: Range<usize>) -> String {
        folded(&plain(self.text, range)).text
    }

    fn finding(&self, sources: &Sources, difference: Difference<'_>, named: &Spanned<String>) -> Finding {
        let told = difference.tell(self.text);
        let place = Span::new(self.file, told.in_page);
        let text = locate(sources, difference.text.span, difference.text, told.in_text);
        let finding = Finding::new(&CODE, place, told.message).related(text, Note::TextHere);
        let finding = finding.related(named.span, Note::CopyNamedHere);
        if !difference.replaces {
            return finding;
        }
        let mut wanted = difference.text.value.trim().to_owned();
        if self.is_html {
            wanted = wanted.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        }
        if difference.place.is_empty() {
            wanted = format!("\n{wanted}\n");
        }
        finding.fix(true, Span::new(self.file, difference.place), wanted)
    }
}

fn is_chinese(text: &str) -> bool {
    text.chars().any(|c| ('\u{4e00}'..='\u{9fff}').contains(&c))
}
