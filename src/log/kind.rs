//! Files that are named .csv and are none, by their first bytes.
//!
//! Half of all "broken" logs are workbooks, web pages or archives; whoever has one is told what to do
//! with it. It must not know encodings beyond whether zero bytes are right.

use super::compression::{GZIP, ZSTD};

/// What a file is instead of text with delimiters.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotCsv {
    /// Nothing, or nothing but blank lines.
    Empty,
    /// A workbook.
    Workbook,
    /// A web page, or a table that an old spreadsheet saved as one.
    WebPage,
    /// JSON, whole or a document a line.
    Json,
    /// Packed in a way that is not read, by the name of the program.
    Packed(&'static str),
    /// Compressed more than once.
    PackedTwice,
    /// A PDF.
    Pdf,
    /// The pointer that Git LFS leaves where the file was not fetched.
    LfsPointer,
    /// UTF-16 without a byte order mark, not declared; with the label to declare.
    Utf16(&'static str),
    /// Zero bytes in numbers.
    Binary,
}

impl std::fmt::Display for NotCsv {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::Empty => f.write_str("is empty: not even a header; remove it, or correct `path`"),
            Self::Workbook => f.write_str(
                "is a workbook (.xlsx, .xls), whatever its name says; open it and save it as \"CSV UTF-8\"",
            ),
            Self::WebPage => f.write_str(
                "is a web page (HTML or XML), whatever its name says; open it in a spreadsheet and save it as \"CSV UTF-8\"",
            ),
            Self::Json => f.write_str(
                "is JSON, whatever its name says; write it as CSV, a header and a row for each case or event, for example with `jq -r` and `@csv`",
            ),
            Self::Packed(program) => {
                write!(
                    f,
                    "is packed with {program}, which cannot be read; unpack it and name the unpacked file, or pack that with gzip or zstd"
                )
            }
            Self::PackedTwice => f.write_str("is compressed twice; unpack it once"),
            Self::Pdf => f.write_str("is a PDF, whatever its name says; export the table as \"CSV UTF-8\""),
            Self::LfsPointer => {
                f.write_str("is a pointer of Git LFS, not the file itself; run `git lfs pull` and try again")
            }
            Self::Utf16(label) => write!(f, "looks like UTF-16; say `encoding: {label}` in the log"),
            Self::Binary => f.write_str("is binary, not text; save the table as \"CSV UTF-8\""),
        }
    }
}

/// Beginnings of files that are never text with delimiters.
const MAGIC: [(&[u8], NotCsv); 9] = [
    (b"PK\x05\x06", NotCsv::Packed("zip")),
    (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", NotCsv::Workbook),
    (GZIP, NotCsv::PackedTwice),
    (ZSTD, NotCsv::PackedTwice),
    (b"BZh", NotCsv::Packed("bzip2")),
    (b"\xFD7zXZ\0", NotCsv::Packed("xz")),
    (b"7z\xBC\xAF\x27\x1C", NotCsv::Packed("7z")),
    (b"%PDF-", NotCsv::Pdf),
    (b"version https://git-lfs.github.com/spec/", NotCsv::LfsPointer),
];

/// What a file with these first bytes is, if it cannot be text with delimiters.
pub(super) fn of(head: &[u8], utf16: bool) -> Option<NotCsv> {
    if head.is_empty() {
        return Some(NotCsv::Empty);
    }
    if let Some((_, kind)) = MAGIC.iter().find(|(magic, _)| head.starts_with(magic)) {
        return Some(*kind);
    }
    if let Some(rest) = head.strip_prefix(b"PK\x03\x04") {
        return Some(zip(rest));
    }
    if head.get(257..262) == Some(b"ustar") {
        return Some(NotCsv::Packed("tar"));
    }
    let text = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(head).trim_ascii_start();
    if is_web_page(text) {
        return Some(NotCsv::WebPage);
    }
    if is_json(text) {
        return Some(NotCsv::Json);
    }
    if utf16 { None } else { zeros(head).or_else(|| is_binary(head).then_some(NotCsv::Binary)) }
}

/// More control characters than any text has: no encoding of CSV uses them, but for the escapes of
/// ISO-2022.
fn is_binary(head: &[u8]) -> bool {
    let control = |byte: &&u8| **byte < b' ' && !matches!(**byte, b'\t' | b'\n' | b'\r' | 0x1B);
    let count = head.iter().filter(control).count();
    // Of a few bytes a tenth.
    count > 8 && count * 50 > head.len() || count > 2 && count * 10 > head.len()
}

/// A workbook or an archive, by the name of its first member; what follows the magic is given.
fn zip(rest: &[u8]) -> NotCsv {
    const OF_WORKBOOKS: [&[u8]; 6] =
        [b"[Content_Types].xml", b"_rels/", b"docProps/", b"xl/", b"theme/", b"mimetype"];
    let name = rest.get(26..).unwrap_or_default();
    if name.is_empty() || OF_WORKBOOKS.iter().any(|start| name.starts_with(start)) {
        NotCsv::Workbook
    } else {
        NotCsv::Packed("zip")
    }
}

/// A tag at the beginning that only pages have, or one that is closed later: `<DATE>,<TIME>` are columns.
fn is_web_page(text: &[u8]) -> bool {
    let starts =
        |tag: &str| text.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag.as_bytes()));
    let is_tag = || text.starts_with(b"<") && text.get(1).is_some_and(u8::is_ascii_alphabetic);
    ["<!doctype", "<html", "<head", "<meta", "<table", "<?xml", "<!--"].into_iter().any(starts)
        || is_tag() && text.windows(2).any(|end| matches!(end, b"</" | b"/>"))
}

/// An object, or a list of objects, lists or texts: no header begins so.
fn is_json(text: &[u8]) -> bool {
    let inside = text.get(1..).unwrap_or_default().trim_ascii_start();
    match text.first() {
        Some(b'{') => matches!(inside.first(), Some(b'"' | b'}')),
        Some(b'[') => matches!(inside.first(), Some(b'{' | b'[' | b'"' | b']')),
        _ => false,
    }
}

/// Zero bytes: a stray one is data, every second one is UTF-16, many are no text.
fn zeros(head: &[u8]) -> Option<NotCsv> {
    let count = |offset| head.iter().skip(offset).step_by(2).filter(|&&byte| byte == 0).count();
    let (even, odd) = (count(0), count(1));
    if even + odd < 4 || (even + odd) * 100 < head.len() {
        return None;
    }
    // Letters and digits of UTF-16 have their zero on the same side; a few Chinese characters do not.
    Some(match (even, odd) {
        _ if odd > even * 4 => NotCsv::Utf16("utf-16le"),
        _ if even > odd * 4 => NotCsv::Utf16("utf-16be"),
        _ => NotCsv::Binary,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_file_is_instead() {
        let utf16: Vec<u8> = "id,日期\n1,2\n".encode_utf16().flat_map(u16::to_le_bytes).collect();
        let noise: Vec<u8> = (0..2000_u32).map(|n| n.wrapping_mul(2_654_435_761).to_be_bytes()[0]).collect();
        for (head, kind) in [
            (&b""[..], Some(NotCsv::Empty)),
            (b"PK\x03\x04\x14\0", Some(NotCsv::Workbook)),
            (b"\x1F\x8B\x08", Some(NotCsv::PackedTwice)),
            (b"PK\x03\x04\x14\0\0\0\x08\0abcdefghijklmnop\x07\0\0\0log.csv", Some(NotCsv::Packed("zip"))),
            (b"PK\x03\x04\x14\0\0\0\x08\0abcdefghijklmnop\x0B\0\0\0_rels/.rels", Some(NotCsv::Workbook)),
            (b"BZh91AY&SY", Some(NotCsv::Packed("bzip2"))),
            (b"  \n<HTML><body>", Some(NotCsv::WebPage)),
            (b"\xEF\xBB\xBF<?xml version", Some(NotCsv::WebPage)),
            (b"version https://git-lfs.github.com/spec/v1\noid", Some(NotCsv::LfsPointer)),
            (&utf16, Some(NotCsv::Utf16("utf-16le"))),
            (&[0; 100], Some(NotCsv::Binary)),
            (&noise, Some(NotCsv::Binary)),
            (b"id,x\n1,\0\n", None),
            (b"id,<html>\n", None),
            (b"<div class='log'>\n<p>nothing</p></div>", Some(NotCsv::WebPage)),
            (b"<DATE>,<TIME>\n2026-03-01,09:00\n", None),
            (b"\xEF\xBB\xBF[\n  {\"id\": 1}\n]", Some(NotCsv::Json)),
            (b"{\"id\": 1}\n{\"id\": 2}\n", Some(NotCsv::Json)),
            (b"[id],[from]\n1,2\n", None),
            (b"\x01\x02id\x03\xFF", Some(NotCsv::Binary)),
        ] {
            assert_eq!(of(head, false), kind, "{head:?}");
        }
        assert_eq!(of(&utf16, true), None);
    }
}
