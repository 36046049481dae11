//! Rules as their users meet them, by family.

mod pages;
mod shown;
