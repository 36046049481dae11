//! Rules as their users meet them, by family.

mod feasibility;
mod shown;
mod timeliness;
