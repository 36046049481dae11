//! Stories of mistakes in definitions: files in, findings out, as a user reads them.
//!
//! Each mistake stands in TOML and in YAML, where both syntaxes can make it.

#![allow(clippy::too_many_lines)] // a story is as long as what it shows

use crate::folder::Folder;

#[test]
fn text_without_quotes_in_toml() {
    let folder = Folder::new().file(
        "a.toml",
        r#"
[[commitment]]
id = "reply"
text = "We reply within 4 hours."
[[commitment.target]]
clock = "reply"
within = 4h
"#,
    );
    folder.finds(
        r#"
error[DEF001]: text without quotes
 --> a.toml:6:10
  |
6 | within = 4h
  |          ^^
  |
  = help: TOML wants quotes around it: "4h"

1 error (DEF 1) in 1 file with 1 commitment, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
"#,
    );
}

#[test]
fn yaml_that_is_not_indented_right() {
    let folder = Folder::new().file(
        "a.yaml",
        "
clock:
  - id: reply
    start: received
   stop: replied
",
    );
    folder.finds(
        "
error[DEF001]: this line is indented like nothing above it
 --> a.yaml:4:4
  |
4 |    stop: replied
  |    ^
  |
  = help: give the fields of one table the same indentation

1 error (DEF 1) in 1 file with 0 commitments, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
",
    );
}

#[test]
fn a_full_width_colon_in_yaml() {
    let folder = Folder::new().file(
        "a.yaml",
        "
clock:
  - id: reply
    start：received
    stop: replied
",
    );
    folder.finds(
        "
error[DEF001]: a full-width colon `：` where YAML needs `: `
 --> a.yaml:3:10
  |
3 |     start：received
  |          ^^
  |
  = help: write `: `, a half-width colon and a space

1 error (DEF 1) in 1 file with 0 commitments, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
",
    );
}

#[test]
fn full_width_marks_in_toml() {
    let folder = Folder::new().file(
        "a.toml",
        r#"
[[clock]]
id = “reply”
start ＝ "received"
stop = "replied"
"#,
    );
    folder.finds(
        r#"
error[DEF001]: a full-width `“` outside of quotes
 --> a.toml:2:6
  |
2 | id = “reply”
  |      ^
  |
  = help: write `"`

error[DEF001]: a full-width `＝` outside of quotes
 --> a.toml:3:7
  |
3 | start ＝ "received"
  |       ^^
  |
  = help: write `=`

2 errors (DEF 2) in 1 file with 0 commitments, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
"#,
    );
}

#[test]
fn brackets_and_quotes_that_are_not_closed() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[clock]]
id = "reply
start = "received"
stop = "replied"
"#,
        )
        .file(
            "b.yaml",
            "
clock:
  - {id: answer, start: received, stop: replied
calendar:
  - id: x
",
        );
    folder.finds(
        r#"
error[DEF001]: a quotation mark that is not closed
 --> a.toml:2:6
  |
2 | id = "reply
  |      ^^^^^^
  |
  = help: close it; a text of several lines stands between `"""` in TOML, behind
          `|` in YAML

error[DEF001]: a bracket that is not closed, or a comma that is missing
 --> b.yaml:4:3
  |
4 |   - id: x
  |   ^
  |
  = help: close every `[` and `{` and put commas between items

2 errors (DEF 2) in 2 files with 0 commitments, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
"#,
    );
}

#[test]
fn an_unknown_field() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[clock]]
id = "reply"
start = "received"
stpo = "replied"
colour = "red"
"#,
        )
        .file(
            "b.yaml",
            "
clock:
  - id: answer
    start: received
    stpo: replied
    colour: red
",
        );
    folder.finds(
        r#"
error[DEF004]: `clock` without `stop`
 --> a.toml:1:1
  |
1 | [[clock]]
  | ^^^^^^^^^
  |
  = help: add `stop` with the event that stops the clock

error[DEF002]: `clock` has no field `stpo`
 --> a.toml:4:1
  |
4 | stpo = "replied"
  | ^^^^
  |
  = help: did you mean `stop`?

error[DEF002]: `clock` has no field `colour`
 --> a.toml:5:1
  |
5 | colour = "red"
  | ^^^^^^
  |
  = help: it takes id, start, stop, pause, calendar, reopen

error[DEF004]: `clock` without `stop`
 --> b.yaml:2:5
  |
2 |   - id: answer
  |     ^^^^^^^^^^
  |
  = help: add `stop` with the event that stops the clock

error[DEF002]: `clock` has no field `stpo`
 --> b.yaml:4:5
  |
4 |     stpo: replied
  |     ^^^^
  |
  = help: did you mean `stop`?

error[DEF002]: `clock` has no field `colour`
 --> b.yaml:5:5
  |
5 |     colour: red
  |     ^^^^^^
  |
  = help: it takes id, start, stop, pause, calendar, reopen

6 errors (DEF 6) in 2 files with 0 commitments, checked as of 2026-11-21
2 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn a_field_below_the_wrong_table() {
    let folder = Folder::new().file(
        "a.toml",
        r#"
[[commitment]]
id = "reply"
text = "We reply within 4 hours."

[[commitment.target]]
clock = "reply"
within = "4h"
contact = "400-800-1234"

[[clock]]
id = "reply"
start = "received"
stop = "replied"
"#,
    );
    folder.finds(
        r#"
error[DEF002]: `target` has no field `contact`
 --> a.toml:8:1
  |
8 | contact = "400-800-1234"
  | ^^^^^^^
  |
  = help: it is a field of `commitment`: in TOML move it above the first table
          of the `commitment`, in YAML out by one level

1 error (DEF 1) in 1 file with 1 commitment, checked as of 2026-11-21
1 definition with mistakes not seen by the rules
"#,
    );
}

#[test]
fn settings_and_definitions_in_each_others_file() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[rules]
CLR = "off"
"#,
        )
        .file(
            "promise.toml",
            r#"
[[clock]]
id = "reply"
start = "received"
stop = "replied"
"#,
        );
    folder.finds(
        "
error[DEF002]: a file of definitions has no field `rules`
 --> a.toml:1:2
  |
1 | [rules]
  |  ^^^^^
  |
  = help: settings stand in promise.toml in the folder

error[DEF002]: promise.toml has no field `clock`
 --> promise.toml:1:3
  |
1 | [[clock]]
  |   ^^^^^
  |
  = help: definitions stand in other files of the folder; promise.toml holds
          settings only

2 errors (DEF 2) in 2 files with 0 commitments, checked as of 2026-11-21
",
    );
}

#[test]
fn a_value_of_another_type() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[commitment]]
id = 7
owner = ["a", "b"]
review_by = true
[[commitment.exception]]
id = "parts"
when = { reason = {} }
[commitment.volume]
cases = "300"
per = "month"
[clock]
id = "x"
"#,
        )
        .file(
            "b.yaml",
            r#"
commitment:
  - id: 7
    owner: [a, b]
    review_by: true
    exception:
      id: parts
    volume: {cases: "300", per: month}
    contact:
"#,
        );
    folder.finds(
        r#"
error[DEF003]: expected text, found a number
 --> a.toml:2:6
  |
2 | id = 7
  |      ^
  |
  = help: put it in quotes: "7"

error[DEF003]: expected text, found a list
 --> a.toml:3:9
  |
3 | owner = ["a", "b"]
  |         ^^^^^^^^^^
  |
  = help: write one text in quotes

error[DEF003]: expected a date, found true or false
 --> a.toml:4:13
  |
4 | review_by = true
  |             ^^^^
  |
  = help: write it as 2026-03-31

error[DEF004]: a condition without `not`
 --> a.toml:7:19
  |
7 | when = { reason = {} }
  |                   ^^
  |
  = help: add `not`

error[DEF003]: expected a whole number that is not negative, found text
 --> a.toml:9:9
  |
9 | cases = "300"
  |         ^^^^^
  |
  = help: write it without quotes

error[DEF003]: expected a list of tables, found a table
  --> a.toml:11:1
   |
11 | [clock]
   | ^^^^^^^
   |
   = help: write the header with two brackets, `[[...]]`, or in YAML each table
           as an item, `- `

error[DEF003]: expected text, found a number
 --> b.yaml:2:9
  |
2 |   - id: 7
  |         ^
  |
  = help: put it in quotes: "7"

error[DEF003]: expected text, found a list
 --> b.yaml:3:12
  |
3 |     owner: [a, b]
  |            ^^^^^^
  |
  = help: write one text in quotes

error[DEF003]: expected a date, found true or false
 --> b.yaml:4:16
  |
4 |     review_by: true
  |                ^^^^
  |
  = help: write it as 2026-03-31

error[DEF003]: expected a list of tables, found a table
 --> b.yaml:6:7
  |
6 |       id: parts
  |       ^^^^^^^^^
  |
  = help: write the header with two brackets, `[[...]]`, or in YAML each table
          as an item, `- `

error[DEF003]: expected a whole number that is not negative, found text
 --> b.yaml:7:21
  |
7 |     volume: {cases: "300", per: month}
  |                     ^^^^^
  |
  = help: write it without quotes

error[DEF003]: expected text, or a table of texts by language, found nothing
 --> b.yaml:8:12
  |
8 |     contact:
  |            ^
  |
  = help: write a value, or delete the field

12 errors (DEF 12) in 2 files with 0 commitments, checked as of 2026-11-21
2 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn a_missing_field() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[clock]]
id = "reply"
start = "received"
[[calendar]]
id = "desk"
hours = { mon-fri = ["09:00-18:00"] }
"#,
        )
        .file(
            "b.yaml",
            r#"
clock:
  - id: answer
    start: received
calendar:
  - id: office
    hours: {mon-fri: ["09:00-18:00"]}
"#,
        );
    folder.finds(
        r#"
error[DEF004]: `clock` without `stop`
 --> a.toml:1:1
  |
1 | [[clock]]
  | ^^^^^^^^^
  |
  = help: add `stop` with the event that stops the clock

error[DEF004]: `calendar` without `timezone`
 --> a.toml:4:1
  |
4 | [[calendar]]
  | ^^^^^^^^^^^^
  |
  = help: add `timezone = "Asia/Shanghai"` or another IANA name

error[DEF004]: `clock` without `stop`
 --> b.yaml:2:5
  |
2 |   - id: answer
  |     ^^^^^^^^^^
  |
  = help: add `stop` with the event that stops the clock

error[DEF004]: `calendar` without `timezone`
 --> b.yaml:5:5
  |
5 |   - id: office
  |     ^^^^^^^^^^
  |
  = help: add `timezone = "Asia/Shanghai"` or another IANA name

4 errors (DEF 4) in 2 files with 0 commitments, checked as of 2026-11-21
4 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn a_duration_that_is_none() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[clock]]
id = "reply"
start = "received"
stop = "replied"
[[clock.pause]]
name = "a"
max = "24"
[[clock.pause]]
name = "b"
max = "0h"
remind = "3 moons"
[[clock.pause]]
name = "c"
max = "1 day 2h"
remind = "1.5 days"
[[clock.pause]]
name = "d"
max = "soon"
remind = "99999999 years"
"#,
        )
        .file(
            "b.yaml",
            "
clock:
  - id: answer
    start: received
    stop: replied
    pause: [{name: a, max: 24}, {name: b, max: -2小时, remind: 三十}]
",
        );
    folder.finds(
        r#"
error[DEF005]: `24` has no unit
 --> a.toml:7:7
  |
7 | max = "24"
  |       ^^^^
  |
  = help: write "24h", "24 business hours", "24 days" or "24 business days"

error[DEF005]: `0h` is not longer than nothing
  --> a.toml:10:7
   |
10 | max = "0h"
   |       ^^^^
   |
   = help: write "24h", "16 business hours", "7 days" or "3 business days"

error[DEF005]: `moons` is no unit of time
  --> a.toml:11:10
   |
11 | remind = "3 moons"
   |          ^^^^^^^^^
   |
   = help: units are s, m, h, days, weeks, months, years, and business minutes,
           business hours, business days

error[DEF005]: `1 day 2h` mixes kinds of time
  --> a.toml:14:7
   |
14 | max = "1 day 2h"
   |       ^^^^^^^^^^
   |
   = help: hours run round the clock, business hours in opening hours, days by
           the calendar: choose one kind

error[DEF005]: `1.5 days` is not a whole number of its unit
  --> a.toml:15:10
   |
15 | remind = "1.5 days"
   |          ^^^^^^^^^^
   |
   = help: days, weeks and months are counted whole; write part of a day in
           hours, such as "36h"

error[DEF005]: `soon` is no duration: a number is missing
  --> a.toml:18:7
   |
18 | max = "soon"
   |       ^^^^^^
   |
   = help: write "24h", "16 business hours", "7 days" or "3 business days"

error[DEF005]: `99999999 years` reaches past the year 9999
  --> a.toml:19:10
   |
19 | remind = "99999999 years"
   |          ^^^^^^^^^^^^^^^^
   |
   = help: write "24h", "16 business hours", "7 days" or "3 business days"

error[DEF005]: `24` has no unit
 --> b.yaml:5:28
  |
5 |     pause: [{name: a, max: 24}, {name: b, max: -2小时, remind: 三十}]
  |                            ^^
  |
  = help: write "24h", "24 business hours", "24 days" or "24 business days"

error[DEF005]: `-2小时` is not longer than nothing
 --> b.yaml:5:48
  |
5 |     pause: [{name: a, max: 24}, {name: b, max: -2小时, remind: 三十}]
  |                                                ^^^^^^
  |
  = help: write "24h", "16 business hours", "7 days" or "3 business days"

error[DEF005]: `三十` has no unit
 --> b.yaml:5:62
  |
5 |     pause: [{name: a, max: 24}, {name: b, max: -2小时, remind: 三十}]
  |                                                                ^^^^
  |
  = help: write "30h", "30 business hours", "30 days" or "30 business days"

10 errors (DEF 10) in 2 files with 0 commitments, checked as of 2026-11-21
2 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn an_id_or_key_that_comes_twice() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[clock]]
id = "reply"
start = "received"
start = "opened"
stop = "replied"
"#,
        )
        .file(
            "b.yaml",
            "
clock:
  - id: reply
    start: received
    start: opened
    stop: replied
commitment:
  - id: reply
    text: We reply within 4 hours.
  - id: reply
    text: We reply within 4 hours.
    ownr: a mistake in one of them hides nothing
",
        );
    folder.finds(
        r#"
error[DEF006]: `start` comes twice in one table
 --> a.toml:4:1
  |
3 | start = "received"
  | ----- first written here
4 | start = "opened"
  | ^^^^^
  |
  = help: keep one; several values of a field are a list

error[DEF006]: clock `reply` is defined twice
 --> b.yaml:2:9
  |
2 |   - id: reply
  |         ^^^^^
  |
 ::: a.toml:2:6
  |
2 | id = "reply"
  |      ^^^^^^^ first written here
  |
  = help: rename one, or delete it

error[DEF006]: `start` comes twice in one table
 --> b.yaml:4:5
  |
3 |     start: received
  |     ----- first written here
4 |     start: opened
  |     ^^^^^
  |
  = help: keep one; several values of a field are a list

error[DEF006]: commitment `reply` is defined twice
 --> b.yaml:9:9
  |
7 |   - id: reply
  |         ----- first written here
8 |     text: We reply within 4 hours.
9 |   - id: reply
  |         ^^^^^
  |
  = help: rename one; if it is a later version, give both an `effective` range
          that do not overlap

error[DEF002]: `commitment` has no field `ownr`
  --> b.yaml:11:5
   |
11 |     ownr: a mistake in one of them hides nothing
   |     ^^^^
   |
   = help: did you mean `owner`?

5 errors (DEF 5) in 2 files with 2 commitments, checked as of 2026-11-21
3 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn a_value_that_the_field_does_not_take() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[commitment]]
id = " reply "
status = "publishd"
effective = { from = 2026-03-01, until = 2026-02-01 }
review_by = "2026-13-01"
text = { english = "We reply within 4 hours." }
[[commitment.target]]
value = "csat"
at_least = "4%"
share = 98
statistic = "p101"
[[commitment.target]]
clock = "reply"
within = "4h"
by = "due"
absent = "breached"
[[calendar]]
id = "desk"
timezone = "Asia/Shanghai"
hours = { mon-fry = ["09:00-18:00"], sat = ["09:00-12:00", "11:00-13:00"], sun = ["9-12"] }
closed = ["2026-10-08..2026-10-01"]
years = "soon"
[[calendar]]
id = "never"
timezone = "Asia/Shanghai"
"#,
        )
        .file(
            "b.yaml",
            r#"
clock:
  - {id: reply, start: received, stop: replied}
standard:
  - id: fast
    applies: {weight: ">heavy"}
    target:
      - {clock: reply, within: 3 business days}
log:
  - {id: l, path: "", delimiter: "::", columns: {a: 0}}
"#,
        )
        .file(
            "promise.toml",
            r#"
[rules]
CLR099 = "off"
DEF001 = "off"
FLX = "warn"
"#,
        );
    folder.finds(
        r#"
error[DEF007]: " reply " has spaces around it
 --> a.toml:2:6
  |
2 | id = " reply "
  |      ^^^^^^^^^
  |
  = help: write "reply"

error[DEF007]: "publishd" is not among the words of this field
 --> a.toml:3:10
  |
3 | status = "publishd"
  |          ^^^^^^^^^^
  |
  = help: did you mean "published"? It takes draft, pilot, published, suspended,
          retired

error[DEF007]: `2026-03-01..2026-02-01` ends before it has begun
 --> a.toml:4:42
  |
4 | effective = { from = 2026-03-01, until = 2026-02-01 }
  |                                          ^^^^^^^^^^
  |
  = help: write the earlier end first; `until` is the first day after

error[DEF007]: `2026-13-01` is no date
 --> a.toml:5:13
  |
5 | review_by = "2026-13-01"
  |             ^^^^^^^^^^^^
  |
  = help: write year, month and day as 2026-03-31

error[DEF007]: `english` is no language
 --> a.toml:6:10
  |
6 | text = { english = "We reply within 4 hours." }
  |          ^^^^^^^
  |
  = help: write a tag such as en, zh or zh-Hant

error[DEF007]: `4%` is neither a number nor a duration
 --> a.toml:9:12
  |
9 | at_least = "4%"
  |            ^^^^
  |
  = help: write a value without quotes, such as 4.5, or a duration with its
          unit, such as "2h"

error[DEF007]: `98` is not between nothing and all cases
  --> a.toml:10:9
   |
10 | share = 98
   |         ^^
   |
   = help: write "98%" or 0.98; 98 alone would be 9800 %

error[DEF007]: "p101" is no statistic
  --> a.toml:11:13
   |
11 | statistic = "p101"
   |             ^^^^^^
   |
   = help: it takes share, mean, median, count, sum, or a percentile from p1 to
           p100

error[DEF007]: `within` and `by` cannot stand together
  --> a.toml:15:1
   |
14 | within = "4h"
   | ------ conflicts with this
15 | by = "due"
   | ^^
   |
   = help: keep one of them

error[DEF007]: `absent` means nothing without `value`
  --> a.toml:16:1
   |
16 | absent = "breached"
   | ^^^^^^
   |
   = help: add `value`, or delete `absent`

error[DEF007]: `mon-fry` is no weekday
  --> a.toml:20:11
   |
20 | hours = { mon-fry = ["09:00-18:00"], sat = ["09:00-12:00", "11:00-13:00"...
   |           ^^^^^^^
   |
   = help: write mon, tue, wed, thu, fri, sat, sun, or a range such as mon-fri

error[DEF007]: 11:00-13:00 overlaps the window before it
  --> a.toml:20:60
   |
20 | ...00"], sat = ["09:00-12:00", "11:00-13:00"], sun = ["9-12"] }
   |                                ^^^^^^^^^^^^^
   |
   = help: join the two, or move one

error[DEF007]: `9-12` are no opening hours
  --> a.toml:20:83
   |
20 | ...12:00", "11:00-13:00"], sun = ["9-12"] }
   |                                   ^^^^^^
   |
   = help: write "09:00-18:00"; the day may end at 24:00

error[DEF007]: `2026-10-08..2026-10-01` ends before it has begun
  --> a.toml:21:11
   |
21 | closed = ["2026-10-08..2026-10-01"]
   |           ^^^^^^^^^^^^^^^^^^^^^^^^
   |
   = help: write the earlier end first; `until` is the first day after

error[DEF007]: `soon` is no range of years
  --> a.toml:22:9
   |
22 | years = "soon"
   |         ^^^^^^
   |
   = help: write 2026 or "2025..2027"

error[DEF007]: a calendar that is never open
  --> a.toml:23:1
   |
23 | [[calendar]]
   | ^^^^^^^^^^^^
   |
   = help: add `hours`, such as `mon-fri = ["09:00-18:00"]`

error[DEF007]: `>heavy` is no comparison with numbers
 --> b.yaml:5:23
  |
5 |     applies: {weight: ">heavy"}
  |                       ^^^^^^^^
  |
  = help: write "<=5", ">5" or ">5 <=10"

error[DEF007]: 3 business days cannot be counted: clock `reply` has no calendar
 --> b.yaml:7:32
  |
2 |   - {id: reply, start: received, stop: replied}
  |          ----- the clock
...
7 |       - {clock: reply, within: 3 business days}
  |                                ^^^^^^^^^^^^^^^
  |
  = help: give clock `reply` a `calendar`, or write the limit in hours or days
          that run on

error[DEF007]: this is empty
 --> b.yaml:9:19
  |
9 |   - {id: l, path: "", delimiter: "::", columns: {a: 0}}
  |                   ^^
  |
  = help: write something, or delete the field

error[DEF007]: "::" does not separate fields
 --> b.yaml:9:34
  |
9 |   - {id: l, path: "", delimiter: "::", columns: {a: 0}}
  |                                  ^^^^
  |
  = help: write one character, such as "," or ";", or "tab"

error[DEF007]: 0 is no place
 --> b.yaml:9:53
  |
9 |   - {id: l, path: "", delimiter: "::", columns: {a: 0}}
  |                                                     ^
  |
  = help: columns and parts are counted from 1

error[DEF007]: there is no rule or family `CLR099`
 --> promise.toml:2:1
  |
2 | CLR099 = "off"
  | ^^^^^^
  |
  = help: did you mean `CLR009`?

error[DEF007]: the level of `DEF001` cannot be changed
 --> promise.toml:3:1
  |
3 | DEF001 = "off"
  | ^^^^^^
  |
  = help: a definition with a mistake of form is left out of every rule: mend it
          instead

error[DEF007]: "warn" is not among the words of this field
 --> promise.toml:4:7
  |
4 | FLX = "warn"
  |       ^^^^^^
  |
  = help: it takes off, info, warning, error

24 errors (DEF 24) in 3 files with 1 commitment, checked as of 2026-11-21
5 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn versions_that_overlap() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[commitment]]
id = "reply"
text = "We reply within 8 hours."
effective = { from = 2025-01-01, until = 2026-07-01 }
[[commitment]]
id = "reply"
text = "We reply within 4 hours."
effective = { from = 2026-01-01 }
"#,
        )
        .file(
            "b.yaml",
            "
commitment:
  - id: visit
    effective: {from: 2026-01-01}
  - id: visit
    effective: {until: 2026-01-02}
",
        );
    folder.finds(
        "
error[DEF008]: two versions of `reply` are in force on 2026-01-01
 --> a.toml:8:22
  |
4 | effective = { from = 2025-01-01, until = 2026-07-01 }
  |                      ---------- the other version
...
8 | effective = { from = 2026-01-01 }
  |                      ^^^^^^^^^^
  |
  = help: end the earlier one with `until`, the first day on which it is no
          longer in force

error[DEF008]: two versions of `visit` are in force on 2026-01-01
 --> b.yaml:5:24
  |
3 |     effective: {from: 2026-01-01}
  |                       ---------- the other version
4 |   - id: visit
5 |     effective: {until: 2026-01-02}
  |                        ^^^^^^^^^^
  |
  = help: end the earlier one with `until`, the first day on which it is no
          longer in force

2 errors (DEF 2) in 2 files with 4 commitments, checked as of 2026-11-21
",
    );
}

#[test]
fn files_that_are_not_utf_8() {
    let folder = Folder::new()
        .bytes(
            "gbk.toml",
            &[
                35, 32, 205, 182, 203, 223, 10, 91, 91, 99, 108, 111, 99, 107, 93, 93, 10, 105, 100, 32, 61,
                32, 34, 205, 182, 203, 223, 34, 10,
            ],
        )
        .bytes(
            "utf16.yaml",
            &[
                255, 254, 99, 0, 108, 0, 111, 0, 99, 0, 107, 0, 58, 0, 10, 0, 32, 0, 32, 0, 45, 0, 32, 0,
                105, 0, 100, 0, 58, 0, 32, 0, 120, 0, 10, 0,
            ],
        );
    folder.finds(
        "
error[DEF009]: bytes that are not UTF-8
 --> gbk.toml:1:4
  |
1 | # Ͷ��
  |    ^
  |
  = help: save the file as UTF-8; Chinese text from older programs is often GBK:
          `iconv -f GB18030 -t UTF-8`

error[DEF009]: this file is UTF-16
--> utf16.yaml:1:1
 = help: save it as UTF-8 (in Notepad: Save as, Encoding, UTF-8)

2 errors (DEF 2) in 2 files with 0 commitments, checked as of 2026-11-21
",
    );
}

#[test]
fn an_id_that_does_not_exist() {
    let folder = Folder::new()
        .file(
            "a.toml",
            r#"
[[commitment]]
id = "reply"
text = "We reply within 4 hours."
standard = "desk"
[[commitment.target]]
clock = "rplay"
within = "4h"
[[clock]]
id = "reply"
start = "received"
stop = "replied"
calendar = "offfice"
[[calendar]]
id = "office"
timezone = "Asia/Shanghai"
hours = { mon-fri = ["09:00-18:00"] }
"#,
        )
        .file(
            "b.yaml",
            "
standard:
  - id: quick
    target: [{clock: replay, within: 3h}]
    capacity: {staff: 2, handling: 5m, arrivals_per_hour: 3, calendar: shop}
    depends_on: [quikc]
log:
  - {id: l, path: x.csv, serves: [relpy]}
",
        )
        .file(
            "promise.toml",
            r#"
[[allow]]
rule = "CLR002"
commitment = "replies"
reason = "being reviewed"
"#,
        );
    folder.finds(
        r#"
error[CON011]: there is no standard `desk`
 --> a.toml:4:12
  |
4 | standard = "desk"
  |            ^^^^^^
  |
  = help: define it, or name a standard that is defined

error[CON011]: there is no clock `rplay`
 --> a.toml:6:9
  |
6 | clock = "rplay"
  |         ^^^^^^^
  |
  = help: did you mean `reply`?

error[CON011]: there is no calendar `offfice`
  --> a.toml:12:12
   |
12 | calendar = "offfice"
   |            ^^^^^^^^^
   |
   = help: did you mean `office`?

error[CON011]: there is no clock `replay`
 --> b.yaml:3:22
  |
3 |     target: [{clock: replay, within: 3h}]
  |                      ^^^^^^
  |
  = help: did you mean `reply`?

error[CON011]: there is no calendar `shop`
 --> b.yaml:4:72
  |
4 |     capacity: {staff: 2, handling: 5m, arrivals_per_hour: 3, calendar: shop}
  |                                                                        ^^^^
  |
  = help: define it, or name a calendar that is defined

error[CON011]: there is no standard or commitment `quikc`
 --> b.yaml:5:18
  |
5 |     depends_on: [quikc]
  |                  ^^^^^
  |
  = help: did you mean `quick`?

error[CON011]: there is no standard or commitment `relpy`
 --> b.yaml:7:35
  |
7 |   - {id: l, path: x.csv, serves: [relpy]}
  |                                   ^^^^^
  |
  = help: did you mean `reply`?

error[CON011]: there is no commitment `replies`
 --> promise.toml:3:14
  |
3 | commitment = "replies"
  |              ^^^^^^^^^
  |
  = help: define it, or name a commitment that is defined

8 errors (CON 8) in 3 files with 1 commitment, checked as of 2026-11-21
"#,
    );
}

#[test]
fn mistakes_of_form_and_wrong_references_come_in_one_run() {
    let folder = Folder::new().file(
        "a.toml",
        r#"
[[commitment]]
id = "reply"
ownr = "x"
standard = "fsat"
[[commitment.target]]
clock = "rplay"
within = "4"
[[clock]]
id = "reply"
start = "received"
[[standard]]
id = "fast"
share = "98%"
"#,
    );
    folder.finds(
        r#"
error[DEF002]: `commitment` has no field `ownr`
 --> a.toml:3:1
  |
3 | ownr = "x"
  | ^^^^
  |
  = help: did you mean `owner`?

error[CON011]: there is no standard `fsat`
 --> a.toml:4:12
  |
4 | standard = "fsat"
  |            ^^^^^^
  |
  = help: did you mean `fast`?

error[CON011]: there is no clock `rplay`
 --> a.toml:6:9
  |
6 | clock = "rplay"
  |         ^^^^^^^
  |
  = help: did you mean `reply`?

error[DEF005]: `4` has no unit
 --> a.toml:7:10
  |
7 | within = "4"
  |          ^^^
  |
  = help: write "4h", "4 business hours", "4 days" or "4 business days"

error[DEF004]: `clock` without `stop`
 --> a.toml:8:1
  |
8 | [[clock]]
  | ^^^^^^^^^
  |
  = help: add `stop` with the event that stops the clock

error[DEF002]: `standard` has no field `share`
  --> a.toml:13:1
   |
13 | share = "98%"
   | ^^^^^
   |
   = help: it takes id, title, text, owner, applies, scope, effective, target,
           exception, capacity, depends_on, floor

6 errors (CON 2, DEF 4) in 1 file with 1 commitment, checked as of 2026-11-21
3 definitions with mistakes not seen by the rules
"#,
    );
}

#[test]
fn what_a_syntax_error_cuts_off_is_not_reported_again() {
    let folder = Folder::new()
        .file(
            "a.yaml",
            "
commitment:
  - id: reply
    text: We reply within 4 hours.
    standard: fast
    target:
      - clock: reply
        within: [4h
clock:
  - id: reply
    start: received
",
        )
        .file(
            "b.toml",
            r#"
[[commitment]]
id = "visit"
[commitment.remedy
amount = 3
contact = "400"

[[standard]]
id = "quick"
[[standard]]
id = "slow"
"#,
        );
    folder.finds(
        "
error[DEF001]: a bracket that is not closed, or a comma that is missing
 --> a.yaml:7:17
  |
7 |         within: [4h
  |                 ^
  |
  = help: close every `[` and `{` and put commas between items

error[DEF001]: a bracket that is not closed, or a comma that is missing
 --> b.toml:3:19
  |
3 | [commitment.remedy
  |                   ^
  |
  = help: close every `[` and `{` and put commas between items

2 errors (DEF 2) in 2 files with 2 commitments, checked as of 2026-11-21
2 definitions with mistakes not seen by the rules
",
    );
}
