//! The rules that compare facts of texts with fields: what they find, what only looks like it, and
//! what their fixes write.

use crate::folder::Folder;
use promise::finding::Fix;

/// A commitment on a clock `k` with a calendar `c` of office hours, and these targets.
fn definition(text: &str, targets: &[&str], rest: &str) -> String {
    let targets: Vec<_> = targets.iter().map(|target| format!("[[commitment.target]]\n{target}\n")).collect();
    let targets = targets.concat();
    format!(
        "[[commitment]]\nid = \"c\"\n{text}\n{targets}{rest}\n\
         [[clock]]\nid = \"k\"\nstart = \"received\"\nstop = \"done\"\ncalendar = \"c\"\n\
         [[clock]]\nid = \"always\"\nstart = \"received\"\nstop = \"done\"\n\
         [[calendar]]\nid = \"c\"\ntimezone = \"Asia/Shanghai\"\n\
         hours = {{ mon-fri = [\"09:00-12:00\", \"13:00-18:00\"] }}\nyears = 2026\n"
    )
}

/// The words that a rule finds, and the fixes of its findings.
fn check(code: &str, definition: &str) -> Vec<(String, Option<Fix>)> {
    let checked = Folder::new().file("a.toml", definition).check(&[code]);
    let shown = |finding: &promise::finding::Finding| {
        assert_eq!(finding.code.code, code, "{:?}", finding.message);
        assert_eq!(finding.definition.as_deref(), Some("c"));
        let words = checked.sources.text(finding.span).trim_matches('"').to_owned();
        (words, finding.fix.clone())
    };
    checked.outcome.findings.iter().map(shown).collect()
}

fn words(code: &str, definition: &str) -> Vec<String> {
    check(code, definition).into_iter().map(|(words, _)| words).collect()
}

fn text(text: &str) -> String {
    format!("text = '''{text}'''")
}

/// The words that a rule finds in a text with these targets.
#[track_caller]
fn assert_found(code: &str, targets: &[&str], cases: &[(&str, &[&str])]) {
    for (prose, expected) in cases {
        assert_eq!(words(code, &definition(&text(prose), targets, "")), *expected, "{code} {prose}");
    }
}

/// What the one finding's fix writes, and whether it is safe.
#[track_caller]
fn fix(code: &str, definition: &str) -> Option<(bool, String)> {
    let found = check(code, definition);
    assert_eq!(found.len(), 1, "{found:?}");
    let fix = found[0].1.as_ref()?;
    assert_eq!(fix.edits.len(), 1);
    Some((fix.safe, fix.edits[0].text.clone()))
}

const NOTHING: &[&str] = &[];
const DAY: &str = "clock = \"always\"\nwithin = \"24h\"";
const WORKING_DAYS: &str = "clock = \"k\"\nwithin = \"3 business days\"";
const SHARE: &str = "clock = \"always\"\nwithin = \"24h\"\nshare = \"95%\"\nper = \"month\"";

#[test]
fn the_limit_of_the_text_is_the_targets_in_number_and_kind() {
    assert_found(
        "CON001",
        &[DAY],
        &[
            ("We answer within 24 hours.", NOTHING),
            ("自受理起２４小时内答复。", NOTHING),
            ("自受理起二十四小时内答复。", NOTHING),
            ("办结时限：24小时", NOTHING),
            ("We answer within 20 to 24 hours.", NOTHING),
            ("We answer within 48 hours.", &["48 hours"]),
            ("We answer within 1 day.", &["1 day"]),
            ("We answer within 24 business hours.", &["24 business hours"]),
            ("48小时送达", &["48小时"]),
            ("We answer.", &["24h"]),
        ],
    );
    assert_found(
        "CON001",
        &[WORKING_DAYS],
        &[
            ("自受理起3个工作日内答复。", NOTHING),
            ("自受理起三個工作天內答覆。", NOTHING),
            ("An answer comes in 2-3 working days.", NOTHING),
            ("自受理起3天内答复。", &["3天"]),
            ("We answer within 2-5 working days.", &["2-5 working days"]),
        ],
    );
    let next = "clock = \"k\"\nwithin = \"1 business day\"";
    assert_found(
        "CON001",
        &[next],
        &[("於投寄後下一個工作天派達。", NOTHING), ("by the end of the next working day", NOTHING)],
    );
}

#[test]
fn conditions_and_other_times_are_no_obligations() {
    assert_found(
        "CON001",
        &[DAY],
        &[
            ("When the power fails for over 4 hours, we come within 24 hours.", NOTHING),
            ("停电超过4小时的，24小时内恢复供电。", NOTHING),
            ("5公斤以内的快件24小时内送达。", NOTHING),
            ("If you report it within 2 working days, we come within 24 hours.", NOTHING),
            ("Claim within 30 days; we answer within 24 hours.", NOTHING),
            ("您须在30日内申请，我们24小时内答复。", NOTHING),
            ("Goods returned within 14 days are refunded within 24 hours.", NOTHING),
            ("We answer within 24 hours and keep your file for 6 years.", NOTHING),
            ("Within 24 hours we answer, not within 48 hours.", NOTHING),
            ("我们不说“48小时内”，24小时内答复。", NOTHING),
            ("24小时（1天）内答复。", NOTHING),
            ("24小时热线，24小时内答复。", NOTHING),
            ("前30分钟免费停车，24小时内答复。", NOTHING),
            ("We answer within 24 hours. If we are late, you get 5 euros back within 7 days.", NOTHING),
            ("We answer within 24 hours and repair within 48 hours.", &["48 hours"]),
            ("24小时内答复，3个工作日内办结。", &["3个工作日"]),
        ],
    );
}

#[test]
fn shares_and_numbers_are_compared_too() {
    assert_found(
        "CON001",
        &[SHARE],
        &[
            ("We answer within 24 hours in 95% of cases.", NOTHING),
            ("24小时内答复，达成率不低于百分之九十五。", NOTHING),
            ("24小時內答覆，達成率不低於九成半。", NOTHING),
            ("We answer 19 out of 20 letters within 24 hours.", NOTHING),
            ("24小时内答复，达成率不低于98%。", &["98%"]),
            ("24小时内答复。", &["95%"]),
            ("24小时内答复，达成率不低于95%，逾期的退还运费的20%。", NOTHING),
        ],
    );
    assert_found("CON001", &[DAY], &[("98% of calls are answered within 24 hours.", &["98%"])]);
    let score = "value = \"score\"\nstatistic = \"mean\"\nat_least = 4.5\nper = \"month\"";
    assert_found(
        "CON001",
        &[score],
        &[
            ("满意度平均不低于4.5分。", NOTHING),
            ("The mean score is at least 4.5.", NOTHING),
            ("满意度平均不低于4.2分。", &["4.2分"]),
        ],
    );
    let yes = "value = \"on_time\"\nequals = true\nshare = \"90%\"\nper = \"month\"";
    assert_found("CON001", &[yes], &[("90% arrive within 10 minutes of the published time.", NOTHING)]);
}

#[test]
fn the_fix_writes_the_limit_of_the_target() {
    let two_days = "clock = \"k\"\nwithin = \"2 days\"";
    let of = |prose: &str, target: &str| fix("CON001", &definition(&text(prose), &[target], ""));
    assert_eq!(of("We answer within 48 hours.", two_days), Some((true, "2 calendar days".into())));
    assert_eq!(of("自受理起48小时内答复。", two_days), Some((true, "2个自然日".into())));
    assert_eq!(of("自受理起48小時內答覆。", two_days), Some((true, "2個曆日".into())));
    assert_eq!(of("24小时内答复，达成率98%。", SHARE), Some((true, "95%".into())));
    // Where it would not read well, or two languages say the same against the target.
    assert_eq!(of("We give a 48-hour answer.", two_days), None);
    assert_eq!(of("We answer within 36-48 hours.", two_days), None);
    let both = "text = { en = \"We answer within 48 hours.\", zh = \"48小时内答复。\" }";
    let found = check("CON001", &definition(both, &[two_days], ""));
    assert!(found.len() == 2 && found.iter().all(|(_, fix)| fix.is_none()), "{found:?}");
}

#[test]
fn translations_say_the_same_facts() {
    let both = |en: &str, zh: &str| {
        let text = format!("text = {{ en = '''{en}''', zh = '''{zh}''' }}");
        words("CON002", &definition(&text, &[WORKING_DAYS], ""))
    };
    for (en, zh) in [
        ("We answer within 3 working days of your letter.", "自来信起3个工作日内答复。"),
        (
            "We answer within 3 working days, in 95% of cases each month.",
            "3个工作日内答复，达成率九成五（按自然月统计）。",
        ),
        ("Parcels up to 20 kg arrive within half an hour.", "20公斤及以下的半小时内送达。"),
        ("You get 20 yuan within 3 working days.", "3个工作日内赔付20元。"),
        ("We aim to answer within 3 working days.", "力争3个工作日内答复。"),
        ("We answer within 3 working days; you may call us.", "3个工作日内答复，您可来电。"),
        ("Open 8:00-20:00, answered within 3 working days.", "8：00—20：00开放，3个工作日内答复。"),
    ] {
        assert_eq!(both(en, zh), NOTHING, "{en} {zh}");
    }
    // The language that disagrees with the target has the finding.
    assert_eq!(both("We answer within 3 working days.", "5个工作日内答复。"), ["5个工作日"]);
    assert_eq!(both("We answer within 5 working days.", "3个工作日内答复。"), ["5 working days"]);
    assert_eq!(both("We answer within 3 working days.", "3天内答复。"), ["3天"]);
    assert_eq!(both("In 95% of cases within 3 working days.", "3个工作日内，达成率98%。"), ["98%"]);
    assert_eq!(both("We answer within 3 working days.", "力争3个工作日内答复。"), ["力争"]);
    assert_eq!(both("20 yuan within 3 working days", "3个工作日内30元"), ["30元"]);
    assert_eq!(both("within 3 km, 3 working days", "5公里内，3个工作日内"), ["5公里"]);
    assert_eq!(both("within 3 working days, each month", "3个工作日内，按季度统计"), ["按季度"]);
}

#[test]
fn words_for_hours_against_clock_and_calendar() {
    let office = "clock = \"k\"\nwithin = \"2 business hours\"";
    let round = "clock = \"always\"\nwithin = \"2h\"";
    assert_found(
        "CON009",
        &[office],
        &[
            ("7×24小时抢修，2个工作小时内到场。", &["7×24小时"]),
            ("Round the clock, within 2 business hours.", &["Round the clock"]),
            ("工作时间内2小时答复。", NOTHING),
            ("24小时热线，2个工作小时内回电。", NOTHING),
            ("拨打7×24小时服务热线，2个工作小时内回电。", NOTHING),
            ("周一至周五9:00-12:00、13:00-18:00，2个工作小时内答复。", NOTHING),
            ("(Monday to Friday, 9am to 6pm) within 2 business hours", NOTHING),
            ("营业时间为每天9:00至20:00，2个工作小时内答复。", &["9:00至20:00"]),
            ("Monday to Saturday, 9:00-18:00: within 2 business hours.", &["9:00-18:00"]),
        ],
    );
    assert_found(
        "CON009",
        &[round],
        &[
            ("工作时间内的来电，2小时内答复。", &["工作时间内"]),
            ("Calls in business hours are answered within 2 hours.", &["business hours"]),
            ("7×24小时，2小时内到场。", NOTHING),
            ("Calls outside business hours are answered within 2 hours.", NOTHING),
            ("非工作时间也在2小时内答复。", NOTHING),
        ],
    );
    assert_found(
        "CON009",
        &[WORKING_DAYS],
        &[
            ("The shop is open 10:00 to 20:00. We decide within 3 working days.", NOTHING),
            ("The office is open 10:00 to 20:00. We decide within 3 working days.", &["10:00 to 20:00"]),
        ],
    );
    // Working days with a line that is always open.
    assert_found(
        "CON009",
        &[WORKING_DAYS],
        &[
            ("7×24小时受理，3个工作日内办结。", NOTHING),
            ("全天候接受投诉，3个工作日内答复。", NOTHING),
            ("我们提供7×24小时技术支持，3个工作日内给出方案。", &["7×24小时"]),
        ],
    );
    // Of two clocks the one whose limit stands beside the words.
    let days = "clock = \"k\"\nwithin = \"5 business days\"";
    let mixed = "工作时间内的来电，2小时内答复；5个工作日内办结。";
    assert_found("CON009", &[round, days], &[(mixed, &["工作时间内"])]);
}

#[test]
fn the_remedy_in_words_is_the_remedy_in_fields() {
    let of = |prose: &str, fields: &str| {
        let rest = format!("[commitment.remedy]\ntext = '''{prose}'''\n{fields}");
        words("CON010", &definition(&text("24小时内答复。"), &[SHARE], &rest))
    };
    let fixed = "amount = 20\ncurrency = \"CNY\"\npaid_within = \"7 days\"\nclaim = { how = \"on-request\", within = \"30 days\" }";
    assert_eq!(of("逾期的，7个自然日内赔付20元。", fixed), NOTHING);
    assert_eq!(of("For orders over 1000 yuan we pay 20 yuan within 7 calendar days.", fixed), NOTHING);
    assert_eq!(
        of("If it takes over 24 hours, claim within 30 days; you get ￥20 within 7 days.", fixed),
        NOTHING
    );
    assert_eq!(of("We tell you within 4 hours and pay 20 yuan within 7 days.", fixed), NOTHING);
    assert_eq!(of("逾期的，赔付二十元。", fixed), NOTHING);
    assert_eq!(of("逾期的，7个自然日内赔付30元。", fixed), ["30元"]);
    assert_eq!(of("You get £20 within 7 days.", fixed), ["£20"]);
    assert_eq!(
        of("逾期的，30个自然日内赔付20元。您可申请。", &fixed.replace("30 days", "60 days")),
        ["30个自然日"]
    );
    assert_eq!(of("逾期的，7个工作日内赔付20元。", fixed), ["7个工作日"]);
    assert_eq!(of("Claim within 60 days; we pay 20 yuan within 7 days.", fixed), ["60 days"]);
    let percent = "amount = \"50%\"\nof = \"fee\"";
    assert_eq!(of("逾期的，退还管理费的一半。", percent), NOTHING);
    assert_eq!(of("You get half the fee back.", percent), NOTHING);
    assert_eq!(of("Below 95% you get 50% of the fee back.", percent), NOTHING);
    assert_eq!(of("退还管理费的10%。", percent), ["10%"]);
    assert_eq!(of("退还双倍管理费。", percent), ["双倍"]);
}

#[test]
fn tiers_begin_where_the_promise_is_broken() {
    let of = |tiers: &str| {
        let rest = format!("[commitment.remedy]\nper = \"period\"\ncurrency = \"CNY\"\ntiers = {tiers}");
        words("CON010", &definition(&text("24小时内答复，达成率95%。"), &[SHARE], &rest))
    };
    assert_eq!(of("[{ below = \"95%\", amount = 10 }, { below = \"90%\", amount = 20 }]"), NOTHING);
    assert_eq!(of("[{ below = \"93%\", amount = 10 }, { below = \"90%\", amount = 20 }]"), ["93%"]);
}

#[test]
fn numbers_without_unit_and_their_unsafe_fix() {
    assert_found(
        "CLR003",
        &[SHARE],
        &[
            ("We answer within 24 of your call.", &["24"]),
            ("24内答复，达成率达到95。", &["24", "95"]),
            ("达成率不低于120%。", &["120%"]),
            ("95% of 999 calls within 24 hours, within 3 attempts.", NOTHING),
            ("满意度平均不低于4.5分，Priority 1", NOTHING),
        ],
    );
    let of = |prose: &str| fix("CLR003", &definition(&text(prose), &[SHARE], ""));
    assert_eq!(of("We answer within 24 of your call."), Some((false, "24 hours".into())));
    assert_eq!(of("受理后24内答复。"), Some((false, "24小时".into())));
    assert_eq!(of("达成率达到95。"), Some((false, "95%".into())));
    assert_eq!(of("受理后36内答复。"), None);
    // What lacks its unit is not a limit that is missing.
    assert_found("CON001", &[SHARE], &[("24内答复，达成率达到95。", NOTHING)]);
}

#[test]
fn days_say_their_kind_and_the_fix_names_the_targets() {
    let week = "clock = \"k\"\nwithin = \"7 days\"";
    assert_found(
        "CLR006",
        &[week],
        &[
            ("We answer within 7 days.", &["7 days"]),
            ("七日内答复。", &["七日"]),
            ("停水7日前公告，第3天恢复，3月5日起。", &["7日"]),
            ("We answer within 7 calendar days.", NOTHING),
            ("7天（自然日）内答复。", NOTHING),
            ("7日内答复，以上均为自然日。", NOTHING),
            ("We answer within 7 days; days are calendar days.", NOTHING),
            ("open 7 days a week, each month's 10th", NOTHING),
            ("每周7天开放，每月10日寄出账单，90天内", NOTHING),
            ("within 2 weeks", NOTHING),
        ],
    );
    let of = |prose: &str| fix("CLR006", &definition(&text(prose), &[week], ""));
    assert_eq!(of("We answer within 7 days."), Some((true, "7 calendar days".into())));
    assert_eq!(of("7日内答复。"), Some((true, "7个自然日".into())));
    assert_eq!(of("We answer within 5 days."), None);
    // The target counts working days: that is a contradiction, and told once.
    assert_found("CLR006", &[WORKING_DAYS], &[("We answer within 3 days.", NOTHING)]);
    assert_found("CON001", &[WORKING_DAYS], &[("We answer within 3 days.", &["3 days"])]);
}

#[test]
fn a_bound_belongs_to_one_band() {
    assert_found(
        "CLR007",
        &[DAY],
        &[
            ("5公斤以下24小时，5公斤以上48小时", &["5公斤以上"]),
            ("up to 10,000 people, at least 10,000 people", &["at least 10,000 people"]),
            ("under £100 … over £100", &["over £100"]),
            ("5公斤及以下24小时，超过5公斤48小时", NOTHING),
            ("5公斤以下（不含）24小时，5公斤以上48小时", NOTHING),
            ("fewer than 5,000 customers, 5,000 customers or more", NOTHING),
            ("100公里以内，100公里以外", NOTHING),
            ("up to 5 kg within 24 hours, up to 5 km", NOTHING),
            ("at least 5 kg and at most 10 kg", NOTHING),
        ],
    );
}

#[test]
fn each_obligation_has_a_target() {
    assert_found(
        "CLR010",
        &[DAY],
        &[
            ("1小时响应并24小时解决", &["1小时"]),
            ("2小时内到场，2小时内修复", &["2小时"]),
            ("Confirmed within 24 hours and decided within 5 working days.", &["5 working days"]),
            ("延误超过4小时的，24小时内告知", NOTHING),
            ("Claim within 30 days; we answer within 24 hours.", NOTHING),
            ("20 to 24 hours, that is within 24 hours (1 day)", NOTHING),
            ("24小时内答复", NOTHING),
        ],
    );
    assert_found("CLR010", &[DAY, WORKING_DAYS], &[("24小时内答复，3个工作日内办结", NOTHING)]);
    // What is measured of a case is none of the cases.
    let speed = "value = \"speed\"\nat_least = 90\nshare = \"85%\"\nper = \"month\"";
    assert_found(
        "CLR010",
        &[speed],
        &[
            ("Your line has at least 90% of the speed of your contract in 85% of installations.", NOTHING),
            ("宽带速率不低于签约速率的90%，达标率85%。", NOTHING),
            ("At least 90% of the speed in 85% of installations and in 70% of moves.", &["70%"]),
        ],
    );
    // Two languages say the same two limits once.
    let both =
        "text = { en = \"Within 24 hours and within 5 working days.\", zh = \"24小时内，5个工作日内。\" }";
    assert_eq!(words("CLR010", &definition(both, &[DAY], "")).len(), 1);
}
