//! English: what COV rules say.

use crate::finding::Coverage;
use crate::render::wording::Words;

pub(super) fn words(message: &Coverage) -> Words {
    match *message {}
}
