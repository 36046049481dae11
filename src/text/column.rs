//! Names as logs and systems write them: `contact_type`, `TransferToL2`, and what a column of such a name
//! tells about a case.

use super::Vocabulary;
use std::sync::LazyLock;

/// What a column tells about how a case reached the service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ColumnKind {
    /// By which way it came in.
    Channel,
    /// Where it is served.
    Place,
}

static CHANNELS: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("vocabulary/channel_columns.txt")));
static PLACES: LazyLock<Vocabulary> =
    LazyLock::new(|| Vocabulary::parse(include_str!("vocabulary/place_columns.txt")));

impl ColumnKind {
    /// What a column of this name tells, where that is a channel or a place.
    pub fn of(name: &str) -> Option<Self> {
        let words = words_of_name(name);
        let is_in = |list: &Vocabulary| list.is_term(&words);
        let kinds = [(Self::Channel, &CHANNELS), (Self::Place, &PLACES)];
        kinds.into_iter().find(|(_, list)| is_in(list)).map(|(kind, _)| kind)
    }
}

/// A name with `_`, `-` and changes from small to capital letters as spaces.
pub fn words_of_name(name: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for character in name.chars() {
        if character.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(if matches!(character, '_' | '-') { ' ' } else { character });
        before = character;
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn channels_and_places_by_their_names() {
        for name in ["channel", "contact_type", "ContactType", "Channel", "渠道", "受理渠道", "Source"]
        {
            assert_eq!(ColumnKind::of(name), Some(ColumnKind::Channel), "{name}");
        }
        for name in ["region", "branch", "门店", "地区", "Service-Region", "city"] {
            assert_eq!(ColumnKind::of(name), Some(ColumnKind::Place), "{name}");
        }
        for name in ["channel_id", "priority", "created_at", "regional_manager", "placed", "", "客户地区备注"]
        {
            assert_eq!(ColumnKind::of(name), None, "{name}");
        }
    }
}
