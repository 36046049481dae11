//! Suppressions: what a comment covers, what it takes to hold, and what is told of those that do not.

use crate::command::Folder;
use serde_json::Value;

const CLOCK: &str = "[[clock]]\nid = \"reply\"\nstart = \"received\"\nstop = \"replied\"\n";

/// Codes and lines of what `check` finds in a folder, under these arguments.
fn found(folder: &Folder, arguments: &[&str]) -> Vec<(String, u64)> {
    let mut all = vec!["check", ".", "--format", "json"];
    if !arguments.contains(&"--today") {
        all.extend(["--today", "2026-11-26"]);
    }
    all.extend(arguments);
    let json = folder.promise(&all).json();
    let of =
        |finding: &Value| (finding["code"].as_str().unwrap().to_owned(), finding["line"].as_u64().unwrap());
    json["findings"].as_array().unwrap().iter().map(of).collect()
}

/// The same for one file of definitions; findings of other rules than the ones of these tests go.
fn check(name: &str, text: &str) -> Vec<(String, u64)> {
    let folder = Folder::new().file(name, text);
    found(&folder, &["--select", "CLR001,FLX002,SUP,DEF,CON011"])
}

fn codes(found: &[(String, u64)]) -> Vec<&str> {
    found.iter().map(|(code, _)| code.as_str()).collect()
}

/// A commitment whose text is vague, with what stands above its header, above its text and behind it.
fn vague(above: &str, before: &str, behind: &str) -> String {
    format!(
        "{above}[[commitment]]\nid = \"reply\"\n{before}text = \"We reply soon.\"{behind}\n\
         applies = {{ type = \"message\" }}\n[[commitment.target]]\nclock = \"reply\"\nwithin = \"1h\"\n\
         per = \"month\"\n{CLOCK}"
    )
}

#[test]
fn a_comment_covers_the_value_on_its_line_or_below_it() {
    let why = "# promise: allow(CLR001): it is being reworded";
    assert_eq!(codes(&check("a.toml", &vague("", "", ""))), ["CLR001"]);
    assert!(check("a.toml", &vague("", &format!("{why}\n"), "")).is_empty());
    assert!(check("a.toml", &vague("", "", &format!(" {why}"))).is_empty());
    assert!(
        check("a.toml", &vague("", "", &format!(" {}", why.replace("1)", "1) until 2026-11-26")))).is_empty()
    );
    // Above the header it covers all of the commitment.
    assert!(check("a.toml", &vague(&format!("{why}\n"), "", "")).is_empty());
    // Not that of another line, and not over an empty one.
    let id = vague("", "", "").replace("id = \"reply\"\ntext", &format!("id = \"reply\" {why}\ntext"));
    assert_eq!(codes(&check("a.toml", &id)), ["SUP002", "CLR001"]);
    assert_eq!(codes(&check("a.toml", &vague(&format!("{why}\n\n"), "", ""))), ["SUP002", "CLR001"]);
}

#[test]
fn a_commitment_is_covered_with_its_parts_and_no_more() {
    let text = "# promise: allow(FLX002): agreed with the council\n[[commitment]]\nid = \"a\"\n\
                applies = { type = \"x\" }\ntext = \"We reply within 1 hour of your call.\"\n\
                [[commitment.target]]\nclock = \"reply\"\nwithin = \"1h\"\n\
                [[commitment.exception]]\ntext = \"Power cuts\"\n\
                [[commitment]]\nid = \"b\"\napplies = { type = \"y\" }\n\
                text = \"We reply within 1 hour of your mail.\"\n\
                [[commitment.target]]\nclock = \"reply\"\nwithin = \"1h\"\n\
                [[commitment.exception]]\ntext = \"Floods\"\n";
    assert_eq!(check("a.toml", &format!("{text}{CLOCK}")), [("FLX002".to_owned(), 19)]);
    let one = text.replace("# promise: allow(FLX002): agreed with the council\n", "");
    let one = one.replace("text = \"Floods\"", "# promise: allow(FLX002): x\ntext = \"Floods\"");
    assert_eq!(check("a.toml", &format!("{one}{CLOCK}")), [("FLX002".to_owned(), 9)]);
}

#[test]
fn in_yaml_a_comment_covers_an_item_or_a_value() {
    let yaml = |item: &str, text: &str, behind: &str| {
        format!(
            "commitment:\n{item}  - id: 甲\n{text}    text:{behind}\n      zh: 我们尽快回复。\n      en: We reply soon.\n    \
             applies: {{type: x}}\n    target:\n      - {{clock: reply, within: 1h, per: month}}\n  \
             - id: 乙\n    text: 我们尽快回复。\n    applies: {{type: y}}\n    target:\n      \
             - {{clock: reply, within: 1h, per: month}}\n\
             clock:\n  - {{id: reply, start: received, stop: replied}}\n"
        )
    };
    let lines = |text: &str| check("a.yaml", text).into_iter().map(|(_, line)| line).collect::<Vec<_>>();
    assert_eq!(lines(&yaml("", "", "")), [4, 5, 10]);
    assert_eq!(lines(&yaml("  # promise: allow(CLR001)：正在改\n", "", "")), [11]);
    assert_eq!(lines(&yaml("", "    # promise: allow(CLR001): x\n", "")), [11]);
    assert_eq!(lines(&yaml("", "", " # promise: allow(CLR001): x")), [10]);
    let on_dash = yaml("", "", "").replace("  - id: 甲", "  - # promise: allow(CLR001): x\n    id: 甲");
    assert_eq!(lines(&on_dash), [11]);
    let one = yaml("", "", "").replace("      zh:", "      # promise: allow(CLR001): x\n      zh:");
    assert_eq!(lines(&one), [6, 11]);
    // Text that looks like a comment is text.
    let text = yaml("", "", "")
        .replace("我们尽快回复。\n      en", "'我们尽快回复。# promise: allow(CLR001): x'\n      en");
    assert_eq!(lines(&text), [4, 5, 10]);
}

#[test]
fn comments_pile_up_above_what_they_are_about() {
    let pile =
        "# promise: allow(CLR001): it is being reworded\n# Anything else.\n# promise: allow(CLR002): x\n";
    let found = check("a.toml", &vague("", pile, ""));
    assert!(!codes(&found).contains(&"CLR001"), "{found:?}");
    let both = "# promise: allow(FLX, CLR001): it is being reworded\n";
    let found = check("a.toml", &vague("", both, ""));
    assert!(!codes(&found).contains(&"CLR001"), "{found:?}");
    let named = "# promise: allow(vague-time): it is being reworded\n";
    assert!(check("a.toml", &vague("", named, "")).is_empty());
    let family = "# promise: allow(CLR): it is being reworded\n";
    assert!(!codes(&check("a.toml", &vague("", family, ""))).contains(&"CLR001"));
}

#[test]
fn a_suppression_that_is_void_suppresses_nothing() {
    let found = |comment: &str| {
        let found = check("a.toml", &vague("", &format!("{comment}\n"), ""));
        codes(&found).join(" ")
    };
    assert_eq!(found("# promise: allow(CLR001)"), "SUP001 CLR001");
    assert_eq!(found("# promise: allow(CLR001):  "), "SUP001 CLR001");
    assert_eq!(found("# promise: allow(CLR001) because it is being reworded"), "SUP001 CLR001");
    assert_eq!(found("# promise: allow(CLR001) until 2026-11-25: x"), "SUP003 CLR001");
    assert_eq!(found("# promise: allow(CLR001) until 2026-11-25"), "SUP001 SUP003 CLR001");
    // An unknown code is told alone, and takes the known ones with it.
    assert_eq!(found("# promise: allow(CLR001, CLR099) until 2026-11-25"), "SUP004 CLR001");
    assert_eq!(found("# promise: allow(XYZ): x"), "SUP004 CLR001");
    assert_eq!(found("# promise: allow(): x"), "SUP004 CLR001");
    assert_eq!(found("# promise: allow(CLR001) until next year: x"), "DEF007 CLR001");
    assert_eq!(found("# promise: allow mail to be answered later"), "CLR001");
}

#[test]
fn what_suppresses_nothing_is_told_with_a_fix() {
    let fixed = |text: &str| {
        let folder = Folder::new().file("a.toml", text);
        let arguments =
            ["check", ".", "--format", "json", "--today", "2026-11-26", "--select", "SUP,CLR001,FLX002"];
        let json = folder.promise(&arguments).json();
        let findings = json["findings"].as_array().unwrap();
        let unused: Vec<_> = findings.iter().filter(|finding| finding["code"] == "SUP002").collect();
        assert_eq!(unused.len(), 1, "{findings:?}");
        assert_eq!((&unused[0]["level"], &unused[0]["fix"]["safe"]), (&"warning".into(), &true.into()));
        let edit = &unused[0]["fix"]["edits"][0];
        let at = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        format!("{}{}{}", &text[..at("start")], edit["text"].as_str().unwrap(), &text[at("end")..])
    };
    let sound = vague("", "", "").replace("soon", "within 1 hour");
    let with = |above: &str, before: &str, behind: &str| {
        vague(above, before, behind).replace("soon", "within 1 hour")
    };
    assert_eq!(fixed(&with("", "  # promise: allow(FLX002): x\n", "")), sound);
    assert_eq!(fixed(&with("", "", "  # promise: allow(FLX002): x")), sound);
    assert_eq!(fixed(&with("# promise: allow(FLX002): x\n\n", "", "")), format!("\n{sound}"));
    let partly = vague("", "# promise: allow(FLX002, CLR001): x\n", "");
    assert_eq!(fixed(&partly), vague("", "# promise: allow(CLR001): x\n", ""));
}

#[test]
fn rules_that_did_not_run_leave_no_suppression_unused() {
    let text = vague("", "# promise: allow(CLR001): x\n", "").replace("soon", "within 1 hour");
    let folder = Folder::new().file("a.toml", &text);
    assert_eq!(codes(&found(&folder, &["--select", "CLR001,SUP"])), ["SUP002"]);
    assert!(found(&folder, &["--select", "FLX002,SUP"]).is_empty());
    assert!(!codes(&found(&folder, &["--ignore", "CLR001"])).contains(&"SUP002"));
    assert!(found(&folder, &["--select", "CLR001"]).is_empty());
    let off = Folder::new().file("a.toml", &text).file("promise.toml", "[rules]\nCLR = \"off\"\n");
    assert!(!codes(&found(&off, &[])).contains(&"SUP002"));
    // These need logs or history, or find more with them.
    for code in ["FEA003", "CON013", "FEA002", "FEA", "DAT001"] {
        let text = text.replace("CLR001", code);
        assert!(
            found(&Folder::new().file("a.toml", text), &["--select", "SUP,FEA,CON"]).is_empty(),
            "{code}"
        );
    }
}

#[test]
fn mistakes_that_hide_definitions_leave_no_suppression_unused() {
    let text = vague("", "# promise: allow(CLR001): x\n", "").replace("soon", "within 1 hour");
    let broken = format!("{text}[[clock]]\nid = \"half\"\nstart = \"received\"\n");
    assert_eq!(codes(&check("a.toml", &broken)), ["DEF004"]);
    let lost = text.replace("clock = \"reply\"", "clock = \"other\"");
    assert_eq!(codes(&check("a.toml", &lost)), ["CON011"]);
    // A version that rules no longer look at keeps what was agreed for it.
    let past = text.replace("applies", "effective = { until = 2026-01-01 }\napplies");
    assert!(check("a.toml", &past).is_empty());
}

#[test]
fn mistakes_of_form_and_of_suppressions_are_not_suppressed() {
    let form = "# promise: allow(DEF): x\n[[clock]]\nid = \"half\"\nstart = \"received\"\n";
    assert_eq!(codes(&check("a.toml", form)), ["DEF004"]);
    let form = "# promise: allow(DEF004): x\n[[clock]]\nid = \"whole\"\nstart = \"a\"\nstop = \"b\"\n";
    assert_eq!(codes(&check("a.toml", form)), ["SUP002"]);
    let own = vague("# promise: allow(SUP001): x\n", "# promise: allow(CLR001)\n", "");
    assert_eq!(codes(&check("a.toml", &own)), ["SUP002", "SUP001", "CLR001"]);
    // References that lead nowhere can wait for what they name.
    let wait = "[[clock]]\nid = \"a\"\nstart = \"a\"\nstop = \"b\"\ncalendar = \"c\" # promise: allow(CON011): soon\n";
    assert!(check("a.toml", wait).is_empty());
}

#[test]
fn settings_allow_for_a_commitment_or_for_the_folder() {
    let allow = |fields: &str| {
        let settings = format!("[[allow]]\n{fields}\n");
        let folder = Folder::new().file("a.toml", vague("", "", "")).file("promise.toml", settings);
        codes(&found(&folder, &["--select", "CLR001,CLR013,SUP,CON011"])).join(" ")
    };
    let why = "reason = \"x\"";
    assert_eq!(allow(&format!("rule = \"CLR001\"\n{why}")), "");
    assert_eq!(allow(&format!("rule = \"CLR001\"\ncommitment = \"reply\"\n{why}\nuntil = 2026-11-26")), "");
    assert_eq!(allow(&format!("rule = \"CLR\"\ncommitment = \"reply\"\n{why}")), "");
    assert_eq!(allow("rule = \"CLR001\""), "CLR001 SUP001");
    assert_eq!(allow("rule = \"CLR001\"\nreason = \" \""), "CLR001 SUP001");
    assert_eq!(allow(&format!("rule = \"CLR001\"\n{why}\nuntil = 2026-11-25")), "CLR001 SUP003");
    assert_eq!(allow("rule = \"CLR0001\"\nuntil = 2026-11-25"), "CLR001 SUP004");
    assert_eq!(allow(&format!("rule = \"CLR013\"\ncommitment = \"reply\"\n{why}")), "CLR001 SUP002");
    assert_eq!(allow(&format!("rule = \"CLR001\"\ncommitment = \"replies\"\n{why}")), "CLR001 CON011");
    // A date that cannot be read is not taken for none.
    assert_eq!(allow(&format!("rule = \"CLR001\"\n{why}\nuntil = \"soon\"")), "CLR001 DEF007");
}

#[test]
fn an_unused_setting_goes_with_all_its_lines() {
    let settings =
        "[rules]\nFLX = \"off\"\n[[allow]] # one\nrule = \"CLR013\"\nreason = \"x\" # two\n\n[order]\n";
    let folder = Folder::new().file("a.toml", vague("", "", "")).file("promise.toml", settings);
    let json = folder.promise(&["check", ".", "--format", "json", "--select", "SUP,CLR013"]).json();
    let edit = &json["findings"][0]["fix"]["edits"][0];
    let cut = edit["start"].as_u64().unwrap() as usize..edit["end"].as_u64().unwrap() as usize;
    assert_eq!(&settings[cut], "[[allow]] # one\nrule = \"CLR013\"\nreason = \"x\" # two\n");
}

#[test]
fn what_is_suppressed_is_counted_and_fails_nothing() {
    let text = vague("", "# promise: allow(CLR001): x\n", "");
    let folder = Folder::new().file("a.toml", text);
    let run = |lang: &str| {
        let arguments = ["check", ".", "--select", "CLR001,SUP", "--fail-on", "info", "--lang", lang];
        folder.promise(&arguments).ended(0).stdout
    };
    assert!(run("en").starts_with("no findings, 1 suppressed in 1 file with 1 commitment"), "{}", run("en"));
    assert!(run("zh").starts_with("没有发现问题，豁免 1 个；共 1 个文件"), "{}", run("zh"));
}

#[test]
fn suppressions_have_levels_of_their_own() {
    let text = vague("", "# promise: allow(CLR001)\n", "");
    let folder = Folder::new().file("a.toml", &text).file("promise.toml", "[rules]\nSUP001 = \"info\"\n");
    let json = folder.promise(&["check", ".", "--format", "json", "--select", "SUP"]).ended(0).json();
    assert_eq!(
        (&json["findings"][0]["code"], &json["findings"][0]["level"]),
        (&"SUP001".into(), &"info".into())
    );
    assert_eq!(json["findings"][0]["id"], "reply");
    let off = Folder::new().file("a.toml", &text).file("promise.toml", "[rules]\nSUP = \"off\"\n");
    assert!(found(&off, &["--select", "SUP"]).is_empty());
}
