//! The words for what a period that is not over can still become, in each language.

use crate::render::Language;
use crate::report::{Forecast, Outlook};

/// Misses that are still allowed, and the forecast.
pub fn outlook(language: Language, period: &str, outlook: &Outlook) -> String {
    let Outlook { expected, misses_allowed, forecast } = outlook;
    let is_forecast = forecast.is_some();
    let among = match language {
        Language::En if is_forecast => format!("the {expected} cases expected"),
        Language::En => format!("the {expected} cases so far"),
        Language::Zh if is_forecast => format!("预计 {expected} 件"),
        Language::Zh => format!("目前 {expected} 件"),
    };
    let allowed = match (language, misses_allowed) {
        (Language::En, None) => format!("{period}: out of reach among {among}"),
        (Language::En, Some(0)) => format!("{period}: no miss still allowed among {among}"),
        (Language::En, Some(1)) => format!("{period}: 1 miss still allowed among {among}"),
        (Language::En, Some(most)) => format!("{period}: {most} misses still allowed among {among}"),
        (Language::Zh, None) => format!("{period}：按{among}计，已无法达成"),
        (Language::Zh, Some(most)) => format!("{period}：按{among}计，还可再有 {most} 件未按时"),
    };
    forecast.as_ref().map_or_else(|| allowed.clone(), |told| allowed.clone() + &forecast_of(language, told))
}

fn forecast_of(language: Language, forecast: &Forecast) -> String {
    let Forecast { like: [first, last], attainment, interval: (low, high) } = forecast;
    let [attainment, low, high] = [attainment, low, high].map(|share| format!("{:.1}", share * 100.0));
    match language {
        Language::En => {
            format!("; forecast {attainment}% ({low}–{high}%) if the rest goes as {first} to {last} did")
        }
        Language::Zh => {
            format!("；如果余下的与 {first} 至 {last} 一样，预测为 {attainment}%（{low}–{high}%）")
        }
    }
}
