//! Findings that were left out because they were known before, as JSON has them.

use crate::check::baseline::LeftOut;
use crate::finding::Identity;
use serde::Serialize;

#[derive(Serialize)]
pub(super) struct Since<'a> {
    revision: &'a str,
    known: usize,
}

#[derive(Serialize)]
pub(super) struct Baseline<'a> {
    known: usize,
    stale: Vec<Stale<'a>>,
}

#[derive(Serialize)]
struct Stale<'a> {
    path: &'a str,
    id: Option<&'a str>,
    field: &'a str,
    code: &'a str,
    text: &'a str,
    count: usize,
}

/// What an earlier revision had too, if one was compared with.
pub(super) fn since(left_out: &[LeftOut]) -> Option<Since<'_>> {
    left_out.iter().find_map(|left_out| match left_out {
        LeftOut::Revision { name, findings } => Some(Since { revision: name, known: findings.len() }),
        LeftOut::Baseline { .. } => None,
    })
}

/// What a baseline held, if there was one.
pub(super) fn baseline(left_out: &[LeftOut]) -> Option<Baseline<'_>> {
    left_out.iter().find_map(|left_out| match left_out {
        LeftOut::Baseline { findings, stale } => {
            let stale = stale.entries().map(|(known, count)| entry(known, count)).collect();
            Some(Baseline { known: findings.len(), stale })
        }
        LeftOut::Revision { .. } => None,
    })
}

fn entry(known: &Identity, count: usize) -> Stale<'_> {
    let Identity { path, id, field, code, text } = known;
    Stale { path, id: id.as_deref(), field, code, text, count }
}
