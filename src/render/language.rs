//! The languages in which the program speaks.

use crate::model::Weekday;

/// A language of the program.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Chinese, in simplified characters.
    Zh,
}

impl Language {
    /// The tag of `--lang` and of definitions.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::En => "en",
            Self::Zh => "zh",
        }
    }

    /// The short name of a weekday.
    pub(super) fn weekday(self, weekday: Weekday) -> &'static str {
        let (english, chinese) = [
            ("Mon", "周一"),
            ("Tue", "周二"),
            ("Wed", "周三"),
            ("Thu", "周四"),
            ("Fri", "周五"),
            ("Sat", "周六"),
            ("Sun", "周日"),
        ][weekday.index()];
        match self {
            Self::En => english,
            Self::Zh => chinese,
        }
    }

    /// The language of a locale such as `zh_CN.UTF-8`; `None` for one that says nothing (`C`, `POSIX`)
    /// or that the program does not speak.
    pub fn from_locale(locale: &str) -> Option<Self> {
        let language = locale.split(['_', '-', '.', '@']).next().unwrap_or_default();
        language.to_ascii_lowercase().parse().ok()
    }
}

impl std::str::FromStr for Language {
    type Err = UnknownLanguage;

    fn from_str(tag: &str) -> Result<Self, UnknownLanguage> {
        match tag {
            "en" => Ok(Self::En),
            "zh" => Ok(Self::Zh),
            _ => Err(UnknownLanguage(tag.to_owned())),
        }
    }
}

/// A language that the program does not speak.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("no language `{0}`; there are `en` and `zh`")]
pub struct UnknownLanguage(String);

#[cfg(test)]
mod tests {
    use super::Language;

    #[test]
    fn locales() {
        assert_eq!(Language::from_locale("zh_CN.UTF-8"), Some(Language::Zh));
        assert_eq!(Language::from_locale("zh-TW"), Some(Language::Zh));
        assert_eq!(Language::from_locale("en_GB"), Some(Language::En));
        assert_eq!(Language::from_locale("C.UTF-8"), None);
        assert_eq!(Language::from_locale("de_DE.UTF-8"), None);
        assert_eq!(
            "de".parse::<Language>().unwrap_err().to_string(),
            "no language `de`; there are `en` and `zh`"
        );
    }
}
