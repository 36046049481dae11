//! Chinese: what FEA rules say.

use crate::finding::Feasibility;
use crate::render::wording::Words;

pub(super) fn words(message: &Feasibility) -> Words {
    match *message {}
}
