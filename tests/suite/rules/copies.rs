//! CON003: copies that lag behind, and copies that only look different.

use super::{check, found};
use crate::command::Folder;

const TEXT: &str = "We answer your message within 4 hours of receiving it, in 95% of cases.";
const ZH: &str = "自收到您的留言起4小时内答复，达成率不低于95%。";

fn definition(more: &str) -> String {
    format!(
        "[[commitment]]\nid = \"answer\"\nstatus = \"published\"\npublished = [\"../site/promises.md\"]\ntext = {{ en = \"{TEXT}\", zh = \"{ZH}\" }}\n{more}"
    )
}

fn copy(page: &str) -> Vec<String> {
    check("CON003", &[("commitments/a.toml", &definition("")), ("site/promises.md", page)])
}

#[test]
fn copies_that_say_the_same() {
    for page in [
        format!("<!-- promise: answer -->\n{TEXT}\n"),
        format!("# Us\n<!-- promise: answer -->\n## Messages\n\n{ZH}\n\n{TEXT}\n\n## Next\nwithin 9 hours\n"),
        "<!-- promise: answer -->\n- We **answer** your [message](/m) within\n  `4 hours` of receiving it, in 95&nbsp;% of cases\n\nLast month: 97%.\n".to_owned(),
        "<!-- promise: answer -->\n<p>自收到您的留言起<b>４小时</b>内答复，\n达成率不低于９５％。</p>\n".to_owned(),
        format!("<!-- promise: other -->\nno\n<!-- promise: answer -->\n{TEXT}\n<!-- promise: third -->\nwithin 9 hours\n"),
    ] {
        assert_eq!(copy(&page), [""; 0], "{page}");
    }
}

#[test]
fn copies_that_say_something_else() {
    for (page, expected) in [
        (
            format!("<!-- promise: answer -->\n{}\n", TEXT.replace('4', "8")),
            "this copy says \"8 hours\" where the commitment says \"4 hours\"",
        ),
        (
            format!("<!-- promise: answer -->\n{TEXT}\n\n{}\n", ZH.replace("4小时", "半小时")),
            "this copy says \"半小时\" where the commitment says \"4小时\"",
        ),
        (
            format!("<!-- promise: answer -->\n{}\n", TEXT.replace(", in 95% of cases", "")),
            "this copy lacks what the commitment promises: \"95%\"",
        ),
        (
            format!("<!-- promise: answer -->\n{}\n", TEXT.replace("answer", "try to answer")),
            "this copy has words that the commitment has not: \"try to\"",
        ),
        (
            format!("<!-- promise: answer -->\n\n## Other\n{TEXT}"),
            "nothing of the commitment's text stands behind the marker",
        ),
        (
            format!("{TEXT}\n"),
            "../site/promises.md has no copy of this commitment: the marker `<!-- promise: answer -->` is not there",
        ),
    ] {
        let found = copy(&page);
        // A heading right behind the marker belongs to it.
        let expected: Vec<_> =
            if page.contains("## Other") { vec![] } else { vec![format!("error CON003: {expected}")] };
        assert_eq!(found, expected, "{page}");
    }
    let empty = copy("<!-- promise: answer -->\n");
    assert_eq!(empty, ["error CON003: this copy lacks what the commitment promises: \"4 hours\", \"95%\""]);
    let missing = check("CON003", &[("commitments/a.toml", &definition(""))]);
    assert_eq!(missing, ["error CON003: ../site/promises.md does not exist"]);
}

#[test]
fn the_fix_writes_the_text_into_the_copy() {
    let fixed = |page: &str| {
        let folder = Folder::new().file("commitments/a.toml", definition("")).file("site/promises.md", page);
        let json = folder.promise(&["check", "--select", "CON003", "--format", "json"]).json();
        let finding = &json["findings"][0];
        assert_eq!(
            (finding["path"].as_str(), finding["id"].as_str()),
            (Some("site/promises.md"), Some("answer"))
        );
        assert_eq!(finding["fix"]["safe"], true);
        let edit = &finding["fix"]["edits"][0];
        let place = |name: &str| usize::try_from(edit[name].as_u64().unwrap()).unwrap();
        let mut text = page.to_owned();
        text.replace_range(place("start")..place("end"), edit["text"].as_str().unwrap());
        let folder = folder.file("site/promises.md", &text);
        assert_eq!(found(&folder, "CON003"), [""; 0], "{text}");
        text
    };
    let page = "# Us\n\n<!-- promise: answer -->\n### Messages\n- We answer **within 8 hours**.\n\nAsk us.\n";
    assert_eq!(
        fixed(page),
        "# Us\n\n<!-- promise: answer -->\n### Messages\n- ".to_owned() + TEXT + "\n\nAsk us.\n"
    );
    let page = format!("# Us\n\n{TEXT}\n\n{}\n", ZH.replace('4', "5"));
    assert!(fixed(&page.replace(&ZH.replace('4', "5"), ZH)).contains("<!-- promise: answer -->\nWe answer"));
    fixed(&format!("<!-- promise: answer -->\n{TEXT}\n\n{}\n", ZH.replace('4', "5")));
    fixed("<!-- promise: answer -->\n");
}

#[test]
fn drafts_pages_on_the_web_and_replaced_versions_have_no_copies_to_check() {
    let draft = definition("").replace("published\"\npub", "draft\"\npub");
    assert_eq!(check("CON003", &[("commitments/a.toml", &draft)]), [""; 0]);
    let web = definition("").replace("../site/promises.md", "https://example.com/promises");
    assert_eq!(check("CON003", &[("commitments/a.toml", &web)]), [""; 0]);
    // The copy says the version in force, not yet the next.
    let next = definition("effective = { from = 2027-01-01 }\n")
        .replace("4 hours", "2 hours")
        .replace("4小时", "2小时");
    let both = format!("{}{next}", definition("effective = { from = 2026-01-01, until = 2027-01-01 }\n"));
    let page = format!("<!-- promise: answer -->\n{TEXT}\n");
    assert_eq!(check("CON003", &[("commitments/a.toml", &both), ("site/promises.md", &page)]), [""; 0]);
}
