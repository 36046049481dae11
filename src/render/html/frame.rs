//! What stands around the content of every page: the head, the title, the foot.

use super::assets::{SCRIPT, STYLE, policy};
use super::escape;
use crate::render::Language;
use std::io::{self, Write};

/// The frame of a page.
pub(in crate::render) struct Frame<'a> {
    pub(in crate::render) language: Language,
    pub(in crate::render) title: &'a str,
    /// The words of the link over all that stands before the content.
    pub(in crate::render) skip: &'a str,
    /// A comment of HTML before everything that is shown, with a line break; or nothing.
    pub(in crate::render) comment: &'a str,
    /// HTML below the title.
    pub(in crate::render) below_title: String,
}

impl Frame<'_> {
    /// Writes all that stands before the content: the element `main` is the caller's.
    pub(in crate::render) fn open(&self, out: &mut dyn Write) -> io::Result<()> {
        let title = escape(self.title);
        write!(
            out,
            "<!doctype html>\n{}<html lang=\"{}\">\n<head>\n<meta charset=\"utf-8\">\n\
             <meta http-equiv=\"Content-Security-Policy\" content=\"{}\">\n\
             <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
             <meta name=\"generator\" content=\"promise\">\n<title>{title}</title>\n<style>{STYLE}</style>\n</head>\n\
             <body>\n<a class=\"skip\" href=\"#main\">{}</a>\n\
             <svg class=\"patterns\" aria-hidden=\"true\"><defs><pattern id=\"hatch\" width=\"7\" height=\"7\" \
             patternUnits=\"userSpaceOnUse\" patternTransform=\"rotate(45)\"><rect width=\"7\" height=\"7\"/>\
             <path d=\"M2 0V7\"/></pattern></defs></svg>\n<header>\n<h1>{title}</h1>\n{}</header>\n",
            self.comment,
            self.language.as_str(),
            policy(),
            escape(self.skip),
            self.below_title,
        )
    }
}

/// Writes all that stands behind the content, with this HTML in the foot.
pub(in crate::render) fn close(foot: &str, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "<footer>\n{foot}\n</footer>\n<script>{SCRIPT}</script>\n</body>\n</html>")
}

/// Lines of text as a list.
pub(in crate::render) fn list(lines: &[String]) -> String {
    let lines = lines.iter().map(|line| format!("<li>{}</li>\n", escape(line)));
    format!("<ul>\n{}</ul>", lines.collect::<String>())
}
