//! What is wrong with the arguments, in Chinese. In English the parser says it.

use crate::render::Language;
use crate::render::wording::errors::{self, Failure};
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::fmt::Write as _;

/// An error of the parser in a language; `None` where the parser's own words are to be shown.
pub(super) fn words(error: &clap::Error, language: Language) -> Option<String> {
    match language {
        Language::En => None,
        Language::Zh => chinese(error),
    }
}

fn chinese(error: &clap::Error) -> Option<String> {
    let argument = text(error, ContextKind::InvalidArg).unwrap_or_default();
    let value = text(error, ContextKind::InvalidValue).unwrap_or_default();
    let mut message = match error.kind() {
        ErrorKind::InvalidValue if value.is_empty() => format!("{argument} 需要一个值"),
        ErrorKind::InvalidValue => format!("{argument} 的值 `{value}` 无效"),
        ErrorKind::ValueValidation => {
            let failure = error.source().and_then(|source| source.downcast_ref::<Failure>());
            let why = failure.map(|failure| failure.in_language(Language::Zh));
            why.map_or_else(|| format!("{argument} 的值 `{value}` 无效"), |why| format!("{argument}：{why}"))
        }
        ErrorKind::UnknownArgument => format!("没有参数 `{argument}`"),
        ErrorKind::InvalidSubcommand => {
            format!("没有命令 `{}`", text(error, ContextKind::InvalidSubcommand)?)
        }
        ErrorKind::NoEquals => format!("{argument} 的值要用 `=` 连接"),
        ErrorKind::TooManyValues => format!("{argument} 的值过多：`{value}`"),
        ErrorKind::TooFewValues | ErrorKind::WrongNumberOfValues => format!("{argument} 的值的个数不对"),
        ErrorKind::ArgumentConflict => match text(error, ContextKind::PriorArg) {
            Some(prior) if prior != argument => format!("{argument} 不能与 {prior} 同时使用"),
            _ => format!("{argument} 只能写一次"),
        },
        ErrorKind::MissingRequiredArgument => format!("缺少参数：{argument}"),
        ErrorKind::MissingSubcommand => "缺少命令".to_owned(),
        ErrorKind::InvalidUtf8 => "参数不是有效的 UTF-8".to_owned(),
        _ => return None,
    };
    let meant = [ContextKind::SuggestedArg, ContextKind::SuggestedValue, ContextKind::SuggestedSubcommand];
    if let Some(meant) = meant.into_iter().find_map(|kind| text(error, kind)) {
        let _ = write!(message, "；是不是指 `{meant}`？");
    } else if let Some(values) = text(error, ContextKind::ValidValue).filter(|values| !values.is_empty()) {
        let _ = write!(message, "；可用的值：{values}");
    }
    let usage = text(error, ContextKind::Usage).unwrap_or_default();
    let usage = usage.trim().trim_start_matches("Usage:").trim();
    let usage = if usage.is_empty() { String::new() } else { format!("\n\n用法：{usage}") };
    Some(format!("{}：{message}{usage}\n\n详见 `--help`。", errors::label(Language::Zh)))
}

/// What the parser knows, as text.
fn text(error: &clap::Error, kind: ContextKind) -> Option<String> {
    match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => Some(texts.join("、")),
        ContextValue::StyledStr(text) => Some(text.to_string()),
        _ => None,
    }
}
