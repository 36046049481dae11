//! A page before it has a format.

use super::blocks::Block;
use crate::render::Language;

/// A page.
#[derive(Debug)]
pub(super) struct Document {
    /// The marker that says how it was made; empty for what is not made to be compared.
    pub(super) stamp: String,
    pub(super) language: Language,
    pub(super) title: &'static str,
    /// The level of the headings that the contents list.
    pub(super) listed: usize,
    pub(super) skip: &'static str,
    pub(super) contents: &'static str,
    /// What stands below the title.
    pub(super) head: Vec<Block>,
    pub(super) blocks: Vec<Block>,
    pub(super) foot: &'static str,
}
