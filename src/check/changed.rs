//! What rules about changes look at: commitments that customers knew of.

use crate::diff::{Subject, SubjectChange};
use crate::model::{Commitment, Status};

/// What a changed commitment was, if customers were told of it.
pub(super) fn was_told<'d>(change: &SubjectChange<'d>) -> Option<&'d Commitment> {
    let Some(Subject::Commitment(old)) = change.old else { return None };
    matches!(old.status(), Status::Published | Status::Pilot | Status::Suspended).then_some(old)
}

/// What such a commitment was and is.
pub(super) fn told<'d>(change: &SubjectChange<'d>) -> Option<(&'d Commitment, &'d Commitment)> {
    let Some(Subject::Commitment(new)) = change.new else { return None };
    Some((was_told(change)?, new))
}
