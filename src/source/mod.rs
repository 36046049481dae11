//! Texts of definition files, places in them, and one spanned tree for TOML and YAML.
//!
//! This layer knows characters and syntax. It must not know what a commitment is, and it makes no
//! findings: it reports [`SyntaxError`]s as data, which the model turns into findings.

mod beginning;
mod comments;
mod convert;
pub mod edit;
pub mod fields;
pub mod files;
mod format;
pub mod ics;
mod node;
mod position;
pub mod scalar;
mod span;
mod toml;
mod yaml;

pub use beginning::{beginning, extent};
pub use comments::comments;
pub use convert::{ConvertError, convert};
pub use edit::Edit;
pub use format::{FormatError, format, same_values};
pub use node::{Entry, Node, Value};
pub use position::locate;
pub use span::{FileId, LineColumn, SourceFile, Sources, Span, Spanned};

/// The largest definition file that is read, in bytes. A commitment takes about 2 KiB, so this is
/// a thousand of them in one file; the bound keeps memory small on files that are no definitions.
pub const MAX_FILE_BYTES: usize = 2 * 1024 * 1024;

/// The syntax of a definition file, by its extension.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Syntax {
    /// `.toml`
    Toml,
    /// `.yaml` and `.yml`
    Yaml,
}

impl Syntax {
    /// The syntax of a path by its extension, if it is one that definitions may have.
    pub fn of_path(path: &std::path::Path) -> Option<Self> {
        match path.extension()?.to_str()? {
            "toml" => Some(Self::Toml),
            "yaml" | "yml" => Some(Self::Yaml),
            _ => None,
        }
    }
}

/// What is wrong with the syntax of a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// Where.
    pub span: Span,
    /// What.
    pub kind: SyntaxErrorKind,
}

/// The kinds of syntax errors that get a wording and a hint of their own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum SyntaxErrorKind {
    /// What the parser says, in its own (English) words.
    Parser(Syntax, String),
    /// A key stands twice in one table; the span is the second, `first` the first where known.
    DuplicateKey {
        /// The key.
        key: String,
        /// Where it stood first, if the parser tells.
        first: Option<Span>,
    },
    /// A full-width `：` where YAML wants `: `.
    FullWidthColon,
    /// A full-width mark such as `＝` or `“` where TOML wants its ASCII form.
    FullWidthMark(char),
    /// Text without quotes in TOML, as written.
    Unquoted(String),
    /// Nothing after a key's `=` in TOML.
    NoValue,
    /// A key of TOML without `=`, as in YAML's `key: value` or a line of prose.
    NoEquals,
    /// A quote that is opened and not closed on its line.
    UnclosedQuote,
    /// A bracket that is opened and not closed.
    UnclosedBracket,
    /// A tab in the indentation of YAML.
    Tab,
    /// Indentation that fits neither the line above nor any level around it.
    Indentation,
    /// A `: ` inside a plain text of YAML, which must then be quoted.
    ColonInText,
    /// A plain text of YAML that begins with a character of the syntax.
    ReservedStart(char),
    /// An alias of an anchor that does not exist.
    UnknownAnchor,
    /// A control character, such as NUL.
    ControlCharacter(char),
    /// Tables or lists nested deeper than the parser allows.
    TooDeep,
    /// Aliases that expand to more nodes than allowed.
    TooManyAliases,
    /// An alias inside the value that it repeats.
    RecursiveAlias,
    /// A second document in one YAML file.
    SecondDocument,
    /// A key of a YAML mapping that is itself a list or a mapping.
    ComplexKey,
    /// Bytes that are not UTF-8.
    NotUtf8 {
        /// UTF-16 by its byte order mark or its zero bytes: the hint then names it.
        utf16: bool,
    },
    /// The file is larger than [`MAX_FILE_BYTES`].
    TooLarge {
        /// Its size in bytes.
        bytes: u64,
    },
}

/// A print of bytes: 32 hexadecimal digits that stay the same from version to version. FNV-1a: nobody
/// gains by making two things look the same, so it need not resist that.
pub fn fingerprint(bytes: impl IntoIterator<Item = u8>) -> String {
    let hash = bytes.into_iter().fold(0x6c62_272e_07bb_0142_62b8_2175_6295_c58d_u128, |hash, byte| {
        (hash ^ u128::from(byte)).wrapping_mul(0x0100_0000_0000_0000_0000_013b)
    });
    format!("{hash:032x}")
}

/// Parses the text of a file of `sources` into a tree. Errors do not stop it where the parser can
/// recover; where nothing can be read the tree is `None`.
pub fn parse(sources: &Sources, file: FileId, syntax: Syntax) -> (Option<Node<'_>>, Vec<SyntaxError>) {
    match syntax {
        Syntax::Toml => toml::parse(sources, file),
        Syntax::Yaml => yaml::parse(sources, file),
    }
}
