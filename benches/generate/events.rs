//! The same cases as a CSV file with a row per event, in the order in which the events happened.
//!
//! What repeats on every row of a case is what its row would say. Events wait in memory until no case
//! that is opened later can come before them: those of some days, however long the log is.

use super::cases::{Case, Cases, DAY};
use super::rows::{Filled, Stamp};
use std::cmp::Reverse;
use std::collections::BinaryHeap;
use std::io::{self, Write};

/// An event by its time, its case and its place within the case; and its row.
type Event = (i64, u64, usize, String);

/// Writes a log with a row per event. Cases must come by the day on which they were opened.
pub(crate) fn write(cases: Cases, out: &mut impl Write) -> io::Result<()> {
    out.write_all(b"id,event,at,service,channel,region,priority,subject,status,agent,team,csat,reopens\n")?;
    let mut waiting = BinaryHeap::new();
    for case in cases.each() {
        let day = case.opened - case.opened.rem_euclid(DAY);
        flush(&mut waiting, day, out)?;
        waiting.extend(events(&case).map(Reverse));
    }
    flush(&mut waiting, i64::MAX, out)
}

/// Writes what happened before a time.
fn flush(waiting: &mut BinaryHeap<Reverse<Event>>, before: i64, out: &mut impl Write) -> io::Result<()> {
    while waiting.peek().is_some_and(|Reverse((at, ..))| *at < before) {
        if let Some(Reverse((.., row))) = waiting.pop() {
            out.write_all(row.as_bytes())?;
        }
    }
    Ok(())
}

fn events(case: &Case) -> impl Iterator<Item = Event> {
    let times =
        [("opened", Some(case.opened)), ("first_response", case.first_response), ("resolved", case.resolved)];
    times.into_iter().enumerate().filter_map(|(place, (event, at))| {
        let at = at?;
        let Case { number, service, channel, region, priority, subject, .. } = case;
        let Case { status, agent, team, reopens, .. } = case;
        let row = format!(
            "C-{number:09},{event},{},{service},{channel},{region},{priority},{subject},{status},\
             A{agent:04},T{team:02},{},{reopens}\n",
            Stamp(at),
            Filled(case.csat),
        );
        Some((at, *number, place, row))
    })
}
