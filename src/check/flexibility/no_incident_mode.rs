//! FLX008: nobody may set the promises aside in an emergency.

use crate::check::{Context, Findings, Rule};
use crate::finding::{Code, Finding, Flexibility, Level};
use crate::source::Span;

static CODE: Code = Code { code: "FLX008", name: "no-incident-mode", level: Level::Info };

/// A folder with published commitments and no `[suspension]`.
pub struct NoIncidentMode;

impl Rule for NoIncidentMode {
    fn code(&self) -> &'static Code {
        &CODE
    }

    fn page(&self) -> &'static str {
        include_str!("no_incident_mode.md")
    }

    fn check(&self, context: &Context<'_>, findings: &mut Findings) {
        let definitions = context.definitions;
        if definitions.settings.suspension.is_some() || context.published().next().is_none() {
            return;
        }
        let first = definitions.declared.iter().map(|(_, id)| id.span.file).min();
        if let Some(file) = definitions.settings.file.or(first) {
            let whole = Span::new(file, 0..context.sources.file(file).text().len());
            let span = context.sources.first_line(whole);
            findings.push(Finding::new(&CODE, span, Flexibility::NoIncidentMode));
        }
    }
}
