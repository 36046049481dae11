//! One file per output format, and the wording of every message in each language.

pub mod report;

/// x
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// x
    En,
    /// x
    Zh,
}
impl Language {
    /// x
    pub fn tag(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }
    /// x
    pub fn of_locale(l: &str) -> Option<Self> {
        l.starts_with("zh").then_some(Self::Zh)
    }
}
