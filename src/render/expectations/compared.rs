//! Of each commitment what is expected, promised and delivered, in lines.

use super::blocks::{Block, Line, Tone};
use crate::model::{Commitment, Share};
use crate::render::Language;
use crate::render::printable::printable;
use crate::render::report::{
    about_in_words, amount_in_words, attained_in_words, number_in_words, percents_in_words, terms_in_words,
};
use crate::render::wording::expectations::{self as words, Told};
use crate::report::expectations::{CommitmentCompared, Delivered, TargetCompared};
use crate::report::{Attained, Measured};

/// A commitment and its targets.
pub(super) fn blocks(language: Language, compared: &CommitmentCompared<'_>) -> Vec<Block> {
    let commitment = compared.commitment;
    let title = commitment.title.as_ref().map_or("", |title| title.in_language(language.as_str()));
    let about = about_in_words(language, Some(commitment.status()), &compared.version);
    let gap = if title.is_empty() { "" } else { "  " };
    let heading = printable(&format!("{}{gap}{title}{about}", commitment.id.value)).into_owned();
    let [expected, ..] = words::sides(language);
    let mut blocks = vec![
        Block::Subheading(heading),
        Line::plain(self::expected(language, commitment)).deep(1).label(expected).into(),
    ];
    for target in &compared.targets {
        let terms = format!("{}. {}", target.terms.place, terms_in_words(language, &target.terms));
        blocks.push(Line::plain(printable(&terms)).deep(1).into());
        blocks.extend(lines(language, target).map(Block::from));
    }
    blocks
}

fn expected(language: Language, commitment: &Commitment) -> String {
    let basis = commitment.basis.as_ref();
    let level = basis.and_then(|basis| basis.expectation.as_ref()).map(|level| level.value.to_string());
    let survey = basis.and_then(|basis| basis.survey.as_ref()).map(|survey| survey.value.as_str());
    printable(&words::expected(language, level.as_deref(), survey)).into_owned()
}

/// How a target stands to what is expected and delivered, and the gaps told plainly.
fn lines(language: Language, target: &TargetCompared) -> impl Iterator<Item = Line> {
    let [_, promised, delivered] = words::sides(language);
    let stands = words::promised(language, target.promised);
    let stands = stands.map(|stands| Line::plain(stands).label(promised));
    let measured = match &target.delivered {
        None => words::not_measured(language).to_owned(),
        Some(of) => self::delivered(language, target, of),
    };
    let measured = Line::plain(measured).label(delivered);
    let gaps = [
        (target.is_looser(), Told::Looser, Tone::Loud),
        (target.is_broken(), Told::Broken, Tone::Loud),
        (target.is_hidden(), Told::Hidden, Tone::Plain),
    ];
    let gaps = gaps.into_iter().filter(|(is_there, ..)| *is_there);
    let gaps = gaps.map(move |(_, gap, tone)| Line::plain(words::told(language, gap)).tone(tone));
    stands.into_iter().chain([measured]).chain(gaps).map(|line| line.deep(2))
}

/// `97.80% (668 of 683), 95% interval 96.4–98.7%; better than promised; 95% took at most 4d; as expected`.
fn delivered(language: Language, target: &TargetCompared, of: &Delivered) -> String {
    let terms = &target.terms;
    let decided = of.counts.met + of.counts.late + of.counts.overdue;
    let mut parts = Vec::new();
    match (of.value, of.attainment) {
        (Some(value), _) => parts.push(number_in_words(terms, value)),
        (None, Some(_)) => {
            let share = attained_in_words(Attained { met: of.counts.met, decided });
            let interval = percents_in_words(of.interval);
            parts.push(words::attained(language, &share, of.counts.met, decided, &interval));
        }
        (None, None) => {}
    }
    parts.extend(words::kept(language, target.kept, of.uncertain));
    parts.extend(of.at_share.map(|(bound, amount)| {
        let share = terms.share.unwrap_or_else(Share::every).to_string();
        let is_time = matches!(terms.measured, Measured::Clock(_));
        words::at_share(language, &share, bound, &amount_in_words(amount, terms.unit), is_time)
    }));
    parts.extend(words::fulfilled(language, target.fulfilled).map(str::to_owned));
    parts.join(words::separator(language))
}
