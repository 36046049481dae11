//! Writes the logs of the examples: those of the sample in `commitments/`, those of the six trades, and that
//! of `appraisal/`.
//!
//! ```text
//! cargo run --example generate_log              # rewrites the files in the folders of examples/
//! cargo run --example generate_log -- some/dir  # writes them into folders there instead
//! ```
//!
//! The same program writes the same bytes on every machine: the random numbers are its own,
//! all arithmetic is in integers, and no clock is read. It shares no code with the library.
//! A delay is drawn as working minutes or working days and walked through opening hours that
//! are spelled out in `calendar`, so that a mistake in the library cannot hide behind the same
//! mistake here.
//!
//! A module for each folder says what story its logs tell. In all of them a customer fares no
//! better for a channel or a place than another; the seeds were chosen so that chance adds no such
//! story of its own.

use std::path::Path;
use std::{env, fs, io};

mod calendar;
mod random;
mod table;

mod appliance;
mod appraisal;
mod courier;
mod government_window;
mod hotel;
mod it_support;
mod telecom;
mod utility;

/// The files of a folder, each with what is in it.
type Files = Vec<(&'static str, String)>;
type Folder = (&'static str, fn() -> Files);

/// Each folder with what writes its files.
const FOLDERS: [Folder; 8] = [
    ("appliance", appliance::files),
    ("appraisal", appraisal::files),
    ("courier", courier::files),
    ("government-window", government_window::files),
    ("hotel", hotel::files),
    ("it-support", it_support::files),
    ("telecom", telecom::files),
    ("utility", utility::files),
];

fn main() -> io::Result<()> {
    let dir = env::args_os().nth(1).unwrap_or_else(|| "examples".into());
    for (folder, files) in FOLDERS {
        let folder = Path::new(&dir).join(folder);
        fs::create_dir_all(&folder)?;
        for (name, content) in files() {
            fs::write(folder.join(name), content)?;
        }
    }
    Ok(())
}
