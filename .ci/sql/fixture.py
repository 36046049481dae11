"""A folder of promises and logs that looks for trouble, the same for each seed.

Two logs (a row per case, a row per event) with bad dates, leap days, days on which the clocks of three zones
change, quotes, Chinese, ties, unanswered waits, and promises of every kind.
"""

import csv
import random
from datetime import datetime, timedelta
from pathlib import Path

CASES = """
[[log]]
id = "tickets"
path = "../tickets.csv"
case = "id"
columns = { received = "created_at", resolved = "solved_at", promised = "due_at", seen = "seen_at", noticed = "told_at", event = "outage_at", joined = { join = ["part_a", "part_b"], with = "/" }, packed = { from = "packed", split = " / ", part = 2 }, spent = { from = "spent", unit = "h:mm:ss" }, cost = "cost" }
pauses = { hold = { columns = ["hold_from", "hold_to"] }, wait = { columns = ["w_from", "w_to"] }, rest = { columns = ["r_from", "r_to"] }, trip = { columns = ["t_from", "t_to"] }, idle = { duration = "idle_s" } }
timestamps = { default = ["iso", "%Y-%m-%d %H:%M:%S"], seen = "epoch", noticed = "epoch_ms" }
timezone = "Europe/Madrid"
missing = ["", "NA", "?"]
dated = "received"
serves = [SERVES]
"""

EVENTS = """
[[log]]
id = "steps"
path = "../steps.csv"
shape = "events"
case = "ticket"
event = "what"
at = "when"
state = "status"
rank = ["opened", "asked", "heard", "closed"]
timestamps = "iso"
timezone = "America/Santiago"
pauses = { waiting = { while = ["waiting", "等待"] }, asking = { from = "asked", to = "heard" }, held = { columns = ["h_from", "h_to"] } }
serves = [SERVES]
"""

CALENDARS = """
[[calendar]]
id = "desk"
timezone = "Europe/Madrid"
hours = { mon-fri = ["09:00-12:00", "13:00-18:00"], sat = ["22:00-02:00"] }
closed = ["2026-03-19", "2026-04-02..2026-04-03"]
open = { 2026-03-29 = ["00:00-24:00"] }
[[calendar]]
id = "night"
timezone = "Asia/Shanghai"
hours = { mon-sun = ["20:00-24:00", "00:00-04:00"] }
closed = ["2026-02-17..2026-02-20"]
[[calendar]]
id = "south"
timezone = "America/Santiago"
hours = { mon-fri = ["08:30-17:15"] }
"""

CLOCKS = """
[[clock]]
id = "plain"
start = "received"
stop = "resolved"
[[clock]]
id = "desk"
start = "received"
stop = "resolved"
calendar = "desk"
[[clock]]
id = "night"
start = "received"
stop = "resolved"
calendar = "night"
[[clock]]
id = "held"
start = "received"
stop = "resolved"
calendar = "desk"
pause = ["hold", "wait"]
[[clock]]
id = "held-most"
start = "received"
stop = "resolved"
calendar = "desk"
pause = [{ name = "hold", max = "5h" }, { name = "wait", max = "2 days" }]
[[clock]]
id = "held-open"
start = "received"
stop = "resolved"
calendar = "desk"
pause = [{ name = "hold", max = "2 business hours" }, { name = "idle", max = "90m" }]
[[clock]]
id = "held-days"
start = "received"
stop = "resolved"
calendar = "desk"
pause = [{ name = "hold", max = "2 business days" }, { name = "wait", max = "3 business hours" }]
[[clock]]
id = "held-night"
start = "received"
stop = "resolved"
calendar = "night"
pause = [{ name = "hold", max = "1 month" }, { name = "wait", max = "1 business day" }, "rest", "trip"]
[[clock]]
id = "idle"
start = "received"
stop = "resolved"
calendar = "desk"
pause = ["idle", "hold"]
[[clock]]
id = "seen"
start = "seen"
stop = "resolved"
[[clock]]
id = "outage"
start = "noticed"
stop = "event"
calendar = "desk"
[[clock]]
id = "steps"
start = "opened"
stop = { event = ["closed"], which = "last" }
calendar = "south"
pause = ["waiting", { name = "asking", max = "6h" }]
reopen = "resume"
[[clock]]
id = "steps-days"
start = "first_of_case"
stop = { event = ["closed"], which = "last" }
calendar = "south"
pause = [{ name = "waiting", max = "1 business day" }, { name = "asking", max = "2 days" }]
[[clock]]
id = "steps-hours"
start = "first_of_case"
stop = { event = ["closed"], which = "last" }
calendar = "south"
pause = [{ name = "waiting", max = "5 business hours" }]
[[clock]]
id = "steps-month"
start = "first_of_case"
stop = "closed"
calendar = "south"
pause = [{ name = "waiting", max = "1 month" }, { name = "held", max = "2 business days" }]
[[clock]]
id = "steps-held"
start = "begun"
stop = { event = ["closed"], which = "last" }
calendar = "south"
pause = ["waiting", "asking", "held"]
reopen = "resume"
[[clock]]
id = "steps-first"
start = "first_of_case"
stop = "closed"
calendar = "south"
pause = "waiting"
"""

TARGETS = [
    ("plain", 'within = "4h"'), ("plain", 'within = "3 days"'), ("plain", 'within = "1 month"\ndue_at = "same-time"'),
    ("plain", 'within = "2 days"\ndue_at = "same-time"\ncounted_by = "due"'),
    ("plain", 'within = "30h"\ncounted_by = "stop"\nper = "week"'),
    ("desk", 'within = "6 business hours"\nper = "day"'), ("night", 'within = "5 business hours"\nper = "quarter"'),
    ("desk", 'within = "2 business days"'), ("desk", 'within = "1 business day"\ndue_at = "midnight"\nper = "year"'),
    ("desk", 'within = "2 business days"\ndue_at = "same-time"'), ("night", 'within = "3 business days"\ncounted_by = "due"'),
    ("desk", 'within = "2 days"\ndue_at = "close"'),
    ("held", 'within = "8h"'), ("held", 'within = "7 business hours"'), ("held", 'within = "2 days"'),
    ("held", 'within = "1 month"'), ("held", 'within = "2 business days"'),
    ("held", 'within = "2 business days"\ndue_at = "midnight"'), ("held", 'within = "3 days"\ndue_at = "same-time"'),
    ("held", 'within = "3 days"\ndue_at = "close"'),
    ("held-most", 'within = "20h"'), ("held-most", 'within = "6 business hours"'), ("held-most", 'within = "3 business days"'),
    ("held", 'within = "2 business days"\ndue_at = "same-time"'), ("held", 'within = "6 business hours"\ncounted_by = "due"'),
    ("held", 'within = "3 days"\ncounted_by = "due"\nper = "week"'), ("held", 'within = "20h"\ncounted_by = "stop"\nper = "day"'),
    ("held-days", 'within = "12h"'), ("held-days", 'within = "6 business hours"'), ("held-days", 'within = "2 business days"\ncounted_by = "due"'),
    ("held-days", 'within = "4 days"'), ("held-night", 'within = "5 business hours"'), ("held-night", 'within = "3 days"'), ("held-night", 'within = "16h"'),
    ("desk", 'within = "6 business hours"\ncounted_by = "due"\nper = "day"'), ("night", 'within = "4 business hours"\ncounted_by = "stop"'),
    ("outage", 'ahead = "3 business hours"\ncounted_by = "due"'), ("idle", 'within = "3 business hours"\ncounted_by = "due"'),
    ("held-open", 'within = "5 business hours"'), ("idle", 'within = "10h"'), ("idle", 'within = "5 business hours"'),
    ("seen", 'within = "12h"'), ("plain", 'by = "promised"'), ("plain", 'by = "promised"\ncounted_by = "due"'),
    ("outage", 'ahead = "24h"'), ("outage", 'ahead = "6 business hours"'), ("outage", 'ahead = "2 days"'),
    ("outage", 'ahead = "1 month"\ndue_at = "same-time"'), ("outage", 'ahead = "2 business days"'),
    ("outage", 'ahead = "2 business days"\ndue_at = "same-time"'), ("outage", 'ahead = "1 business day"\ndue_at = "midnight"'),
    ("plain", 'statistic = "p90"\nat_most = "30h"'), ("held", 'statistic = "mean"\nat_most = "9 business hours"'),
    ("desk", 'statistic = "median"\nat_most = "3 business days"'),
]
STEPS = [
    ("steps", 'within = "20h"', ""), ("steps", 'within = "6 business hours"', 'applies = { team = ["a", "乙"] }\n'),
    ("steps-first", 'within = "2 business days"', ""), ("steps-first", 'within = "2 days"\nper = "week"', ""),
    ("steps", 'within = "2 business days"\ndue_at = "same-time"\ncounted_by = "due"', ""), ("steps", 'within = "8 business hours"\ncounted_by = "due"', ""),
    *[(clock, target, "") for clock in ["steps-days", "steps-hours", "steps-month", "steps-held"]
      for target in ['within = "30h"', 'within = "9 business hours"\ncounted_by = "due"', 'within = "3 days"', 'within = "2 business days"']],
]
VALUES = [
    'value = "cost"\nat_most = 12.5', 'value = "cost"\nat_least = -3\nabsent = "breached"', 'value = "spent"\nat_most = "30m"',
    'value = "grade"\nequals = "1"', 'value = "joined"\nequals = "a/b"\nabsent = "breached"', 'value = "cost"\nstatistic = "mean"\nat_least = 4',
]


def commitment(name, target, more=""):
    return f'[[commitment]]\nid = "{name}"\nstatus = "published"\n{more}[[commitment.target]]\n{target}\nshare = "90%"\n'.replace(
        'share = "90%"\n', "" if "statistic" in target else 'share = "90%"\n'
    )


def definitions():
    parts, names = [], []
    for number, (clock, target) in enumerate(TARGETS):
        names.append(f"c{number}")
        parts.append(commitment(names[-1], f'clock = "{clock}"\n{target}'))
    for number, target in enumerate(VALUES):
        names.append(f"v{number}")
        parts.append(commitment(names[-1], target))
    conditional = """
[[commitment]]
id = "bands"
status = "published"
applies = { channel = ["phone", "web", "电话", "BACK\\\\SLASH"], grade = { not = ["", "9"] } }
effective = { from = 2026-02-01, until = 2026-03-10 }
[[commitment.target]]
clock = "plain"
within = "4h"
when = { grade = ">2 <=4" }
[[commitment.target]]
clock = "plain"
within = "8h"
share = "80%"
when = { grade = "1" }
[[commitment.target]]
clock = "plain"
within = "24h"
[[commitment.exception]]
id = "it's \\"odd\\""
when = { packed = "odd", resolved = "" }
[[commitment.exception]]
when = { vip = true }
[[commitment]]
id = "bands"
status = "published"
effective = { from = 2026-03-20 }
[[commitment.target]]
clock = "desk"
within = "1 business day"
[[commitment]]
id = "try"
status = "pilot"
applies = { channel = "web" }
[commitment.pilot]
where = { grade = "<3" }
until = 2026-03-15
[[commitment.target]]
clock = "plain"
within = "6h"
[[standard]]
id = "inner"
[[standard.target]]
clock = "desk"
within = "3 business hours"
"""
    names += ["bands", "try", "inner"]
    steps = []
    for number, (clock, target, more) in enumerate(STEPS):
        steps.append(commitment(f"e{number}", f'clock = "{clock}"\n{target}', more))
    of_steps = ", ".join(f'"e{number}"' for number in range(len(STEPS)))
    serves = ", ".join(f'"{name}"' for name in names)
    return "\n".join(parts + [conditional] + steps + [CALENDARS, CLOCKS, CASES.replace("SERVES", serves), EVENTS.replace("SERVES", of_steps)])


ODD_TIMES = [
    "", "NA", "?", "soon", "2026-02-29", "2026-02-29 10:00:00", "2028-02-29 10:00:00", "2026-13-01 10:00", "2026-03-29 02:30:00",
    "2026-03-29 03:00:00", "2026-03-29 01:59:59", "2026-03-29", "2026-10-25 02:30:00", "2026-03-01 24:00:00", "2026-03-01 10:60",
    "2026-3-7 9:5:7", "2026-3-07  09:05:07", "2026-03-07\u300009:05:07", "2026-03-07 09:05:07.999", "2026-03-07T09:05:07,5+08:00",
    "2026-03-07 09:05 GMT+0130", "2026-03-07T09:05Z", "2026-03-07 09:05:07 utc", "2026-03-07T09:05:07+24:00", "2026-03-07T09:05:07-03",
    "2026-03-07T09:05:07+08:", "2026-03-07 9:05", "9999-12-31", "20260307", "\u00a02026-03-07 09:05:07 ", "2026-03-07 09:05:60", "0000-01-01",
    "2026-00-10", "2026-04-31 00:00:00", "2026-03-08 00:00:00", "2026-03-07", "2026-03-06T18:00:00", "2026-03-06T12:00:00",
]
ODD_NUMBERS = [
    "", "NA", "1", "1.0", "+1", "01", "-1", "-0.000000000001", "12.5", "12.50000000000001", "12.4999", ".5", "5.", "-", ".", "1,5",
    "999999999999999", "1234567890123456", "4194303.999", "4194304", "63.5", "64.5", "127.99", "3", "2", "4", "9", "0.1", "-7.25", "1e", "0x1",
    "88888.125", "000000000000000000042", "0.0000000000001",
]
DURATIONS = ["", "0:10:00", "0:29:59.9", "0:30:00", "1:00:01", "100:00:00", "0:60:00", "-1:00:00", "x", "0:0:1"]
SECONDS = ["", "0", "600", "3600.9", "7200", "-1", "86400", "-0", "x", "NA"]
TEXTS = ["phone", "web", "电话", "it's", 'a "b"', "", "NA", "Web", " web ", "\u3000web", "back\\slash", "a,b"]


def wall(rng, first="2026-01-20", days=80):
    at = datetime.fromisoformat(first) + timedelta(days=rng.randrange(days), minutes=15 * rng.randrange(96))
    if rng.random() < 0.2:
        at += timedelta(seconds=rng.randrange(-1, 2))
    return at


def shown(rng, at):
    pick = rng.random()
    if pick < 0.1:
        return at.strftime("%Y-%m-%d")
    if pick < 0.2:
        return at.strftime("%Y-%m-%dT%H:%M:%S+09:00")
    if pick < 0.3:
        return f"{at.year}-{at.month}-{at.day} {at.hour}:{at.minute}:{at.second}"
    return at.strftime("%Y-%m-%d %H:%M:%S")


def pause(rng, start, share):
    """Begin and end of a pause, or neither."""
    if rng.random() > share:
        return ["", ""]
    begin = start + timedelta(minutes=15 * rng.randrange(-8, 200))
    end = begin + timedelta(minutes=15 * int(rng.expovariate(1 / 40)))
    return [shown(rng, begin), shown(rng, end) if rng.random() < 0.9 else ""]


def tickets(rng, rows, early):
    before = ["-5", "-1"] if early else ["", "x"]
    yield ["id", "created_at", "solved_at", "due_at", "seen_at", "told_at", "outage_at", "hold_from", "hold_to", "w_from", "w_to", "r_from", "r_to", "t_from", "t_to", "idle_s",
           "channel", "grade", "vip", "packed", "part_a", "part_b", "spent", "cost"]
    odd = lambda value: rng.choice(ODD_TIMES) if rng.random() < 0.06 else value
    for number in range(rows):
        start = wall(rng)
        length = timedelta(minutes=15 * int(rng.expovariate(1 / 120)))
        stop = shown(rng, start + length) if rng.random() < 0.85 else ""
        hold = start + timedelta(minutes=15 * rng.randrange(-8, 200))
        back = hold + timedelta(minutes=15 * int(rng.expovariate(1 / 60)))
        wait = start + timedelta(minutes=15 * rng.randrange(-8, 300))
        ready = wait + timedelta(minutes=15 * int(rng.expovariate(1 / 100)))
        has_hold, has_wait = rng.random() < 0.6, rng.random() < 0.5
        due = start + timedelta(minutes=15 * rng.randrange(400))
        event = start + timedelta(minutes=15 * rng.randrange(-200, 600))
        epoch = int(start.timestamp()) + rng.randrange(-10, 10)
        yield [
            f"t{number}" if rng.random() > 0.02 else "dup", odd(shown(rng, start)), odd(stop), odd(shown(rng, due) if rng.random() < 0.8 else ""),
            rng.choice([str(epoch), str(epoch) + ".9", "", "x", before[0], str(epoch) + "."]) if rng.random() < 0.3 else str(epoch),
            rng.choice([str(epoch * 1000 + 999), "", before[1]]) if rng.random() < 0.3 else str(epoch * 1000),
            odd(shown(rng, event) if rng.random() < 0.8 else ""),
            odd(shown(rng, hold)) if has_hold else "", odd(shown(rng, back)) if has_hold and rng.random() < 0.85 else "",
            odd(shown(rng, wait)) if has_wait else "", odd(shown(rng, ready)) if has_wait and rng.random() < 0.85 else "",
            *pause(rng, start, 0.3), *pause(rng, start, 0.3),
            rng.choice(SECONDS), rng.choice(TEXTS), rng.choice(ODD_NUMBERS), rng.choice(["true", "TRUE", "false", "", "yes"]),
            rng.choice(["x / odd / y", "x / even", "odd", "a / odd"]), rng.choice(["a", "", "NA", "c"]), rng.choice(["b", "", "NA"]),
            rng.choice(DURATIONS), rng.choice(ODD_NUMBERS),
        ]
        if rng.random() < 0.01:
            yield [""] * 24


RANKED = ["opened", "asked", "heard", "closed"]


def steps(rng, cases, early):
    """Events at the same time are of different ranks, unless it is `early`: which is first is then told by nothing."""
    yield ["ticket", "what", "when", "status", "team", "begun", "h_from", "h_to"]
    rows = []
    plain = lambda at: at.strftime("%Y-%m-%dT%H:%M:%S")
    for number in range(cases):
        at = wall(rng)
        team = rng.choice(["a", "b", "乙", ""])
        begun = plain(at - timedelta(minutes=15 * rng.randrange(-4, 60)))
        held = [at + timedelta(minutes=15 * rng.randrange(-8, 200))]
        held.append(held[0] + timedelta(minutes=15 * int(rng.expovariate(1 / 100))))
        held = [plain(held[0]), plain(held[1]) if rng.random() < 0.8 else ""] if rng.random() < 0.5 else ["", ""]
        slow = rng.choice([30, 30, 120])
        same = []
        for _ in range(rng.randrange(1, 9)):
            what = rng.choice([*RANKED, "note", "说明"]) if rng.random() < 0.9 else ""
            others = [name for name in RANKED if name not in same]
            if same and others and rng.random() < 0.2:
                what = what if early else rng.choice(others)
            else:
                at += timedelta(minutes=15 * int(rng.expovariate(1 / slow)) + 1)
                same = []
            same.append(what)
            written = plain(at) if rng.random() > 0.02 else rng.choice(["", "later", "2026-02-30T10:00:00"])
            name = f"k{number}" if rng.random() > 0.01 else ""
            rows.append([name, what, written, rng.choice(["active", "waiting", "等待", "done"]), team, begun, *held])
    rng.shuffle(rows)
    yield from rows


# What is said of logs beside: a line for each, and what becomes of their files.
VARIANTS = {
    "plain": [],
    "folded": ["fold_case = true"],
    "bare": ['header = "none"', 'duplicates = "drop"'],
    "copied": ['duplicates = "invalid"'],
}
# Attributes under their own names, which columns without a header do not have.
ATTRIBUTES = {"tickets": ["channel", "grade", "vip"], "steps": ["team", "begun"]}


def altered(definitions, variant, headers):
    """The definitions with what a variant says of the logs."""
    for log, header in headers.items():
        # Logs come behind clocks, which may have the same id.
        at = definitions.rindex(f'id = "{log}"')
        before, text = definitions[:at], definitions[at:]
        end = text.find("[[", 2)
        text, after = (text, "") if end < 0 else (text[:end], text[end:])
        if variant == "bare":
            more = {name: header.index(name) + 1 for name in ATTRIBUTES[log]}
            for place, name in enumerate(header, 1):
                text = text.replace(f'"{name}"', str(place))
            more = ", ".join(f"{name} = {place}" for name, place in more.items())
            text = text.replace("columns = { received", f"columns = {{ {more}, received") if log == "tickets" else f"{text}columns = {{ {more} }}\n"
        lines = "".join(f"{line}\n" for line in VARIANTS[variant])
        definitions = before + text.rstrip() + "\n" + lines + after
    return definitions


def write(folder, seed, rows, early=True, variant="plain"):
    """Times before the years that statements know are `early`: what begins then is not told."""
    folder = Path(folder)
    (folder / "commitments").mkdir(parents=True, exist_ok=True)
    rng = random.Random(seed)
    headers = {}
    for log, lines in [("tickets", tickets(rng, rows, early)), ("steps", steps(rng, rows // 4, early))]:
        header, *lines = lines
        headers[log] = header
        if variant in ("bare", "copied"):
            lines += [rng.choice(lines) for _ in range(len(lines) // 10)]
            rng.shuffle(lines)
        first = {"folded": [[name.upper() for name in header]], "bare": []}.get(variant, [header])
        with open(folder / f"{log}.csv", "w", encoding="utf-8", newline="") as file:
            csv.writer(file, lineterminator="\n").writerows([*first, *lines])
    (folder / "commitments" / "p.toml").write_text(altered(definitions(), variant, headers), encoding="utf-8")
    return headers
