//! SARIF 2.1.0, for code scanning and for editors that read it.
//!
//! Paths are relative and never name this machine; what tells a finding from another run's holds no
//! line number. Suppressed findings are among the results, with the reason that was given, and so are
//! those that were left out because they are known: code hosts take a result that is gone for mended.

mod rules;
mod types;
mod uri;

use super::checked::{Accepted, Checked, Named};
use super::wording::formats;
use crate::finding::{AllowedBy, Finding, Fix, Level, Related};
use crate::source::{Edit, FileId, Span};
use rules::Rules;
use std::io::{self, Write};
use types::{
    ArtifactChange, ArtifactLocation, Base, BaseIds, Content, Driver, Fingerprints, FixProperties,
    Invocation, InvocationProperties, Location, Log, LogicalLocation, Message, Notification,
    PhysicalLocation, Region, Replacement, Run, SarifResult, Suppression, Tool,
};

const SCHEMA: &str =
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json";
const ROOT: &str = "%SRCROOT%";

/// Writes a check as SARIF.
pub fn check(checked: &Checked<'_>, out: &mut dyn Write) -> io::Result<()> {
    let mut rules = Rules::new(checked.language);
    let results = checked.all().iter().map(|named| result(checked, named, &mut rules)).collect();
    let skipped = checked.outcome.skipped.iter().map(|(code, needs)| Notification {
        associated_rule: rules.reference(code),
        level: "note",
        message: message(&formats::skipped(checked.language, *needs)),
    });
    let invocation = Invocation {
        execution_successful: true,
        tool_configuration_notifications: skipped.collect(),
        properties: InvocationProperties { today: checked.outcome.today.to_string() },
    };
    let root = Base { description: message(formats::root(checked.language)) };
    let driver =
        Driver { name: "promise", semantic_version: env!("CARGO_PKG_VERSION"), rules: rules.into_list() };
    let run = Run {
        tool: Tool { driver },
        language: checked.language.as_str(),
        column_kind: "unicodeCodePoints",
        original_uri_base_ids: BaseIds { root },
        invocations: [invocation],
        results,
    };
    let log = Log { schema: SCHEMA, version: "2.1.0", runs: [run] };
    serde_json::to_writer_pretty(&mut *out, &log)?;
    writeln!(out)
}

fn result(checked: &Checked<'_>, named: &Named<'_>, rules: &mut Rules) -> SarifResult {
    let finding = named.finding;
    let words = checked.words(finding);
    let help = checked.help(&words.help).map(|help| format!("\n{help}")).unwrap_or_default();
    let rule = rules.reference(finding.code);
    let related =
        finding.related.iter().enumerate().map(|(place, related)| related_at(checked, related, place));
    SarifResult {
        rule_id: rule.id,
        rule_index: rule.index,
        level: level(finding.level),
        message: message(&format!("{}{help}", words.message)),
        locations: [finding_at(checked, finding)],
        related_locations: related.collect(),
        partial_fingerprints: Fingerprints { finding: named.fingerprint.clone() },
        baseline_state: named.known.map(|known| if known { "unchanged" } else { "new" }),
        fixes: finding.fix.iter().map(|fix| sarif_fix(checked, fix)).collect(),
        suppressions: named.accepted.iter().map(|accepted| suppression(checked, *accepted)).collect(),
    }
}

pub(super) fn level(level: Level) -> &'static str {
    match level {
        Level::Error => "error",
        Level::Warning => "warning",
        Level::Info => "note",
    }
}

/// A message of plain text. In SARIF `[words](target)` is a link even there, which brackets that only
/// happen to stand so must not become.
fn message(text: &str) -> Message {
    let links = text.contains("](");
    let text = if links { text.replace('[', "\\[").replace(']', "\\]") } else { text.to_owned() };
    Message { text }
}

fn finding_at(checked: &Checked<'_>, finding: &Finding) -> Location {
    let definition = finding.definition.iter();
    let logical = definition.map(|id| LogicalLocation { fully_qualified_name: id.clone() }).collect();
    Location { logical, ..location(checked, finding.span) }
}

fn related_at(checked: &Checked<'_>, related: &Related, place: usize) -> Location {
    let note = super::wording::note(checked.language, related.note);
    Location { id: Some(place), message: Some(message(note)), ..location(checked, related.span) }
}

fn location(checked: &Checked<'_>, span: Span) -> Location {
    let place = checked.place(span);
    let region = Region {
        start_line: place.start.line,
        start_column: place.start.column,
        end_line: place.end.line,
        end_column: place.end.column,
        byte_offset: None,
        byte_length: None,
    };
    let physical = PhysicalLocation { artifact_location: artifact(&place.path), region };
    Location { id: None, physical, logical: Vec::new(), message: None }
}

fn artifact(path: &str) -> ArtifactLocation {
    // Nothing outside of the root can be told from the root.
    let inside = !uri::is_outside(path);
    ArtifactLocation { uri: uri::of(path), uri_base_id: inside.then_some(ROOT) }
}

/// A fix changes the bytes of its edits and no others, so that nothing is trimmed here.
fn sarif_fix(checked: &Checked<'_>, fix: &Fix) -> types::Fix {
    let mut files: Vec<FileId> = fix.edits.iter().map(|edit| edit.span.file).collect();
    files.sort_unstable();
    files.dedup();
    let change = |file: FileId| {
        let edits = fix.edits.iter().filter(|edit| edit.span.file == file);
        ArtifactChange {
            artifact_location: artifact(&checked.path(Span::new(file, 0..0))),
            replacements: edits.map(|edit| replacement(checked, edit)).collect(),
        }
    };
    types::Fix {
        description: message(formats::fix(checked.language, fix.safe)),
        artifact_changes: files.into_iter().map(change).collect(),
        properties: FixProperties { safe: fix.safe },
    }
}

fn replacement(checked: &Checked<'_>, edit: &Edit) -> Replacement {
    let (start, end) = (checked.sources.start(edit.span), checked.sources.end(edit.span));
    let deleted_region = Region {
        start_line: start.line,
        start_column: start.column,
        end_line: end.line,
        end_column: end.column,
        byte_offset: Some(edit.span.start),
        byte_length: Some(edit.span.end - edit.span.start),
    };
    Replacement { deleted_region, inserted_content: Content { text: edit.text.clone() } }
}

fn suppression(checked: &Checked<'_>, accepted: Accepted<'_>) -> Suppression {
    let (kind, justification, location) = match accepted {
        Accepted::Suppressed(suppressed) => {
            let kind = match suppressed.by {
                AllowedBy::Comment => "inSource",
                AllowedBy::Settings => "external",
            };
            (kind, suppressed.reason.clone(), Some(location(checked, suppressed.at)))
        }
        Accepted::Baseline => ("external", formats::in_baseline(checked.language).to_owned(), None),
    };
    Suppression { kind, status: "accepted", justification, location }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::check::{Needs, Outcome};
    use crate::finding::codes;
    use crate::model::Date;
    use crate::render::{Language, Root};
    use crate::source::Sources;
    use std::path::Path;

    #[test]
    fn brackets_of_a_message_are_no_link() {
        assert_eq!(message("write `{ not = [...] }`").text, "write `{ not = [...] }`");
        assert_eq!(message("[soon](x)").text, "\\[soon\\](x)");
    }

    #[test]
    fn a_rule_that_did_not_run_is_told() {
        let outcome = Outcome {
            findings: Vec::new(),
            suppressed: Vec::new(),
            skipped: vec![(&codes::SYNTAX, Needs::Logs)],
            unsound: 0,
            files: 0,
            commitments: 0,
            today: Date::from_days(0),
            left_out: Vec::new(),
            statistics: None,
        };
        let (sources, root) = (Sources::default(), Root::new(Path::new("/"), Path::new("/")));
        let checked = Checked { outcome: &outcome, sources: &sources, language: Language::En, root: &root };
        let mut out = Vec::new();
        check(&checked, &mut out).unwrap();
        let log: serde_json::Value = serde_json::from_slice(&out).unwrap();
        let run = &log["runs"][0];
        let told = &run["invocations"][0]["toolConfigurationNotifications"][0];
        assert_eq!(told["message"]["text"], "skipped for want of logs (--logs)");
        assert_eq!(told["associatedRule"]["id"], "DEF001");
        assert_eq!(run["tool"]["driver"]["rules"][0]["id"], "DEF001");
    }
}
