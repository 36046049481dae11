//! What looks like a duration and says how often something is done, or that it is always open.

/// Whether "24-hour" or 24小时 is what a line or desk is called that is always open.
pub(super) fn is_always_open(written: &str, after: &str) -> bool {
    let is_day = [
        "24-hour",
        "24 hour",
        "24hr",
        "24-hr",
        "twenty-four hour",
        "twenty-four-hour",
        "24小时",
        "二十四小时",
    ];
    if !is_day.contains(&written) {
        return false;
    }
    let words: Vec<_> = after.trim_start().splitn(5, |c: char| !c.is_alphanumeric()).take(4).collect();
    let channel =
        ["line", "hotline", "helpline", "phone", "telephone", "desk", "reception", "number", "portal"];
    let near: String = after.chars().take_while(|c| !matches!(c, ',' | '。' | ';' | '内')).take(8).collect();
    let chinese = ["热线", "电话", "客服", "专线", "值班", "值守", "自助", "在线", "线上"];
    words.iter().any(|word| channel.contains(word)) && !written.ends_with('s')
        || chinese.iter().any(|word| near.contains(word))
}

/// Whether a duration says how often or how long something is done: "24 hours a day", 每天8小时.
pub(super) fn is_frequency(before: &str, after: &str) -> bool {
    let each = ["每天", "每日", "全天", "每周", "每月", "每年", "全年", "一天", "一周", "一年"];
    let mut words = after.split_whitespace();
    let per = matches!(words.next(), Some("a" | "an" | "per" | "each" | "every"));
    let span = words.next().unwrap_or_default().trim_end_matches(|c: char| !c.is_alphabetic());
    // "answered within 15 seconds each month" is a limit.
    // "they wait under 30 seconds each month", but "4 hours a quarter" is a sum.
    let of_each = after.trim_start().starts_with("each ") || after.trim_start().starts_with("every ");
    let bounds = ["under", "less than", "at most", "no more than"];
    let is_bound = bounds.iter().any(|word| before.trim_end().ends_with(word)) && of_each && span != "day";
    if is_bound || before.trim_end().ends_with("within") {
        return false;
    }
    each.iter().any(|word| before.trim_end().ends_with(word))
        || per && matches!(span, "day" | "week" | "month" | "quarter" | "year")
}
