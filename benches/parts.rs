//! What the parts of a report cost, each by itself and on one thread: `cargo bench --bench parts`.
//!
//! Each is run several times and the least is told, since what disturbs makes it dearer. Parts that only
//! the library can reach are measured with what stands around them: the difference of two lines is one.
//! Without `--bench`, as `cargo test --benches` runs it, the log is short and the figures say nothing.

#[path = "generate/cases.rs"]
mod cases;
#[path = "generate/rows.rs"]
mod rows;

use cases::{Case, Cases};
use promise::calendar::{Calendars, Instant as Second, OpeningHours, Zone};
use promise::clock::{Batches, Plan};
use promise::log::{self, Block, Needs, Symbols, TimeFormat};
use promise::model::{self, Log};
use promise::report::{AsOf, Counting, Query, Run, Shared};
use promise::source::{Sources, files};
use promise::tally::{Budget, Percentiles};
use rows::Stamp;
use std::error::Error;
use std::fs::{self, File};
use std::hint::black_box;
use std::io::{self, BufWriter, Write};
use std::ops::ControlFlow;
use std::path::Path;
use std::time::Instant;

/// 2026-09-01 00:00, local.
const AS_OF: i64 = 20_697 * cases::DAY;
/// Shanghai's, which has no summer time.
const OFFSET: i64 = 8 * 3600;

fn main() -> Result<(), Box<dyn Error>> {
    let in_earnest = std::env::args().any(|argument| argument == "--bench");
    let (count, turns) = if in_earnest { (200_000, 9) } else { (2_000, 1) };
    let cases = Cases { count, seed: 0x5EED, shuffled: false, agents: 2400 };
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("parts");
    let paths = [definition("promises.toml"), folder.join("cases.toml")];
    fs::create_dir_all(&folder)?;
    fs::copy(definition("cases.toml"), &paths[1])?;
    let path = folder.join("log.csv");
    let mut file = BufWriter::new(File::create(&path)?);
    rows::write(cases, 0, &mut file)?;
    file.flush()?;

    let mut sources = Sources::default();
    let (definitions, _) = model::load(&mut sources, &paths, Path::to_path_buf)?;
    let (calendars, _) = Calendars::compile(&definitions, &|path| files::read_text(path));
    let by = ["channel", "region"].map(str::to_owned).to_vec();
    let query = Query { by, as_of: Some(AsOf::Local(AS_OF)), ..Query::default() };
    let run = Run::open(&definitions, &query, &mut || Box::new(io::empty()))?;
    let [log] = &run.logs[..] else { return Err("the definitions have one log".into()) };
    let hours = calendars.get("office").ok_or("there is no calendar office")?;

    let bytes = fs::metadata(&path)?.len();
    let mut table = Table { rows: count, bytes, turns, out: io::stdout().lock() };
    let each: Vec<_> = cases.each().collect();
    table.values(&each)?;
    table.hours(&each, hours)?;
    table.reading(log.log, &log.zone, &log.plan)?;
    table.judging(log.log, &log.zone, &log.plan, &run, &query)?;
    Ok(())
}

fn definition(name: &str) -> std::path::PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/definitions").join(name)
}

/// Writes a line for each part.
struct Table<W> {
    rows: u64,
    bytes: u64,
    turns: u32,
    out: W,
}

impl<W: Write> Table<W> {
    /// Measures a part that does something once for each row.
    fn each(&mut self, name: &str, part: impl FnMut()) -> io::Result<()> {
        let nanoseconds = self.nanoseconds_a_row(part);
        writeln!(self.out, "{name:<52}{nanoseconds:>9.1} ns a row")
    }

    /// Measures a part that goes through the bytes of the log.
    fn all(&mut self, name: &str, part: impl FnMut()) -> io::Result<()> {
        let nanoseconds = self.nanoseconds_a_row(part);
        #[expect(clippy::cast_precision_loss, reason = "rows are short and few")]
        let speed = self.bytes as f64 / self.rows as f64 / nanoseconds;
        writeln!(self.out, "{name:<52}{nanoseconds:>9.1} ns a row {speed:>6.2} GB/s")
    }

    fn nanoseconds_a_row(&self, mut part: impl FnMut()) -> f64 {
        let mut once = || {
            let began = Instant::now();
            part();
            began.elapsed().as_secs_f64()
        };
        let least = (0..self.turns).map(|_| once()).fold(f64::INFINITY, f64::min);
        #[expect(clippy::cast_precision_loss, reason = "rows are few")]
        let rows = self.rows as f64;
        least * 1e9 / rows
    }

    /// Single values: a time, a text that repeats.
    fn values(&mut self, cases: &[Case]) -> Result<(), Box<dyn Error>> {
        let format = TimeFormat::compile("%Y-%m-%d %H:%M:%S")?;
        let times: Vec<_> = cases.iter().map(|case| Stamp(case.opened).to_string()).collect();
        self.each("a time read by its format", || {
            for time in &times {
                black_box(format.parse(time.as_bytes()));
            }
        })?;
        let mut symbols = Symbols::default();
        self.each("a value of 24 interned", || {
            for case in cases {
                black_box(symbols.intern(case.service));
            }
        })?;
        Ok(())
    }

    /// Open time between two instants.
    fn hours(&mut self, cases: &[Case], hours: &OpeningHours) -> io::Result<()> {
        let spans: Vec<(Second, Second)> = cases
            .iter()
            .map(|case| (case.opened - OFFSET, case.resolved.unwrap_or(AS_OF) - OFFSET))
            .collect();
        self.each("open time between two instants", || {
            for &(from, to) in &spans {
                black_box(hours.open_between(from, to));
            }
        })
    }

    /// The log read for more and more columns.
    fn reading(&mut self, log: &Log, zone: &Zone, plan: &Plan) -> Result<(), Box<dyn Error>> {
        let none = Needs::default();
        let times = Needs { times: plan.needs.times.clone(), ..Needs::default() };
        let texts = Needs { attributes: plan.needs.attributes.clone(), ..times.clone() };
        for (name, needs) in [
            ("log read: rows told apart and counted", &none),
            ("log read: and its three times", &times),
            ("log read: and its five attributes", &texts),
            ("log read: and its number, all that judging needs", &plan.needs),
        ] {
            let mut failed = None;
            self.all(name, || failed = read(log, zone, needs, &mut |_, _| ()).err())?;
            failed.map_or(Ok(()), Err)?;
        }
        Ok(())
    }

    /// The cases judged, and judged and counted, from blocks in memory.
    fn judging(
        &mut self,
        log: &Log,
        zone: &Zone,
        plan: &Plan,
        run: &Run<'_>,
        query: &Query,
    ) -> Result<(), Box<dyn Error>> {
        let (mut blocks, mut symbols) = (Vec::new(), Vec::new());
        read(log, zone, &plan.needs, &mut |block, known| {
            blocks.push(block.clone());
            symbols = known.to_vec();
        })?;
        self.each("judged under eight targets", || {
            let mut batches = Batches::new(plan, run.as_of);
            batches.learn(&symbols);
            for block in &blocks {
                for part in Batches::parts(block) {
                    batches.judge(block, part, &mut |_, verdicts, _| {
                        black_box(verdicts);
                    });
                }
            }
        })?;
        self.each("judged and counted by month and two attributes", || {
            let budget = Budget::new(Percentiles::Exact);
            let shared =
                Shared { query, as_of: run.as_of, scales: &run.scales, budget: &budget, priced: None };
            let mut counting = Counting::new(plan, shared, Vec::new());
            for block in &blocks {
                counting.block(block, &symbols);
            }
            black_box(counting.finish());
        })?;
        Ok(())
    }
}

fn read(
    log: &Log,
    zone: &Zone,
    needs: &Needs,
    take: &mut (dyn FnMut(&Block, &[Symbols]) + Send),
) -> Result<(), log::LogError> {
    let mut open = log::open(log, zone.clone(), &mut || Box::new(io::empty()))?;
    open.read(needs, &mut |block, symbols| {
        take(block, symbols);
        ControlFlow::Continue(())
    })?;
    Ok(())
}
