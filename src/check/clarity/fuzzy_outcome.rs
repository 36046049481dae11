//! CLR005: verbs for work that do not say what comes of it.

use crate::check::passage::MAX_FINDINGS;
use crate::check::{Context, Each, Passage, Rule, each};
use crate::finding::{Clarity, Code, Finding, Level, Note};
use crate::model::{Clock, Commitment, EventRef};
use crate::text::{Around, FUZZY_OUTCOME, Mention};

static CODE: Code = Code { code: "CLR005", name: "fuzzy-outcome", level: Level::Warning };

/// A verb such as "handle" or 处理 where the clock stops at something else.
pub struct FuzzyOutcome;

impl Rule for FuzzyOutcome {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("fuzzy_outcome.md")
    }

    fn each<'a>(&self, context: &'a Context<'a>) -> Option<Each<'a>> {
        Some(each(move |subject, findings| {
            let clocks = clocks_of(context, subject.commitment);
            for passage in subject.texts() {
                for mention in passage.reading.mentions(&FUZZY_OUTCOME).into_iter().take(MAX_FINDINGS) {
                    // "Please respond to our survey".
                    if !passage.reading.is_asked(&mention.range) {
                        findings.extend(finding(context, passage, &mention, &clocks));
                    }
                }
            }
        }))
    }
}

/// The words for one kind of work, in small letters, and what events are called that are just that.
struct Work {
    words: &'static [&'static str],
    events: &'static [&'static str],
}

const WORKS: &[Work] = &[
    Work {
        words: &["respon", "响应", "響應", "回应", "回應"],
        events: &["respon", "repl", "answer", "响应", "響應", "回应", "回應", "回复", "回覆", "答复", "答覆"],
    },
    // Before 处理, which it begins with: what has been handled to its end is closed.
    Work {
        words: &["处理完", "處理完"],
        events: &[
            "handled", "process", "resol", "solv", "clos", "complet", "finish", "done", "settl", "办结",
            "完成", "处理", "解决", "辦結", "處理", "解決",
        ],
    },
    Work { words: &["process"], events: &["process", "处理", "處理"] },
    Work { words: &["处理", "處理"], events: &["handl", "process", "处理", "處理"] },
    Work { words: &["handle"], events: &["handl", "处理", "處理"] },
    Work { words: &["deal", "dealt"], events: &["dealt", "handl", "处理", "處理"] },
    Work { words: &["look"], events: &["look", "investigat", "调查", "調查"] },
    Work { words: &["受理"], events: &["accept", "admit", "受理"] },
    Work { words: &["跟进", "跟進", "follow"], events: &["follow", "跟进", "跟進"] },
];

impl Work {
    fn is(&self, event: &EventRef) -> bool {
        let names = event.events.iter().map(|event| event.value.to_lowercase());
        names.into_iter().any(|name| self.events.iter().any(|stem| name.contains(stem)))
    }
}

fn clocks_of<'a>(context: &Context<'a>, commitment: &Commitment) -> Vec<&'a Clock> {
    let ids = commitment.targets.iter().filter_map(|target| target.clock.as_ref());
    let mut found: Vec<_> = ids.filter_map(|id| context.clock(id)).collect();
    found.dedup_by_key(|clock| clock.span);
    found
}

fn finding(
    context: &Context<'_>,
    passage: &Passage<'_>,
    mention: &Mention,
    clocks: &[&Clock],
) -> Option<Finding> {
    let word = passage.words(mention.range.clone()).to_owned();
    let small = word.to_lowercase();
    let meant = WORKS.iter().find(|work| work.words.iter().any(|stem| small.contains(stem)))?;
    let first = clocks.first()?;
    let is_meant = |clock: &&Clock| meant.is(&clock.stop) || meant.is(&clock.start);
    if clocks.iter().any(is_meant) || is_start(&passage.reading.around(&mention.range)) {
        return None;
    }
    let mut stops: Vec<String> = clocks.iter().map(|clock| clock.stop.name().to_owned()).collect();
    stops.dedup();
    let span = passage.locate(context.sources, mention.range.clone());
    let mut finding = Finding::new(&CODE, span, Clarity::FuzzyOutcome { word, stops });
    if let Some(stop) = first.stop.events.first() {
        finding = finding.related(stop.span, Note::StopsHere);
    }
    Some(finding.in_definition(&passage.commitment.id))
}

/// Whether the work is what time is counted from, or a condition: 受理后, "of processing", "if we
/// respond".
fn is_start(around: &Around<'_>) -> bool {
    let limit = around.after.find(|c: char| c.is_ascii_digit()).unwrap_or(around.after.len());
    let behind = around.after[..limit].trim_end();
    let begins = ["起", "后", "之日"].iter().any(|mark| behind.contains(mark));
    let is_hour = behind.ends_with("小时");
    if begins || behind.ends_with('时') && !is_hour {
        return true;
    }
    let marks = ["of", "after", "once", "from", "since", "until", "when", "if", "before", "unless", "how"];
    around.before.split_whitespace().rev().take(4).any(|word| marks.contains(&word))
}
