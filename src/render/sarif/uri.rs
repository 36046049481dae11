//! Paths as URIs.

use std::fmt::Write as _;

/// Whether a path leads out of the root: upward, or with a drive or root of its own.
pub(super) fn is_outside(path: &str) -> bool {
    path == ".." || path.starts_with("../") || is_absolute(path)
}

fn is_absolute(path: &str) -> bool {
    path.starts_with('/') || path.get(1..3) == Some(":/")
}

/// The URI of a path with forward slashes: relative where the path is, without a character that a
/// URI must not have.
pub(super) fn of(path: &str) -> String {
    let mut uri = String::new();
    if is_absolute(path) {
        uri.push_str(if path.starts_with('/') { "file://" } else { "file:///" });
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            // Writing to a string cannot fail.
            let _ = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_uri_must_not_have_is_encoded() {
        assert_eq!(of("commitments/投诉 1.toml"), "commitments/%E6%8A%95%E8%AF%89%201.toml");
        assert_eq!(of("a:b/c#d?.yaml"), "a%3Ab/c%23d%3F.yaml");
        assert_eq!(of("100%.toml"), "100%25.toml");
    }

    #[test]
    fn paths_that_leave_the_root() {
        assert!(is_outside("../a.toml") && is_outside("C:/a.toml") && !is_outside("..a.toml"));
        assert_eq!(of("C:/a.toml"), "file:///C%3A/a.toml");
    }
}
