//! The words of appraisals. They invite to look, and judge nobody.

use crate::render::Language;
use crate::report::appraisal::{AT_ONCE, SECONDS, SignalKind, Untold};

fn pick(language: Language, english: &'static str, chinese: &'static str) -> &'static str {
    match language {
        Language::En => english,
        Language::Zh => chinese,
    }
}

/// The heading.
pub fn heading(language: Language, by: &str, as_of: Option<&str>) -> String {
    match (language, as_of) {
        (Language::En, Some(as_of)) => format!("Appraisal by {by} as of {as_of}"),
        (Language::En, None) => format!("Appraisal by {by}"),
        (Language::Zh, Some(as_of)) => format!("按 {by} 评估，截至 {as_of}"),
        (Language::Zh, None) => format!("按 {by} 评估"),
    }
}

/// What it is for.
pub fn purpose(language: Language) -> &'static str {
    pick(
        language,
        "For looking together at work, not for ranking people: groups stand by name, and only what is more than chance is told.",
        "用于共同查看工作情况，不用于给人排名：各组按名称排列，只说明超出偶然的差异。",
    )
}

/// The heading of standards.
pub fn standards(language: Language) -> &'static str {
    pick(language, "Standards behind them", "承诺背后的服务标准")
}

/// Where a target has no group that can be shown.
pub fn no_groups(language: Language) -> &'static str {
    pick(language, "no group that can be shown", "没有可以列出的分组")
}

/// A target that promises no share of cases.
pub fn statistic(language: Language, place: usize) -> String {
    match language {
        Language::En => format!("target {place} promises no share of cases: not compared"),
        Language::Zh => format!("目标 {place} 承诺的不是达成率，不作比较"),
    }
}

/// The columns of the table, behind the one of the groups.
pub fn columns(language: Language) -> [&'static str; 7] {
    match language {
        Language::En => {
            ["cases", "attained", "95% interval", "breached", "expected", "difference", "adjusted"]
        }
        Language::Zh => ["个案", "达成率", "95% 区间", "未按时", "预期", "差", "调整后"],
    }
}

/// Cases without a value.
pub fn nothing(language: Language) -> &'static str {
    pick(language, "(none)", "（无）")
}

/// Groups with too few cases, together.
pub fn others(language: Language, groups: usize) -> String {
    match language {
        Language::En => format!("others ({groups} groups)"),
        Language::Zh => format!("其他（{groups} 组）"),
    }
}

/// Groups that even together have too few cases, or of which there is one alone.
pub fn withheld(language: Language, groups: usize, min_cases: u64) -> String {
    match language {
        Language::En if groups == 1 => format!("1 group with fewer than {min_cases} cases is left out"),
        Language::En => format!("{groups} groups with fewer than {min_cases} cases are left out"),
        Language::Zh => format!("个案少于 {min_cases} 件的 {groups} 组不列出，也不计入"),
    }
}

/// Within which classes groups are compared.
pub fn mix(language: Language, columns: &[String]) -> String {
    match (language, columns) {
        (Language::En, []) => "compared without classes of cases".to_owned(),
        (Language::En, columns) => format!("compared within classes of {}", columns.join(", ")),
        (Language::Zh, []) => "未区分个案类别".to_owned(),
        (Language::Zh, columns) => format!("按 {} 分类，同类相比", columns.join("、")),
    }
}

/// What stands before the test that knows no classes.
pub fn before_mix(language: Language, test: &str) -> String {
    match language {
        Language::En => format!("case mix not considered: {test}"),
        Language::Zh => format!("不考虑个案构成：{test}"),
    }
}

/// That part of a group's cases has no others to be compared with.
pub fn alone(language: Language, group: &str, cases: u64, of: u64) -> String {
    match language {
        Language::En => format!("{group}: {cases} of {of} cases are in classes that no other group has"),
        Language::Zh => format!("{group}：{of} 件中有 {cases} 件属于其他组没有的类别"),
    }
}

/// Whether chance explains something: alone, and among all tests.
fn chances(language: Language, p: f64, corrected: f64) -> String {
    let told = |p: f64| if p < 0.0001 { "< 0.0001".to_owned() } else { format!("= {p:.4}") };
    match language {
        Language::En => format!("p {}, among all tests {}", told(p), told(corrected)),
        Language::Zh => format!("p {}，计入全部检验后 {}", told(p), told(corrected)),
    }
}

/// A group that differs by more than chance.
pub fn differs(
    language: Language,
    group: &str,
    (breached, expected): (u64, f64),
    (p, corrected): (f64, f64),
) -> String {
    let chances = chances(language, p, corrected);
    match language {
        Language::En => {
            format!(
                "look at {group}: {breached} breached where its cases let expect {expected:.1} ({chances})"
            )
        }
        Language::Zh => {
            format!("请查看 {group}：未按时 {breached} 件，按其个案构成预期 {expected:.1} 件（{chances}）")
        }
    }
}

/// That so many groups differ that they hardly do the same work.
pub fn unlike(language: Language, differing: usize, groups: usize) -> String {
    match language {
        Language::En => format!(
            "{differing} of {groups} groups differ by more than chance: their work is hardly alike; say by --mix what tells their cases apart, before you look at any of them"
        ),
        Language::Zh => format!(
            "{groups} 组中有 {differing} 组的差异超出偶然：各组的工作多半并不相同；请先用 --mix 指明区分个案的列，再查看具体分组"
        ),
    }
}

/// The name of a signal.
pub fn signal(language: Language, kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::JustUnder => pick(language, "just under the limit", "恰在限值之内"),
        SignalKind::LatePause => pick(language, "pause just before the limit", "临近限值时暂停"),
        SignalKind::Reopened => pick(language, "reopened at once", "办结后随即重开"),
        SignalKind::WithinSeconds => pick(language, "within seconds", "数秒内办结"),
    }
}

/// A signal of a group: what was found, and what was to be expected.
pub fn seen(
    language: Language,
    (kind, group): (SignalKind, &str),
    (found, of, expected): (u64, u64, f64),
    (p, corrected): (f64, f64),
) -> String {
    let chances = chances(language, p, corrected);
    let minutes = AT_ONCE / 60;
    let what = match (language, kind) {
        (Language::En, SignalKind::JustUnder) => format!(
            "{found} of the {of} cases around the limit ended in its last 5%, where those on both sides let expect {expected:.1}"
        ),
        (Language::En, SignalKind::LatePause) => format!(
            "{found} of {of} pauses of the second half of the limit began in its last 10%, where an even rate lets expect {expected:.1}"
        ),
        (Language::En, SignalKind::Reopened) => format!(
            "{found} of {of} stops were followed by something within {minutes} minutes, where all groups together let expect {expected:.1}"
        ),
        (Language::En, SignalKind::WithinSeconds) => format!(
            "{found} of {of} cases ended within {SECONDS} seconds, where all groups together let expect {expected:.1}"
        ),
        (Language::Zh, SignalKind::JustUnder) => format!(
            "限值前后的 {of} 件中有 {found} 件在限值的最后 5% 内办结，按两侧的个案预期 {expected:.1} 件"
        ),
        (Language::Zh, SignalKind::LatePause) => {
            format!("限值后半段的 {of} 次暂停中有 {found} 次始于最后 10%，按均匀的频率预期 {expected:.1} 次")
        }
        (Language::Zh, SignalKind::Reopened) => {
            format!("{of} 件办结中有 {found} 件在 {minutes} 分钟内又有后续，按全部分组预期 {expected:.1} 件")
        }
        (Language::Zh, SignalKind::WithinSeconds) => {
            format!("{of} 件中有 {found} 件在 {SECONDS} 秒内办结，按全部分组预期 {expected:.1} 件")
        }
    };
    let signal = signal(language, kind);
    match language {
        Language::En => format!("look at {group}, {signal}: {what} ({chances})"),
        Language::Zh => format!("请查看 {group}，{signal}：{what}（{chances}）"),
    }
}

/// What may explain a signal without anybody's fault.
pub fn innocent(language: Language, kind: SignalKind) -> &'static str {
    match kind {
        SignalKind::JustUnder => pick(
            language,
            "may well be: a work list by due time, a reminder before the limit, times written in round figures",
            "常见的正当原因：按到期时间安排工作、限值前有提醒、时间取整登记",
        ),
        SignalKind::LatePause => pick(
            language,
            "may well be: a check before the limit that finds what the customer still has to send",
            "常见的正当原因：限值前的核查发现仍需客户补充材料",
        ),
        SignalKind::Reopened => pick(
            language,
            "may well be: thanks, surveys and closing rows that follow a stop by themselves",
            "常见的正当原因：办结后自动产生的致谢、回访或归档记录",
        ),
        SignalKind::WithinSeconds => pick(
            language,
            "may well be: cases entered after the work was done, or known answers",
            "常见的正当原因：办完后补录，或已有现成答复",
        ),
    }
}

/// What stands before the first cases to look at.
pub fn examples(language: Language, places: &[String]) -> String {
    match language {
        Language::En => format!("first of them: {}", places.join(", ")),
        Language::Zh => format!("最先的几件：{}", places.join("，")),
    }
}

/// How many signals were tested where none of them is more than chance.
pub fn no_signal(language: Language, tests: usize) -> String {
    match language {
        Language::En if tests == 1 => "1 signal tested, which is no more than chance".to_owned(),
        Language::En => format!("{tests} signals tested, none is more than chance"),
        Language::Zh => format!("检验了 {tests} 项迹象，均未超出偶然"),
    }
}

/// A signal that cannot be told, and why; of how many groups, where it is not of all.
pub fn untold(language: Language, kind: SignalKind, why: Untold, groups: Option<usize>) -> String {
    let reason = match (language, why) {
        (Language::En, Untold::NoHours) => "the target has no limit in hours".to_owned(),
        (Language::En, Untold::NoPauses) => "the log says of no pause when it began".to_owned(),
        (Language::En, Untold::NoEvents) => "the log has no row for what follows a stop".to_owned(),
        (Language::En, Untold::NoTimes) => "there is no start and stop with a time of day".to_owned(),
        (Language::En, Untold::Coarse(step)) => {
            format!("times stand in steps of {step} s, too coarse for the limit")
        }
        (Language::En, Untold::Few) => "too few cases that could show it".to_owned(),
        (Language::Zh, Untold::NoHours) => "目标没有以小时计的限值".to_owned(),
        (Language::Zh, Untold::NoPauses) => "日志没有暂停的开始时间".to_owned(),
        (Language::Zh, Untold::NoEvents) => "日志没有办结之后的记录".to_owned(),
        (Language::Zh, Untold::NoTimes) => "没有带时刻的开始和结束时间".to_owned(),
        (Language::Zh, Untold::Coarse(step)) => format!("时间以 {step} 秒为单位登记，相对限值过粗"),
        (Language::Zh, Untold::Few) => "可供判断的个案太少".to_owned(),
    };
    let signal = signal(language, kind);
    match (language, groups) {
        (Language::En, None) => format!("{signal} ({reason})"),
        (Language::En, Some(1)) => format!("{signal} of 1 group ({reason})"),
        (Language::En, Some(groups)) => format!("{signal} of {groups} groups ({reason})"),
        (Language::Zh, None) => format!("{signal}（{reason}）"),
        (Language::Zh, Some(groups)) => format!("{groups} 组的{signal}（{reason}）"),
    }
}

/// What stands before that.
pub fn not_told(language: Language, signals: &[String]) -> String {
    match language {
        Language::En => format!("cannot be told: {}", signals.join(", ")),
        Language::Zh => format!("无法判断：{}", signals.join("，")),
    }
}

/// That columns of a table are left out for want of width.
pub fn left_out(language: Language, columns: &[&str]) -> String {
    match language {
        Language::En => format!("(left out for want of width: {})", columns.join(", ")),
        Language::Zh => format!("（宽度不足，略去：{}）", columns.join("、")),
    }
}
