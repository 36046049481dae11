//! The names of a file's columns, and where in a row the columns are that are asked for.
//!
//! It knows one file: the next may have its columns in another order. It must not read rows.

use super::cells::{Cell, Fields as _, Rows};
use super::error::{At, LogError, NoTable, UnknownColumn};
use super::needs::Columns;
use super::records::Record;
use super::value::{Missing, trim};
use crate::model::{Column, ColumnRef, ColumnSource, nearest};

/// The columns of a file.
#[derive(Clone, Debug)]
pub(super) struct Header {
    /// Trimmed; none where the file has no header.
    pub(super) names: Vec<String>,
    /// How many columns there are.
    pub(super) width: usize,
    /// Columns up to the last that has a name: a row may leave out what follows.
    least: usize,
    has_names: bool,
    /// Whether names that differ in case are the same.
    fold: bool,
    /// The encoding that the file probably has, if it is not the one it is read in.
    pub(super) probably: Option<&'static str>,
}

/// Whether a row has as many fields as the header.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Width {
    Right,
    Short,
    Long,
}

/// Where a column is in the rows of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Where {
    Field(usize),
    Made(Made),
}

/// How a column is made of fields.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Made {
    Part { field: usize, split: Vec<u8>, part: usize },
    Join { fields: Vec<usize>, with: Vec<u8> },
}

/// Where all columns that are needed are in the rows of a file.
#[derive(Clone, Debug)]
pub(super) struct Layout {
    pub(super) times: Vec<Where>,
    pub(super) durations: Vec<Where>,
    pub(super) numbers: Vec<Where>,
    pub(super) attributes: Vec<Where>,
    /// The names of the cases, where they are needed and the log has a column for them.
    pub(super) case: Option<Where>,
    /// By field of a row: whether any of them is made of it.
    pub(super) read: Vec<bool>,
}

impl Header {
    /// From the first row, which names the columns unless `has_names` is false.
    pub(super) fn new(first: &Record, has_names: bool, fold: bool) -> Self {
        let width = first.width();
        if !has_names {
            return Self { names: Vec::new(), width, least: width, has_names, fold, probably: None };
        }
        let name = |field: Cell<'_>| String::from_utf8_lossy(field.trimmed().text()).into_owned();
        let names: Vec<_> = first.fields().map(name).collect();
        let least = names.iter().rposition(|name| !name.is_empty()).map_or(0, |last| last + 1);
        Self { names, width, least, has_names, fold, probably: None }
    }

    /// Compares the fields of a row with it. Empty fields beyond the last column are no fault.
    pub(super) fn width_of(&self, record: &Record) -> Width {
        if record.width() < self.least {
            Width::Short
        } else if (self.width..record.width()).any(|place| !record.field(place).trimmed().text().is_empty()) {
            Width::Long
        } else {
            Width::Right
        }
    }

    /// How many fields a row has, and how many it should have.
    pub(super) fn fields_of(&self, record: &Record) -> String {
        format!("{} of {} fields", record.width(), self.width)
    }

    /// The fields of a row with the names of their columns; a column without one goes by its place.
    pub(super) fn titled(&self, record: &Record) -> Vec<(String, String)> {
        let name = |place: usize| {
            let name = self.names.get(place).filter(|name| !name.is_empty());
            name.cloned().unwrap_or_else(|| (place + 1).to_string())
        };
        let fields = record.fields().enumerate();
        fields
            .map(|(place, field)| (name(place), String::from_utf8_lossy(field.trimmed().text()).into_owned()))
            .collect()
    }

    /// Finds all columns that are needed.
    pub(super) fn layout(
        &self,
        columns: &Columns,
        case: Option<&Column>,
        at: &At,
    ) -> Result<Layout, LogError> {
        let all = |list: &[super::Needed]| {
            list.iter().map(|needed| self.find(&needed.column, at)).collect::<Result<Vec<_>, _>>()
        };
        let mut layout = Layout {
            times: all(&columns.times)?,
            durations: all(&columns.durations)?,
            numbers: all(&columns.numbers)?,
            attributes: all(&columns.attributes)?,
            case: case.filter(|_| columns.case()).map(|case| self.find(case, at)).transpose()?,
            read: vec![false; self.width],
        };
        let Layout { times, durations, numbers, attributes, case, read } = &mut layout;
        let all = [times, durations, numbers, attributes].into_iter().flat_map(|columns| columns.iter());
        for &field in all.chain(case.as_ref()).flat_map(Where::fields) {
            read[field] = true;
        }
        Ok(layout)
    }

    fn find(&self, column: &Column, at: &At) -> Result<Where, LogError> {
        Ok(match &column.source {
            ColumnSource::Name(name) => Where::Field(self.place(name, at)?),
            ColumnSource::Position(position) => Where::Field(self.at_position(*position, at)?),
            ColumnSource::Part { from, split, part } => {
                let field = self.column(from, at)?;
                Where::Made(Made::Part { field, split: split.as_bytes().to_vec(), part: *part })
            }
            ColumnSource::Join { columns, with } => {
                let fields =
                    columns.iter().map(|column| self.column(column, at)).collect::<Result<_, _>>()?;
                Where::Made(Made::Join { fields, with: with.as_bytes().to_vec() })
            }
        })
    }

    fn column(&self, column: &ColumnRef, at: &At) -> Result<usize, LogError> {
        match column {
            ColumnRef::Name(name) => self.place(name, at),
            ColumnRef::Position(position) => self.at_position(*position, at),
        }
    }

    fn at_position(&self, position: usize, at: &At) -> Result<usize, LogError> {
        let place = position.checked_sub(1).filter(|&place| place < self.width);
        place.ok_or_else(|| LogError::UnknownPosition { at: at.clone(), position, width: self.width })
    }

    /// Whether a column has this name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.places(name).next().is_some()
    }

    fn places<'h>(&'h self, name: &'h str) -> impl Iterator<Item = usize> + 'h {
        let name = name.trim();
        let same =
            move |other: &str| other == name || (self.fold && other.to_lowercase() == name.to_lowercase());
        let names = self.names.iter().enumerate();
        names.filter(move |(_, other)| !other.is_empty() && same(other)).map(|(place, _)| place)
    }

    fn place(&self, name: &str, at: &At) -> Result<usize, LogError> {
        if !self.has_names {
            return Err(LogError::NoNames { at: at.clone(), column: name.to_owned() });
        }
        let places: Vec<_> = self.places(name).collect();
        match places[..] {
            [place] => Ok(place),
            [] => Err(LogError::UnknownColumn(Box::new(self.unknown(name, at)))),
            _ => {
                let positions = places.iter().map(|place| place + 1).collect();
                Err(LogError::RepeatedColumn { at: at.clone(), column: name.to_owned(), positions })
            }
        }
    }

    fn unknown(&self, name: &str, at: &At) -> UnknownColumn {
        let names = self.names.iter().map(String::as_str).filter(|name| !name.is_empty());
        UnknownColumn {
            at: at.clone(),
            column: name.to_owned(),
            suggestion: nearest(name, names).map(str::to_owned),
            columns: self.names.clone(),
            delimiter: self.other_delimiter(),
            encoding: self.other_encoding(),
        }
    }

    /// Why its names can hardly be those of columns: there is one alone, and it is not among those that
    /// somebody could ask for, or they hold what is no text.
    pub(super) fn doubt(&self, at: &At, is_known: &dyn Fn(&str) -> bool) -> Option<NoTable> {
        /// Characters of the row that are shown.
        const SHOWN: usize = 60;
        let is_text = |name: &String| !name.contains(|c: char| c == '\u{fffd}' || c.is_control());
        let is_one = matches!(&self.names[..], [only] if !is_known(only));
        (self.has_names && (is_one || !self.names.iter().all(is_text))).then(|| {
            let row = self.names.join(",");
            let cut =
                row.char_indices().nth(SHOWN).map_or(row.clone(), |(end, _)| format!("{}…", &row[..end]));
            NoTable {
                at: at.clone(),
                row: cut,
                delimiter: self.other_delimiter(),
                encoding: self.other_encoding(),
            }
        })
    }

    /// A delimiter that the only name is full of.
    fn other_delimiter(&self) -> Option<char> {
        match &self.names[..] {
            [only] => [';', '\t', '|', ','].into_iter().find(|&delimiter| only.contains(delimiter)),
            _ => None,
        }
    }

    /// The encoding of names that could not be decoded.
    fn other_encoding(&self) -> Option<&'static str> {
        let malformed = self.names.iter().any(|name| name.contains('\u{fffd}'));
        malformed.then(|| self.probably.unwrap_or("gb18030"))
    }
}

impl Where {
    /// The trimmed text of the column in one of some rows. Parts of a joined column that are missing are
    /// left out; `scratch` holds what has to be put together.
    #[inline]
    pub(super) fn cell<'r>(
        &self,
        rows: &'r impl Rows,
        row: usize,
        missing: &Missing,
        scratch: &'r mut Vec<u8>,
    ) -> Cell<'r> {
        match self {
            Self::Field(place) => rows.cell(row, *place).trimmed(),
            Self::Made(made) => made.cell(rows, row, missing, scratch),
        }
    }

    /// Gives the text of the column in each of some rows, which may have spaces around it. What takes it
    /// is to be inlined always: to hand a cell over in memory costs more than what most do with it.
    #[inline]
    pub(super) fn each(
        &self,
        rows: &impl Rows,
        missing: &Missing,
        scratch: &mut Vec<u8>,
        mut take: impl FnMut(usize, Cell<'_>),
    ) {
        match self {
            Self::Field(place) => rows.each(*place, take),
            Self::Made(made) => made.each(rows, missing, scratch, &mut take),
        }
    }
}

impl Where {
    /// The fields that it is made of.
    fn fields(&self) -> &[usize] {
        match self {
            Self::Field(field) | Self::Made(Made::Part { field, .. }) => std::slice::from_ref(field),
            Self::Made(Made::Join { fields, .. }) => fields,
        }
    }
}

impl Made {
    /// Out of the way of the columns that are fields.
    #[inline(never)]
    fn each(
        &self,
        rows: &impl Rows,
        missing: &Missing,
        scratch: &mut Vec<u8>,
        take: &mut dyn FnMut(usize, Cell<'_>),
    ) {
        for row in 0..rows.count() {
            take(row, self.cell(rows, row, missing, scratch));
        }
    }

    fn cell<'r>(
        &self,
        rows: &'r impl Rows,
        row: usize,
        missing: &Missing,
        scratch: &'r mut Vec<u8>,
    ) -> Cell<'r> {
        match self {
            Self::Part { field, split, part } => {
                trim(cut(rows.cell(row, *field).text(), split, *part)).into()
            }
            Self::Join { fields, with } => {
                scratch.clear();
                for part in fields.iter().map(|&place| rows.cell(row, place).trimmed().text()) {
                    if missing.is(part) {
                        continue;
                    }
                    if !scratch.is_empty() {
                        scratch.extend_from_slice(with);
                    }
                    scratch.extend_from_slice(part);
                }
                trim(scratch).into()
            }
        }
    }
}

/// The part at a place counted from 1; empty where there are fewer.
fn cut<'t>(text: &'t [u8], split: &[u8], part: usize) -> &'t [u8] {
    let find = |text: &[u8]| text.windows(split.len().max(1)).position(|window| window == split);
    let mut rest = text;
    for _ in 1..part {
        match find(rest) {
            Some(at) => rest = &rest[at + split.len()..],
            None => return &[],
        }
    }
    &rest[..find(rest).unwrap_or(rest.len())]
}

#[cfg(test)]
mod tests {
    use super::cut;

    #[test]
    fn packed_values_are_cut() {
        let text = b"C004734 / Sales / Felipa Vlahos";
        let part = |part| std::str::from_utf8(cut(text, b" / ", part)).unwrap();
        assert_eq!([part(1), part(2), part(3), part(4)], ["C004734", "Sales", "Felipa Vlahos", ""]);
        assert_eq!(cut(b"a", b"", 1), b"a");
        assert_eq!(cut(b"a", b"", 2), b"");
        assert_eq!(cut(b"", b"-", 1), b"");
    }
}
