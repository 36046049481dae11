//! What changed between two texts, as `diff -u` writes it and `patch -p0` reads it.

use super::text::shown_path;
use anstyle::{AnsiColor, Style};
use similar::{ChangeTag, TextDiff};
use std::io::{self, Write};
use std::path::Path;

/// Lines of context around a change.
const CONTEXT: usize = 3;

/// Writes the change of a file, nothing where there is none.
pub fn unified(path: &Path, before: &str, after: &str, styled: bool, out: &mut dyn Write) -> io::Result<()> {
    if before == after {
        return Ok(());
    }
    let paint = |style: Style| if styled { style } else { Style::new() };
    let (bold, cyan) = (paint(Style::new().bold()), paint(AnsiColor::Cyan.on_default()));
    let (red, green) = (paint(AnsiColor::Red.on_default()), paint(AnsiColor::Green.on_default()));
    let path = shown_path(path);
    writeln!(out, "{bold}--- {path}{bold:#}\n{bold}+++ {path}{bold:#}")?;
    let diff = TextDiff::from_lines(before, after);
    for hunk in diff.unified_diff().context_radius(CONTEXT).iter_hunks() {
        writeln!(out, "{cyan}{}{cyan:#}", hunk.header())?;
        for change in hunk.iter_changes() {
            let (sign, style) = match change.tag() {
                ChangeTag::Delete => ('-', red),
                ChangeTag::Insert => ('+', green),
                ChangeTag::Equal => (' ', Style::new()),
            };
            let line = change.value().trim_end_matches('\n');
            writeln!(out, "{style}{sign}{line}{style:#}")?;
            if change.missing_newline() {
                writeln!(out, "\\ No newline at end of file")?;
            }
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(before: &str, after: &str) -> String {
        let mut out = Vec::new();
        unified(Path::new("commitments/a.toml"), before, after, false, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_change_is_shown_with_the_lines_around_it() {
        let lines = "1\n2\n3\n4\n5\n6\n7\n8\n9\n";
        assert_eq!(
            shown(lines, &lines.replace('5', "五")),
            "--- commitments/a.toml\n+++ commitments/a.toml\n@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+五\n 6\n 7\n 8\n"
        );
        assert_eq!(
            shown("a", "a\n"),
            "--- commitments/a.toml\n+++ commitments/a.toml\n@@ -1 +1 @@\n-a\n\\ No newline at end of file\n+a\n"
        );
        assert_eq!(shown("a\n", "a\n"), "");
    }
}
