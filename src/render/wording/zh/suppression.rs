//! Chinese: what SUP rules say.

use crate::finding::Suppression;
use crate::render::wording::Words;

pub(super) fn words(message: &Suppression) -> Words {
    match *message {}
}
