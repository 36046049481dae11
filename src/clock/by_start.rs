//! Groups that no column names: the weekday and the hour in which a case starts.

use super::state::Judgement;
use crate::calendar::Zone;
use crate::model::Date;

/// A part of the start of a case, by which cases can be counted as by an attribute.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ByStart {
    /// `@weekday`: from 1, Monday, to 7, as ISO 8601 has them.
    Weekday,
    /// `@hour`: from 00 to 23.
    Hour,
}

/// The weekday and the hour in which a case starts, each where it is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct StartParts {
    weekday: Option<u8>,
    hour: Option<u8>,
}

const DAY: i64 = 86_400;
const HOUR: i64 = 3600;

impl ByStart {
    /// The part of this name.
    pub fn named(name: &str) -> Option<Self> {
        match name {
            "@weekday" => Some(Self::Weekday),
            "@hour" => Some(Self::Hour),
            _ => None,
        }
    }
}

impl StartParts {
    /// Those of a case in the zone of its target. A target without a clock has the day that dates the case.
    pub fn of(judgement: &Judgement, zone: &Zone) -> Self {
        let Some(start) = judgement.start else {
            return Self { weekday: judgement.dated.map(weekday), hour: None };
        };
        let local = zone.to_local(start);
        let day = i32::try_from(local.div_euclid(DAY)).ok().map(Date::from_days);
        Self { weekday: day.map(weekday), hour: u8::try_from(local.rem_euclid(DAY) / HOUR).ok() }
    }

    /// A small number of its own.
    pub fn number(self) -> u32 {
        let or_none = |part: Option<u8>| part.map_or(0, |part| u32::from(part) + 1);
        or_none(self.weekday) * 32 + or_none(self.hour)
    }

    /// A part in digits; empty where it is not known.
    pub fn text(self, part: ByStart) -> String {
        match part {
            ByStart::Weekday => self.weekday.map_or_else(String::new, |weekday| weekday.to_string()),
            ByStart::Hour => self.hour.map_or_else(String::new, |hour| format!("{hour:02}")),
        }
    }
}

fn weekday(date: Date) -> u8 {
    date.weekday().iso()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::clock::State;

    #[test]
    fn the_start_is_taken_in_the_zone() {
        // 2026-11-01 23:30 in London is Monday morning in Shanghai.
        let mut judgement = Judgement::new(State::Met);
        judgement.start = Some(1_793_575_800);
        let parts = |zone: &str| {
            let parts = StartParts::of(&judgement, &Zone::get(zone).unwrap());
            [ByStart::Weekday, ByStart::Hour].map(|part| parts.text(part))
        };
        assert_eq!(parts("Europe/London"), ["7", "23"]);
        assert_eq!(parts("Asia/Shanghai"), ["1", "07"]);
    }

    #[test]
    fn without_a_clock_there_is_the_day_alone() {
        let mut judgement = Judgement::new(State::Met);
        assert_eq!(StartParts::of(&judgement, &Zone::utc()), StartParts::default());
        judgement.dated = Some(Date::from_days(0));
        let parts = StartParts::of(&judgement, &Zone::utc());
        assert_eq!([ByStart::Weekday, ByStart::Hour].map(|part| parts.text(part)), ["4", ""]);
    }
}
