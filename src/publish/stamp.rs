//! The marker by which a page says that it was made, and how.

use crate::model::Date;
use std::fmt::{self, Write as _};
use std::ops::Range;

/// How a page was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stamp {
    /// Its format.
    pub format: PageFormat,
    /// The tag of its language, such as `en`.
    pub language: String,
    /// Whom it is for.
    pub audience: Audience,
}

/// Whom a page is for, and what of the definitions they are shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Audience {
    /// The page for customers.
    Customers {
        /// The commitments that were asked for, by id; none: all that customers are told.
        commitments: Vec<String>,
    },
    /// The sheets for staff.
    Staff {
        /// The one team; `None`: all of them.
        owner: Option<String>,
        /// The day from which example cases are chosen. The page keeps it, so that it is the same on
        /// every later day.
        today: Date,
    },
}

/// The format of a page.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum PageFormat {
    /// One file that needs nothing else.
    Html,
    /// Markdown as GitHub has it.
    Markdown,
}

impl PageFormat {
    /// The word of the marker.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Html => "html",
            Self::Markdown => "markdown",
        }
    }
}

/// The stamp of a page and where it stands; `None` for the stamp where it cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Found {
    /// The stamp.
    pub stamp: Option<Stamp>,
    /// Its bytes.
    pub place: Range<usize>,
}

const BEGIN: &str = "<!-- promise page:";
const END: &str = "-->";
const STAFF: &str = "staff";

impl Stamp {
    /// Finds the stamp of a page. A page without one was not made here.
    pub fn find(page: &str) -> Option<Found> {
        let start = page.find(BEGIN)?;
        let rest = &page[start + BEGIN.len()..];
        let Some(length) = rest.find(END) else {
            return Some(Found { stamp: None, place: start..start + BEGIN.len() });
        };
        let place = start..start + BEGIN.len() + length + END.len();
        Some(Found { stamp: Self::parse(&rest[..length]), place })
    }

    fn parse(inside: &str) -> Option<Self> {
        let (mut format, mut language, mut commitments) = (None, None, None);
        let (mut is_for_staff, mut owner, mut today) = (false, None, None);
        for word in inside.split_whitespace() {
            let (name, value) = word.split_once('=')?;
            match name {
                "format" => {
                    format = [PageFormat::Html, PageFormat::Markdown]
                        .into_iter()
                        .find(|format| format.as_str() == value);
                }
                "language" => language = Some(value.to_owned()),
                "commitments" => {
                    commitments = Some(value.split(',').map(decoded).collect::<Option<_>>()?);
                }
                "for" if value == STAFF => is_for_staff = true,
                "owner" => owner = Some(decoded(value)?),
                "today" => today = Some(Date::parse(value)?),
                _ => return None,
            }
        }
        let audience = match (is_for_staff, commitments, owner, today) {
            (false, commitments, None, None) => {
                Audience::Customers { commitments: commitments.unwrap_or_default() }
            }
            (true, None, owner, Some(today)) => Audience::Staff { owner, today },
            _ => return None,
        };
        Some(Self { format: format?, language: language?, audience })
    }
}

impl fmt::Display for Stamp {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{BEGIN} format={} language={}", self.format.as_str(), self.language)?;
        match &self.audience {
            Audience::Customers { commitments } if commitments.is_empty() => {}
            Audience::Customers { commitments } => {
                let ids: Vec<_> = commitments.iter().map(|id| encoded(id)).collect();
                write!(f, " commitments={}", ids.join(","))?;
            }
            Audience::Staff { owner, today } => {
                write!(f, " for={STAFF} today={today}")?;
                if let Some(owner) = owner {
                    write!(f, " owner={}", encoded(owner))?;
                }
            }
        }
        write!(f, " {END}")
    }
}

/// An id or owner with all that could end the marker or a part of it as `%2C`.
fn encoded(id: &str) -> String {
    let mut encoded = String::new();
    for character in id.chars() {
        if character.is_alphanumeric() || matches!(character, '_' | '.') {
            encoded.push(character);
        } else if character == '-' && !encoded.ends_with('-') {
            encoded.push('-');
        } else {
            for byte in character.to_string().bytes() {
                let _ = write!(encoded, "%{byte:02X}");
            }
        }
    }
    encoded
}

fn decoded(word: &str) -> Option<String> {
    let mut bytes = Vec::new();
    let mut rest = word.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digits = [rest.next()?, rest.next()?];
        bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).ok()?, 16).ok()?);
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_stamp_is_read_as_it_is_written() {
        let customers =
            |ids: &[&str]| Audience::Customers { commitments: ids.iter().map(|&id| id.to_owned()).collect() };
        let staff = |owner: Option<&str>| Audience::Staff {
            owner: owner.map(str::to_owned),
            today: Date::from_ymd(2026, 10, 1).unwrap(),
        };
        for audience in [
            customers(&[]),
            customers(&["first-answer", "投诉 办结"]),
            customers(&["a,b", "x --> y", "100%", "--"]),
            staff(None),
            staff(Some("客服 <a@example.com> --> b")),
        ] {
            let stamp = Stamp { format: PageFormat::Html, language: "zh".to_owned(), audience };
            let written = stamp.to_string();
            assert_eq!(written.matches("-->").count(), 1, "{written}");
            let page = format!("<!doctype html>\n{written}\n<p>");
            let found = Stamp::find(&page).unwrap();
            assert_eq!((found.stamp, &page[found.place]), (Some(stamp), written.as_str()));
        }
    }

    #[test]
    fn a_stamp_that_was_changed_is_found_and_not_believed() {
        assert_eq!(Stamp::find("# Promises\n<!-- promise: answer -->\n"), None);
        for wrong in [
            "<!-- promise page: format=pdf language=en -->",
            "<!-- promise page: format=html -->",
            "<!-- promise page: format=html language=en colour=red -->",
            "<!-- promise page: format=html language=en commitments=%Z1 -->",
            "<!-- promise page: format=html language=en for=staff -->",
            "<!-- promise page: format=html language=en for=nobody today=2026-10-01 -->",
            "<!-- promise page: format=html language=en for=staff today=2026-10-41 -->",
            "<!-- promise page: format=html language=en for=staff today=2026-10-01 commitments=a -->",
            "<!-- promise page: format=html language=en owner=a -->",
            "<!-- promise page: nothing",
        ] {
            assert_eq!(Stamp::find(wrong).unwrap().stamp, None, "{wrong}");
        }
    }
}
