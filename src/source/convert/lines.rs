//! What both syntaxes write alike: comments, ends of lines, gaps.

/// A text that is written line by line.
pub(super) trait Lines {
    /// Comments, each on a line of its own.
    fn comments(&mut self, comments: &[String], indent: usize);
    /// Ends a line, with the comment behind it.
    fn beside(&mut self, comment: Option<&str>);
    /// One empty line, unless the text begins here or has one.
    fn blank(&mut self);
}

impl Lines for String {
    fn comments(&mut self, comments: &[String], indent: usize) {
        for comment in comments {
            self.push_str(format!("{}{comment}", " ".repeat(indent)).trim_end());
            self.push('\n');
        }
    }

    fn beside(&mut self, comment: Option<&str>) {
        if let Some(comment) = comment {
            self.push_str("  ");
            self.push_str(comment);
        }
        self.push('\n');
    }

    fn blank(&mut self) {
        if !self.is_empty() && !self.ends_with("\n\n") {
            self.push('\n');
        }
    }
}
