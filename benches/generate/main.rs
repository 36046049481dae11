//! Writes the log of the benchmark.
//!
//! ```text
//! cargo run --release --example service_log -- 1000000 log.csv
//! ```
//!
//! | option | |
//! |---|---|
//! | `--shuffle` | cases in any order of days |
//! | `--agents N` | another number of agents than 2,400 |
//! | `--more N` | so many columns more, which no promise is about |
//! | `--events` | a row per event instead of a row per case; not with `--shuffle` and `--more` |
//! | `--seed N` | other cases |

mod cases;
mod events;
mod rows;

use cases::Cases;
use std::env;
use std::error::Error;
use std::fs::File;
use std::io::{BufWriter, Write as _};

const USAGE: &str =
    "usage: service_log ROWS FILE.csv [--shuffle] [--agents N] [--more COLUMNS] [--events] [--seed N]";

fn main() -> Result<(), Box<dyn Error>> {
    let mut arguments = env::args().skip(1);
    let (Some(rows), Some(path)) = (arguments.next(), arguments.next()) else { return Err(USAGE.into()) };
    let mut cases = Cases { count: rows.parse()?, seed: 0x5EED, shuffled: false, agents: 2400 };
    let (mut more, mut as_events) = (0, false);
    while let Some(option) = arguments.next() {
        let mut number = || arguments.next().ok_or(USAGE)?.parse().map_err(Box::<dyn Error>::from);
        match option.as_str() {
            "--shuffle" => cases.shuffled = true,
            "--events" => as_events = true,
            "--agents" => cases.agents = number()?,
            "--seed" => cases.seed = number()?,
            "--more" => more = usize::try_from(number()?)?,
            _ => return Err(USAGE.into()),
        }
    }
    if as_events && (cases.shuffled || more > 0) {
        return Err(USAGE.into());
    }
    let mut out = BufWriter::with_capacity(1 << 20, File::create(path)?);
    if as_events {
        events::write(cases, &mut out)?;
    } else {
        rows::write(cases, more, &mut out)?;
    }
    Ok(out.flush()?)
}
