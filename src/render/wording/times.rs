//! The words for two clocks side by side: what a promise counts, and what the customer felt.

use crate::render::Language;
use crate::tally::Times;

/// What customers felt and what became of it, to the second; what is nothing is left out.
pub fn times(language: Language, times: &Times) -> String {
    let parts = [
        (times.counted, "counted", "计入"),
        (times.closed, "closed", "非服务时间"),
        (times.paused, "paused", "暂停"),
        (times.excluded, "excluded", "除外"),
    ];
    let parts = parts.into_iter().filter(|(seconds, ..)| *seconds != 0);
    let parts: Vec<_> = parts
        .map(|(seconds, english, chinese)| match language {
            Language::En => format!("{} {english}", exact(seconds)),
            Language::Zh => format!("{chinese} {}", exact(seconds)),
        })
        .collect();
    let (felt, parts) = (exact(times.felt()), parts.join(" + "));
    match language {
        Language::En => format!("customers felt {felt} = {parts}"),
        Language::Zh => format!("客户感受到的时间 {felt} = {parts}"),
    }
}

/// Hours, minutes and seconds, as far as there are any: `812h05m10s`, `4h`, `0s`.
fn exact(seconds: i128) -> String {
    let (hours, minutes, rest) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    match (hours, minutes, rest) {
        (0, 0, _) => format!("{rest}s"),
        (0, _, 0) => format!("{minutes}m"),
        (0, ..) => format!("{minutes}m{rest:02}s"),
        (_, 0, 0) => format!("{hours}h"),
        (.., 0) => format!("{hours}h{minutes:02}m"),
        _ => format!("{hours}h{minutes:02}m{rest:02}s"),
    }
}

#[cfg(test)]
mod tests {
    use super::exact;

    #[test]
    fn nothing_is_rounded() {
        let shown = [0, 59, 60, 61, 3600, 3660, 3661, 2_923_510].map(exact);
        assert_eq!(shown, ["0s", "59s", "1m", "1m01s", "1h", "1h01m", "1h01m01s", "812h05m10s"]);
    }
}
