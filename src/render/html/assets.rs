//! The style and the script of the page, and the policy that allows them and nothing else.

/// The style.
pub(in crate::render) const STYLE: &str = include_str!("style.css");
/// The script: sorting, and unfolding for paper.
pub(in crate::render) const SCRIPT: &str = include_str!("script.js");
/// SHA-256 of the style and of the script, in base64. A test says what they must be.
const STYLE_HASH: &str = "EuG322QvoBdnCFQASJg39M+J4QW3+5RHXAvMQ4Ff3m0=";
const SCRIPT_HASH: &str = "cZFjLkV3wko2NvdoClh4DEhOEJ8EyLsv8QTsTQm8WG4=";

/// The policy for the content of the page.
pub(in crate::render) fn policy() -> String {
    format!(
        "default-src 'none'; style-src 'sha256-{STYLE_HASH}'; script-src 'sha256-{SCRIPT_HASH}'; base-uri 'none'; \
         form-action 'none'"
    )
}
