//! What a file that nothing is known of looks like: for `promise inspect`.
//!
//! One reading over all rows in bounded memory. Encoding and delimiter are taken from the first
//! bytes, relations between columns from the first rows; everything else is counted over all. It
//! must not know definitions; what to write into one is shown by whoever shows this.

mod column;
mod delimiter;
mod roles;

pub use delimiter::LineEnds;
pub use roles::{Events, Proposal};

use super::cells::Fields as _;
use super::chunk;
use super::compression::unpack;
use super::encoding::{self, Text};
use super::guess::{EncodingGuess, Sureness};
use super::header::{Header, Width};
use super::kind::{self, NotCsv};
use super::open::{record_error, unreadable};
use super::records::Record;
use super::stream::Stream;
use super::summary::{Places, Ragged};
use super::{At, LogError};
use column::{Values, ratio};
use encoding_rs::UTF_8;
use std::io::Read;

/// Rows from which relations between columns are taken.
const ROWS: usize = 5_000;
/// Bytes of rows that are kept for that.
const BYTES: usize = 8 * 1024 * 1024;

/// What a file looks like.
#[derive(Debug)]
pub struct Inspection {
    /// Its path as users see it; `-` is standard input.
    pub path: String,
    /// Bytes that were read of it, packed if it is.
    pub bytes: u64,
    /// Its encoding.
    pub encoding: EncodingGuess,
    /// What stands between fields.
    pub delimiter: u8,
    /// How its lines end; `None` for a single line.
    pub line_ends: Option<LineEnds>,
    /// Whether the first row names the columns.
    pub has_header: bool,
    /// Rows after the header that were read, blank ones included.
    pub rows: u64,
    /// Whether these are all.
    pub whole: bool,
    /// Rows of nothing but empty fields.
    pub blank: Places,
    /// Rows with too few or too many fields.
    pub ragged: Ragged,
    /// Characters that stand for bytes that are none of the encoding's.
    pub malformed: u64,
    /// The columns.
    pub columns: Vec<InspectedColumn>,
    /// What the columns probably are.
    pub proposal: Proposal,
    /// Rows from which that was taken.
    pub sampled: usize,
}

/// A column of a file.
#[derive(Debug)]
pub struct InspectedColumn {
    /// Its place, from 1.
    pub position: usize,
    /// Its header; empty where it has none.
    pub name: String,
    /// Whether another column has this name too.
    pub repeated: bool,
    /// Values that are there.
    pub filled: u64,
    /// The share of rows that have one.
    pub filled_share: f64,
    /// Texts that stand for a missing value, with how often.
    pub markers: Vec<(&'static str, u64)>,
    /// Different values, counted up to [`InspectedColumn::DISTINCT`].
    pub distinct: u64,
    /// Whether there are more.
    pub more: bool,
    /// The share of values that are different, as far as they were counted.
    pub variety: f64,
    /// The first different values.
    pub samples: Vec<String>,
    /// The values with how often, the commonest first, where they are few.
    pub few: Vec<(String, u64)>,
    /// What most values look like.
    pub looks: Looks,
}

impl InspectedColumn {
    /// How far different values are counted.
    pub const DISTINCT: usize = column::DISTINCT;
}

/// What most values of a column look like.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Looks {
    /// There are none.
    Empty,
    /// Times.
    Time(TimeFormats),
    /// Durations as `0:02:23`.
    Duration,
    /// Numbers.
    Number,
    /// A few values that many rows share.
    Attribute,
    /// A name of its own for nearly every row.
    Name,
    /// Other text.
    Text,
}

/// The formats of a column of times.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TimeFormats {
    /// As `timestamps` has them, with how many values each explains, the commonest first.
    pub formats: Vec<(String, u64)>,
    /// The formats between which the values leave open which holds, the first of which is in
    /// `formats`; `None` where nothing is open.
    pub ambiguous: Option<Vec<String>>,
    /// The first values that no format explains, with their lines.
    pub unexplained: Vec<(String, u64)>,
    /// All values.
    pub values: u64,
}

/// Looks at a file; at its first rows alone if there is a bound.
pub fn inspect(path: &str, source: Box<dyn Read + Send>, most: Option<u64>) -> Result<Inspection, LogError> {
    let at = At { log: String::new(), file: path.to_owned() };
    let text = unpack(source).and_then(|source| Text::new(source, Some(UTF_8)));
    let mut text = text.map_err(|source| unreadable(source, &at))?;
    let encoding = EncodingGuess::of(text.head(), text.is_whole());
    match kind::of(text.head(), false) {
        None | Some(NotCsv::Utf16(_)) => {}
        Some(kind) => return Err(LogError::NotCsv { at, kind }),
    }
    let decoder = encoding::for_label(encoding.label).unwrap_or(UTF_8);
    let (head, ..) = decoder.decode(text.head());
    let delimiter = delimiter::delimiter(&head);
    let line_ends = delimiter::line_ends(&head);
    text.read_as(decoder);
    let rows = Stream::new(text, delimiter, chunk::SIZE).map_err(|error| record_error(error, &at))?;
    let mut reading = Reading::new(at, rows)?;
    let whole = reading.read(most)?;
    Ok(reading.finish(path, encoding, delimiter, line_ends, whole))
}

/// A file as it is read.
struct Reading {
    at: At,
    stream: Stream,
    header: Header,
    has_header: bool,
    names: Vec<String>,
    values: Vec<Values>,
    kept: Vec<Record>,
    kept_bytes: usize,
    rows: u64,
    blank: Places,
    ragged: Ragged,
}

impl Reading {
    fn new(at: At, mut stream: Stream) -> Result<Self, LogError> {
        let (mut first, mut blank) = (Record::default(), Places::default());
        loop {
            if !stream.next(&mut first).map_err(|error| record_error(error, &at))? {
                return Err(LogError::NotCsv { at, kind: NotCsv::Empty });
            }
            if !first.is_blank() {
                break;
            }
            blank.add(0, first.line, b"");
        }
        let has_header = names_columns(&first);
        let header = Header::new(&first, has_header, false);
        let names: Vec<_> =
            (0..first.width()).map(|place| header.names.get(place).cloned().unwrap_or_default()).collect();
        let values = names.iter().map(|_| Values::new()).collect();
        if !has_header {
            stream.give_back();
        }
        let (kept, ragged, rows) = (Vec::new(), Ragged::default(), blank.count);
        Ok(Self { at, stream, header, has_header, names, values, kept, kept_bytes: 0, rows, blank, ragged })
    }

    /// Reads rows; whether it read all.
    fn read(&mut self, most: Option<u64>) -> Result<bool, LogError> {
        let mut record = Record::default();
        while self.stream.next(&mut record).map_err(|error| record_error(error, &self.at))? {
            if most.is_some_and(|most| self.rows >= most) {
                return Ok(false);
            }
            self.row(&record);
        }
        Ok(true)
    }

    fn row(&mut self, record: &Record) {
        self.rows += 1;
        if record.is_blank() {
            return self.blank.add(0, record.line, b"");
        }
        match self.header.width_of(record) {
            Width::Right => {}
            Width::Short => return self.ragged.short.add(0, record.line, b""),
            Width::Long => return self.ragged.long.add(0, record.line, b""),
        }
        for (place, values) in self.values.iter_mut().enumerate() {
            values.add(record.field(place).trimmed().text(), record.line);
        }
        if self.kept.len() < ROWS && self.kept_bytes < BYTES {
            let kept = record.alone();
            self.kept_bytes += kept.size();
            self.kept.push(kept);
        }
    }

    fn finish(
        self,
        path: &str,
        mut encoding: EncodingGuess,
        delimiter: u8,
        line_ends: Option<LineEnds>,
        whole: bool,
    ) -> Inspection {
        let good = self.rows - self.blank.count - self.ragged.count();
        let columns = self.values.iter().zip(&self.names).enumerate();
        let columns: Vec<_> = columns
            .map(|(place, (values, name))| {
                let (distinct, more) = values.distinct();
                InspectedColumn {
                    position: place + 1,
                    repeated: self.names.iter().filter(|other| *other == name).count() > 1,
                    name: name.clone(),
                    filled: values.filled(),
                    filled_share: ratio(values.filled(), good),
                    markers: values.markers().to_vec(),
                    distinct,
                    more,
                    variety: values.variety(),
                    samples: values.samples().to_vec(),
                    few: values.few(),
                    looks: values.looks(),
                }
            })
            .collect();
        let proposal = roles::Roles::new(&columns, &self.kept).propose();
        let text = self.stream.text();
        let malformed = text.malformed().count;
        if malformed > 0 {
            encoding.sureness = Sureness::Doubtful;
        }
        Inspection {
            path: path.to_owned(),
            bytes: text.bytes(),
            encoding,
            delimiter,
            line_ends,
            has_header: self.has_header,
            rows: self.rows,
            whole,
            blank: self.blank,
            ragged: self.ragged,
            malformed,
            columns,
            proposal,
            sampled: self.kept.len(),
        }
    }
}

/// Whether a first row names columns: no field of it is a time, and hardly any a number.
fn names_columns(first: &Record) -> bool {
    let fields: Vec<_> =
        first.fields().map(|field| field.trimmed().text()).filter(|field| !field.is_empty()).collect();
    let numbers = fields.iter().filter(|field| super::value::number(field).is_some());
    numbers.count() * 2 < fields.len() && !fields.iter().any(|field| super::sniff::is_time(field))
}
