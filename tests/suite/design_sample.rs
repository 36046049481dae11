//! The sample of the design: it shows every field, so it must be read without a mistake.

use crate::folder::Folder;

const COMPLAINTS: &str = r#"[[commitment]]
id        = "complaint-resolution"
title     = { en = "Complaints settled within 24 hours", zh = "投诉24小时办结" }
text      = { en = "We settle urgent complaints within 4 hours in 95% of cases and all other complaints within 24 hours in 98% of cases, from receiving them, each calendar month.",
              zh = "自受理起，紧急投诉4小时内办结，达成率不低于95%；其他投诉24小时内办结，达成率不低于98%（按自然月统计）。" }   # a plain string is allowed too
status    = "published"                       # draft | pilot | published | suspended | retired
owner     = "after-sales@example.com"
dimension = "responsiveness"                  # SERVQUAL: reliability responsiveness assurance empathy tangibles
applies   = { type = "complaint", channel = ["phone", "web"] }   # attribute = value or list; all must match
standard  = "complaint-handling"              # the standard that backs it
effective = { from = 2026-01-01 }             # from inclusive, until exclusive, civil dates
review_by = 2026-12-31
contact   = { en = "400-800-1234, every day 8:00-20:00" }
published = ["../site/promises.md"]           # copies that must say the same, marked <!-- promise: complaint-resolution -->
basis     = { survey = "survey of March 2026, 412 answers", expectation = "24h", benchmark = "48h" }   # evidence behind it
pilot     = { where = { region = "east" }, until = 2025-12-01, min_cases = 200 }
escalation = { after = "2h", to = "duty manager" }
volume    = { cases = 300, per = "month" }    # where no log says it

[[commitment.target]]                         # per measure (clock or value, kind, statistic) the first matching `when` decides; all targets with that `when` apply
clock  = "resolution"
within = "4h"
share  = "95%"
per    = "month"                              # day week month quarter year
when   = { priority = "urgent" }
[[commitment.target]]
clock  = "resolution"
within = "24h"
share  = "98%"
per    = "month"

[[commitment.exception]]                      # cases it excludes; what the customer gets instead
id      = "waiting-for-parts"
when    = { hold_reason = "parts" }
text    = { en = "Spare parts on back order" }
instead = { en = "We tell you within 4 hours and agree a new date." }

[commitment.remedy]
text    = { en = "If we are late you get a 20 yuan voucher within 7 calendar days, without asking." }
amount  = 20                                  # or "10%" with `of = "order_total"` (a log column)
currency = "CNY"
per     = "case"                              # case | period: `tiers = [{ below = "98%", amount = 100 }, …]` by attainment
cap     = { amount = 5000, per = "month" }
paid_within = "7 days"
claim   = "automatic"                         # automatic | on-request; or { how = "on-request", evidence = "receipt", within = "30 days" }
"#;

const SERVICE: &str = r#"standard:
  - id: complaint-handling
    applies: {type: complaint}
    target:
      - {clock: resolution, within: 3h, share: 95%, per: month, when: {priority: urgent}}
      - {clock: resolution, within: 20h, share: 98%, per: month}
    capacity: {staff: 14, handling: 18m, arrivals_per_hour: 30, calendar: service-desk}
    depends_on: []                            # standards or commitments in series behind this one
clock:
  - id: resolution
    start: received
    stop: resolved
    pause: {name: waiting_for_customer, max: 7 days, remind: 72h}   # or just the name; the log says where it is
    calendar: service-desk
    reopen: resume                            # the time from a stop to the case's next event is not counted, the last stop ends it; absent: the first stop does
calendar:
  - id: service-desk
    timezone: Asia/Shanghai
    hours: {mon-fri: ["09:00-12:00", "13:00-18:00"], sat: ["09:00-12:00"]}
    closed: [2026-10-01..2026-10-08]          # dates and ranges; `holidays: file.ics` reads iCalendar
    open: {2026-10-10: ["09:00-12:00", "13:00-18:00"]}   # make-up workdays; beats `closed` and `hours`
    years: 2025..2027                         # the years whose holidays are complete
log:
  - id: tickets
    path: logs/tickets-*.csv                  # relative to this file; .gz and .zst too; `-` is standard input
    shape: cases                              # cases: a row per case | events: a row per event
    case: ticket_id
    columns: {received: created_at, first_response: first_reply_at, resolved: solved_at}   # ours: theirs; attributes too
    pauses: {waiting_for_customer: {duration: hold_seconds}}   # or {columns: [hold_from, hold_to]}; a mapped column of that name is a duration in seconds
    timestamps: "%Y-%m-%d %H:%M:%S"           # one format or a list, or `iso`, `epoch`, `epoch_ms`; per column if need be
    timezone: Asia/Shanghai
    missing: ["", "NA", "?"]
    encoding: utf-8                           # any WHATWG label, gb18030 included
    delimiter: ","
    dated: received                           # the column or event that dates a case for targets without a clock; default: the one start that clocks take from this log
    serves: [complaint-resolution]            # default: every commitment whose start events it maps
"#;

const SETTINGS: &str = r#"notice_days = 30                              # how long before a weakening takes effect it must be known
[rules]
CLR002 = "error"                              # off | info | warning | error; a family too: FLX = "off"
[glossary]
"客户" = ["顾客", "用户"]                        # term = words to avoid; an empty list just defines the term
[order]
priority = ["low", "normal", "high", "urgent"]   # from mild to severe
[suspension]
who = "duty manager"
max = "72h"
notice = "1h"
[[allow]]
rule = "CLR002"
commitment = "complaint-resolution"
reason = "the legal wording is being reviewed"
until = 2027-03-30
"#;

#[test]
fn the_sample_of_the_design_has_no_mistake_of_form_and_no_wrong_reference() {
    let folder = Folder::new().file("complaints.toml", COMPLAINTS).file("service.yaml", SERVICE);
    let checked = folder.check(&["CON011"]);
    assert_eq!(checked.places(), [""; 0]);
    let definitions = checked.definitions;
    assert_eq!((definitions.commitments.len(), definitions.standards.len()), (1, 1));
    assert_eq!((definitions.clocks.len(), definitions.calendars.len(), definitions.logs.len()), (1, 1, 1));
    assert_eq!(definitions.unsound, 0);
}

#[test]
fn its_settings_are_read_too() {
    let folder = Folder::new()
        .file("complaints.toml", COMPLAINTS)
        .file("service.yaml", SERVICE)
        .file("promise.toml", SETTINGS);
    assert_eq!(folder.check(&["CON011"]).places(), [""; 0]);
}

#[test]
fn the_first_rules_find_nothing_in_it() {
    let folder = Folder::new().file("complaints.toml", COMPLAINTS).file("service.yaml", SERVICE);
    assert_eq!(folder.check(&[]).places(), [""; 0]);
}
