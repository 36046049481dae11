//! What all HTML pages have in common: one file that needs nothing else, no network, no fonts, no script to be
//! read.
//!
//! All text goes through [`escape`]: what stands in definitions and logs is text and nothing else. The
//! page's policy allows its one style and its one script by their hashes, so that anything that slipped
//! through would not run. This module must not know what a page is about.

mod assets;
mod escape;
mod frame;
mod sign;
mod table;

pub(in crate::render) use escape::escape;
pub(in crate::render) use frame::{Frame, close, list};
pub(in crate::render) use sign::{class, sign};
pub(in crate::render) use table::{Data, Heading, Table};
