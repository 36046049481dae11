//! The rules that look for words: what they find, and what only looks like it.

use crate::folder::Folder;

/// The words that a rule finds in the text of a commitment, in either language.
fn found(code: &str, text: &str, rest: &str) -> Vec<String> {
    found_under("", code, text, rest)
}

/// The same under settings. `rest` is what stands behind the text.
fn found_under(settings: &str, code: &str, text: &str, rest: &str) -> Vec<String> {
    let definition = format!("[[commitment]]\nid = \"c\"\ntext = '''{text}'''\n{rest}");
    let checked = Folder::new().file("a.toml", &definition).file("promise.toml", settings).check(&[code]);
    let words = |finding: &promise::finding::Finding| {
        assert_eq!(finding.code.code, code, "{:?}", finding.message);
        checked.sources.text(finding.span).trim_matches('"').to_owned()
    };
    checked.outcome.findings.iter().map(words).collect()
}

const NOTHING: [&str; 0] = [];

#[track_caller]
fn assert_found(code: &str, rest: &str, cases: &[(&str, &[&str])]) {
    for (text, expected) in cases {
        assert_eq!(found(code, text, rest), *expected, "{text}");
    }
}

fn target(stop: &str) -> String {
    format!(
        "[[commitment.target]]\nclock = \"k\"\nwithin = \"24h\"\n\
         [[clock]]\nid = \"k\"\nstart = \"received\"\nstop = \"{stop}\"\n"
    )
}

#[test]
fn effort_is_no_result() {
    assert_found(
        "CLR002",
        "",
        &[
            ("力争24小时内解决", &["力争"]),
            ("我們盡力提供優質服務", &["盡力", "優質"]),
            ("We will do our best, and strive to be fast.", &["do our best", "strive"]),
            ("Our goal is to answer within 4 hours.", &["Our goal is to"]),
            ("满意度平均不低于4.5分，满意率不低于95%", &NOTHING),
            ("给出满意及以上评价的占比不低于98%", &NOTHING),
            ("每一流程节点都可查询，提高效率", &NOTHING),
            ("我们不说“力争”", &NOTHING),
            ("First Class letters arrive on the next working day.", &NOTHING),
            ("If you try to call us and fail, we call back within 4 hours.", &NOTHING),
            ("The aimed total; a target of 4 hours.", &NOTHING),
        ],
    );
}

#[test]
fn effort_is_found_in_exceptions_and_remedies_too() {
    let rest = "[[commitment.exception]]\ntext = \"We aim to help.\"\ninstead = \"我们尽量告知。\"\n\
                [commitment.remedy]\ntext = \"We try to pay.\"\n";
    assert_eq!(found("CLR002", "Within 4 hours.", rest), ["aim to", "尽量", "try to"]);
}

#[test]
fn both_ends_of_a_limit() {
    let bare = "[[commitment.target]]\nwithin = \"24h\"\n";
    assert_found(
        "CLR004",
        bare,
        &[
            ("24-hour dispatch.", &["24h"]),
            ("24小时内发货。", &["24h"]),
            ("付款成功后24小时内交承运商。", &NOTHING),
            ("We ship within 24 hours of your payment.", &NOTHING),
            ("Parcels are delivered within 24 hours.", &NOTHING),
        ],
    );
    assert_found("CLR004", "", &[("24小时内上门勘察，免费设计。", &["24小时"]), ("免费设计。", &NOTHING)]);
    // A clock has both ends; a value is defined where it is measured.
    assert_eq!(found("CLR004", "24小时内发货。", &target("shipped")), NOTHING);
    let value = "[[commitment.target]]\nvalue = \"within_a_day\"\nequals = true\n";
    assert_eq!(found("CLR004", "24小时内发货。", value), NOTHING);
}

#[test]
fn work_is_no_outcome() {
    assert_found(
        "CLR005",
        &target("resolved"),
        &[
            ("我们24小时内处理您的投诉。", &["处理"]),
            ("响应时间不超过半小时。", &["响应"]),
            ("We respond within 24 hours and look into it.", &["respond", "look into"]),
            ("Returns are processed within 24 hours.", &["processed"]),
            ("We process your return within 24 hours.", &["process"]),
            ("自受理起24小时内办结。", &NOTHING),
            ("受理后24小时内办结并告知处理结果。", &NOTHING),
            ("24小时内处理完毕。", &NOTHING),
            ("7×24小时受理报修，2小时内到场。", &NOTHING),
            ("不予受理的，24小时内告知。", &NOTHING),
            ("污水处理费账单有异议的，24小时内答复。", &NOTHING),
            ("Our complaints process is open. You have an answer within 24 hours.", &NOTHING),
            ("If we do not hear from you, or you do not respond, the case is closed.", &NOTHING),
            ("You have the money within 24 hours of our having processed the return.", &NOTHING),
        ],
    );
    assert_found(
        "CLR005",
        &target("first_response"),
        &[("We respond within 24 hours.", &NOTHING), ("我们24小时内响应，并处理您的问题。", &["处理"])],
    );
    assert_eq!(found("CLR005", "We respond within 24 hours.", &target("first_reply")), NOTHING);
    // Without a clock there is nothing that it could differ from.
    assert_eq!(found("CLR005", "我们处理您的投诉。", ""), NOTHING);
}

#[test]
fn hedges_are_exceptions_that_nobody_wrote() {
    assert_found(
        "CLR008",
        "",
        &[
            ("无特殊情况24小时修复。", &["特殊情况"]),
            ("到场时间一般不超过45分钟，不可抗力除外。", &["一般", "不可抗力"]),
            ("一般情況下，7天前通知。", &["一般情況"]),
            ("We usually answer within 4 hours, subject to availability.", &["usually", "subject to"]),
            ("一般投诉7天内答复，一般维修3天内完成。", &NOTHING),
            ("Tell us the subject to be covered.", &NOTHING),
            ("As the General Insurance Code asks, we write.", &NOTHING),
            ("The lift works normally again within 4 hours.", &NOTHING),
        ],
    );
    let exception = "[[commitment.exception]]\nid = \"x\"\ntext = \"停电\"\ninstead = \"告知\"\n";
    assert_eq!(found("CLR008", "特殊情况除外。", exception), NOTHING);
}

#[test]
fn classes_are_defined_somewhere() {
    assert_found(
        "CLR009",
        "applies = { type = \"repair\" }\n",
        &[
            ("紧急维修2小时到场，紧急维修24小时修复。", &["紧急"]),
            ("偏远地区可适当延长。", &["偏远"]),
            ("Major leaks in remote areas are attended within 1 hour.", &["Major", "remote"]),
            ("偏远地区（附表A）72小时内送达。", &NOTHING),
            ("紧急投诉（4小时内）办结。", &["紧急"]),
            ("Urgent repairs (no water, no heating) within 4 hours.", &NOTHING),
            (
                "An engineer is at the emergency department within 1 hour; we help by remote session.",
                &NOTHING,
            ),
            ("Your safety is our priority.", &NOTHING),
            ("请留下紧急联系人。", &NOTHING),
        ],
    );
    // By a value, in any case of letters and as a part of one; by the glossary; by the order.
    let value = |value: &str| format!("applies = {{ class = \"{value}\" }}\n");
    for class in ["urgent", "URGENT", "urgent_repair", "Urgent Plus"] {
        assert_eq!(found("CLR009", "Urgent repairs within 4 hours.", &value(class)), NOTHING, "{class}");
    }
    for settings in ["[glossary]\n\"紧急\" = []\n", "[order]\nclass = [\"一般\", \"紧急\"]\n"] {
        assert_eq!(found_under(settings, "CLR009", "紧急维修2小时到场。", ""), NOTHING, "{settings}");
    }
}

#[test]
fn a_class_that_one_language_defines_is_defined_in_its_translation() {
    let definition = "[[commitment]]\nid = \"c\"\napplies = { class = \"urgent\" }\n\
                      text = { en = \"Urgent repairs within 4 hours.\", zh = \"紧急维修4小时内完成。\" }\n";
    assert_eq!(Folder::new().file("a.toml", definition).check(&["CLR009"]).codes(), NOTHING);
    let other = definition.replace("\"urgent\"", "\"A\"");
    assert_eq!(Folder::new().file("a.toml", &other).check(&["CLR009"]).codes(), ["CLR009", "CLR009"]);
}

#[test]
fn sentences_are_read_in_one_breath() {
    let long = "我们".repeat(30);
    assert_eq!(found("CLR011", &format!("{long}。"), ""), NOTHING);
    assert_eq!(found("CLR011", &format!("{long}，们。短句。"), ""), [format!("{long}，们")]);
    let long = "word ".repeat(30);
    assert_eq!(found("CLR011", &format!("{}. In 24 hours.", long.trim()), ""), NOTHING);
    assert_eq!(found("CLR011", &format!("{long}more. Short."), ""), [format!("{long}more")]);
    assert_eq!(found("CLR011", "我们不得不延期。", ""), ["不得不"]);
}

#[test]
fn nobody_in_particular() {
    assert_eq!(found("CLR012", "Within 4 hours.", ""), ["c"]);
    assert_eq!(found("CLR012", "Within 4 hours.", "applies = {}\n"), ["c"]);
    assert_eq!(found("CLR012", "Within 4 hours.", "applies = { type = \"x\" }\n"), NOTHING);
    assert_eq!(found("CLR012", "Within 4 hours.", "scope = \"All residents.\"\n"), NOTHING);
}

#[test]
fn a_share_of_what() {
    let target = |fields: &str| format!("[[commitment.target]]\nclock = \"k\"\n{fields}\n");
    let clock = "[[clock]]\nid = \"k\"\nstart = \"a\"\nstop = \"b\"\n";
    let found = |fields: &str| found("CLR014", "Within 4 hours.", &(target(fields) + clock));
    assert_eq!(found("within = \"4h\"\nshare = \"98%\""), ["98%"]);
    assert_eq!(found("statistic = \"p90\"\nat_most = \"4h\""), ["p90"]);
    assert_eq!(found("within = \"4h\""), NOTHING);
    assert_eq!(found("within = \"4h\"\nshare = \"98%\"\nper = \"month\""), NOTHING);
}

#[test]
fn perfection_breaks_at_the_first_failure() {
    assert_found(
        "FEA001",
        "",
        &[
            ("绝不推诿，永远畅通。", &["绝不", "永远"]),
            ("We guarantee a first answer within 1 hour.", &["guarantee"]),
            ("Your satisfaction is guaranteed 100%.", &["guaranteed", "100%"]),
            ("We answer within 4 hours, and never later.", &["never"]),
            ("解决不了的，24小时内告知。", &NOTHING),
            ("逾期的，退还100%运费。", &NOTHING),
            ("You get back 100% of the fare within 7 calendar days.", &NOTHING),
            ("Always put your bin out by 6:00.", &NOTHING),
            ("Please never send your password.", &NOTHING),
            ("如遇任何情况，请来电。", &NOTHING),
            ("Special Delivery Guaranteed letters arrive by 13:00.", &NOTHING),
            ("The Guaranteed Standards say 4 hours.", &NOTHING),
            ("It is mended while under guarantee.", &NOTHING),
            ("We cannot guarantee a seat.", &NOTHING),
        ],
    );
    let plan = "applies = { plan = \"Unlimited\" }\n";
    assert_eq!(found("FEA001", "On the Unlimited plan we answer within 4 hours.", plan), NOTHING);
}

#[test]
fn a_share_of_every_case_is_told_once_and_graded_by_the_remedy() {
    let every =
        |share: &str| format!("{share}per = \"month\"\n{}", &target("b")["[[commitment.target]]\n".len()..]);
    let every = |share: &str| format!("[[commitment.target]]\n{}", every(share));
    let levels = |text: &str, rest: &str| {
        let definition = format!("[[commitment]]\nid = \"c\"\ntext = \"{text}\"\n{rest}");
        let checked = Folder::new().file("a.toml", &definition).check(&["FEA001"]);
        checked.outcome.findings.iter().map(|finding| finding.level.as_str()).collect::<Vec<_>>()
    };
    assert_eq!(levels("Within 24 hours.", &every("share = \"100%\"\n")), ["error"]);
    assert_eq!(levels("Within 24 hours.", &every("")), NOTHING);
    assert_eq!(levels("100% within 24 hours.", &every("share = 1.0\n")), ["error"]);
    let remedy =
        every("share = \"100%\"\n") + "[[commitment]]\nid = \"d\"\n[commitment.remedy]\namount = 5\n";
    assert_eq!(levels("Within 24 hours.", &remedy), ["error"]);
    let remedy = format!("remedy = {{ amount = 5 }}\n{}", every("share = \"100%\"\n"));
    assert_eq!(levels("Within 24 hours.", &remedy), ["warning"]);
    let value = "[[commitment.target]]\nvalue = \"x\"\nequals = true\nshare = \"100%\"\nper = \"month\"\n";
    assert_eq!(levels("Every form is checked.", value), NOTHING);
}

#[test]
fn one_way_only() {
    assert_found(
        "FLX005",
        "",
        &[
            ("退款申请仅限通过小程序提交。", &["仅限通过小程序"]),
            ("Claims by post only, within 30 calendar days.", &["by post only"]),
            ("客户仅需提供身份证。", &NOTHING),
            ("Reports are taken only by phone or at the counter.", &NOTHING),
            ("本服务不接受电话投诉，请在官网留言。", &["不接受电话"]),
            ("Cash only at the counter.", &NOTHING),
            ("退课须到校办理。", &["须到校"]),
            ("Report faults in the app; calls are not answered.", &["calls are not answered"]),
            ("报修一律扫码登记，口头报修不予受理。", &["口头报修不予受理"]),
            (
                "We deal with claims only if they come through our website.",
                &["only if they come through our website"],
            ),
            ("夜间仅提供电话服务，白天可到窗口。", &NOTHING),
            ("上门师傅须提前电话联系客户。", &NOTHING),
            ("No need to phone: reply to our e-mail or use the app.", &NOTHING),
        ],
    );
    let remedy = "[commitment.remedy]\ntext = \"Claims are made by e-mail only.\"\namount = 5\n";
    assert_eq!(found("FLX005", "到府教学。", remedy), ["by e-mail only"]);
    assert_eq!(found("FLX005", "到府教学。", "contact = \"僅限官方LINE線上客服\""), ["僅限官方LINE"]);
    assert_eq!(found("FLX005", "到府教学。", "contact = \"官方LINE或電話\""), NOTHING);
}

fn paused(pause: &str, rest: &str) -> Vec<String> {
    let clock = "[[clock]]\nid = \"k\"\nstart = \"a\"\nstop = \"b\"\n";
    let definition =
        format!("[[commitment.target]]\nclock = \"k\"\nwithin = \"4h\"\n{clock}pause = {pause}\n{rest}");
    found("FLX010", "Within 4 hours.", &definition)
}

#[test]
fn a_clock_that_waits_for_its_owner() {
    assert_eq!(paused("\"等待配件\"", ""), ["等待配件"]);
    assert_eq!(
        paused("[\"waiting_for_customer\", { name = \"internal_review\", max = \"4h\" }]", ""),
        ["internal_review"]
    );
    assert_eq!(paused("\"waiting_for_customer\"", ""), NOTHING);
    let log = |states: &str| {
        format!(
            "[[log]]\nid = \"l\"\npath = \"x.csv\"\nshape = \"events\"\ncase = \"id\"\nevent = \"e\"\nat = \"t\"\n\
             state = \"s\"\n[log.pauses]\nhold = {{ while = {states} }}\n"
        )
    };
    assert_eq!(paused("\"hold\"", &log("[\"Pending Customer\", \"Awaiting Parts\"]")), ["Awaiting Parts"]);
    assert_eq!(paused("\"hold\"", &log("[\"Pending Customer\"]")), NOTHING);
}

#[test]
fn a_clock_of_standards_alone_may_wait_for_anything() {
    let definition = "[[standard]]\nid = \"s\"\n[[standard.target]]\nclock = \"k\"\nwithin = \"4h\"\n\
                      [[clock]]\nid = \"k\"\nstart = \"a\"\nstop = \"b\"\npause = \"internal\"\n";
    assert_eq!(Folder::new().file("a.toml", definition).check(&["FLX010"]).codes(), NOTHING);
}

/// The text with the fixes of CON008 made.
fn in_house_words(glossary: &str, text: &str) -> String {
    let definition = format!("[[commitment]]\nid = \"c\"\ntext = \"{text}\"\n");
    let settings = format!("[glossary]\n{glossary}\n");
    let checked =
        Folder::new().file("a.toml", &definition).file("promise.toml", &settings).check(&["CON008"]);
    let mut fixed = definition;
    for finding in checked.outcome.findings.iter().rev() {
        for edit in &finding.fix.as_ref().unwrap().edits {
            fixed.replace_range(edit.span.range(), &edit.text);
        }
    }
    fixed.lines().nth(2).unwrap().trim_start_matches("text = ").trim_matches('"').to_owned()
}

#[test]
fn the_words_of_the_house() {
    let glossary =
        "\"customer\" = [\"client\", \"end user\"]\n\"estimate\" = [\"quote\"]\n\"client portal\" = []";
    for (text, fixed) in [
        ("Clients and end users", "Customers and customers"),
        ("the client's money", "the customer's money"),
        ("A quote for a client", "An estimate for a customer"),
        ("an end user", "a customer"),
        ("on the client portal", "on the client portal"),
        ("in the clientele's quoted words", "in the clientele's quoted words"),
        ("no 'client' but “client”", "no 'customer' but “client”"),
    ] {
        assert_eq!(in_house_words(glossary, text), fixed);
    }
    assert_eq!(in_house_words("\"客户\" = [\"顾客\", \"用户\"]", "用户和顾客的用户名"), "客户和客户的用户名");
    assert_eq!(
        in_house_words("\"ticket\" = [\"case\"]", "in any case, in 95% of cases"),
        "in any case, in 95% of cases"
    );
}

#[test]
fn hours_and_days_on_one_clock() {
    let limits = |limits: &[(&str, &str)]| {
        let commitment = |(place, (clock, within)): (usize, &(&str, &str))| {
            format!(
                "[[commitment]]\nid = \"c{place}\"\n[[commitment.target]]\nclock = \"{clock}\"\nwithin = \"{within}\"\n"
            )
        };
        let mut definition: String = limits.iter().enumerate().map(commitment).collect();
        definition += "[[clock]]\nid = \"k\"\nstart = \"a\"\nstop = \"b\"\ncalendar = \"w\"\n\
                       [[clock]]\nid = \"l\"\nstart = \"a\"\nstop = \"c\"\n\
                       [[calendar]]\nid = \"w\"\ntimezone = \"UTC\"\nhours = { mon-fri = [\"09:00-17:00\"] }\n";
        let checked = Folder::new().file("a.toml", &definition).check(&["TIM012"]);
        let of = |finding: &promise::finding::Finding| finding.definition.clone().unwrap_or_default();
        checked.outcome.findings.iter().map(of).collect::<Vec<_>>()
    };
    assert_eq!(limits(&[("k", "48h"), ("k", "2 days")]), ["c1"]);
    assert_eq!(limits(&[("k", "2 days"), ("k", "24h"), ("k", "3 days")]), ["c1"]);
    assert_eq!(limits(&[("k", "4h"), ("k", "2 days")]), NOTHING);
    assert_eq!(limits(&[("k", "48h"), ("l", "2 days")]), NOTHING);
    assert_eq!(limits(&[("k", "48h"), ("k", "3 business days")]), NOTHING);
}

#[test]
fn minutes_that_are_hours() {
    let rest = |within: &str| target("b").replace("24h", within);
    assert_eq!(found("TIM012", "We call within 120 minutes.", &rest("120m")), ["120 minutes"]);
    assert_eq!(found("TIM012", "我们180分钟内到场。", &rest("180分钟")), ["180分钟"]);
    assert_eq!(found("TIM012", "We call within 2 hours.", &rest("120m")), ["120m"]);
    for minutes in ["90m", "60m", "2h"] {
        assert_eq!(found("TIM012", "We call.", &rest(minutes)), NOTHING, "{minutes}");
    }
}
