//! Rules as their users meet them, by family.

mod shown;
