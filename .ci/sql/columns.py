"""Columns that are no texts: times with and without a zone, and calendars that were loaded into a table.

The log has days on which the clocks of its zone change, parts of seconds, and times that are not there; the session is in
another zone.
"""

import csv
import random
from datetime import datetime, timedelta, timezone
from pathlib import Path

import equality
from engines.engine import header

DEFINITIONS = """
[[commitment]]
id = "answered"
status = "published"
[[commitment.target]]
clock = "answer"
within = "3 business hours"
share = "90%"
[[commitment.target]]
clock = "answer"
within = "2 business days"
[[commitment]]
id = "settled"
status = "published"
[[commitment.target]]
clock = "settle"
within = "48h"
counted_by = "stop"
per = "day"
[[clock]]
id = "answer"
start = "received"
stop = "answered"
calendar = "desk"
[[clock]]
id = "settle"
start = "answered"
stop = "settled"
[[calendar]]
id = "desk"
timezone = "Europe/Madrid"
hours = { mon-fri = ["09:00-14:00", "16:00-19:00"], sun = ["00:00-06:00"] }
closed = ["2026-03-19"]
[[log]]
id = "typed"
path = "../typed.csv"
case = "id"
columns = { received = "created", settled = "closed" }
timestamps = "iso"
timezone = "Europe/Madrid"
"""

ALL = ["text", "number", "time", "instant"]
KINDS = {"created": "time", "answered": "time", "closed": "instant"}
YEARS = ["--years", "2024..2027"]


def write(folder, seed, rows):
    (folder / "commitments").mkdir(parents=True, exist_ok=True)
    (folder / "commitments" / "p.toml").write_text(DEFINITIONS, encoding="utf-8")
    rng = random.Random(seed)
    part = lambda: rng.choice(["", "", ".9", ".999999"])
    with open(folder / "typed.csv", "w", encoding="utf-8", newline="") as file:
        lines = csv.writer(file, lineterminator="\n")
        lines.writerow(["id", "created", "answered", "closed"])
        for number in range(rows):
            # A third around the nights on which an hour is missing or comes twice.
            day = rng.choice([datetime(2025, 10, 25, 23), datetime(2026, 3, 28, 23)])
            if rng.random() < 0.66:
                day = datetime(2025, 9, 1) + timedelta(hours=rng.randrange(24 * 200))
            at = day + timedelta(seconds=rng.randrange(5 * 3600))
            answered = at + timedelta(seconds=int(rng.expovariate(1 / 40_000)))
            closed = (answered + timedelta(seconds=rng.randrange(200_000))).replace(tzinfo=timezone.utc)
            there = lambda text, share: text + part() if rng.random() < share else ""
            zoned = there(closed.strftime("%Y-%m-%dT%H:%M:%S"), 0.8)
            lines.writerow([f"t{number}", there(at.isoformat(), 0.97), there(answered.isoformat(), 0.9), zoned and zoned + "+00:00"])


def hold(engine, program, folder, seed):
    """Prints what is the same; gives whether anything differs."""
    write(folder, seed, 400)
    log = "typed"
    calendars = folder / "calendars.csv"
    calendars.write_text(equality.promise(program, folder, "calendar", "--csv", "--relation", *YEARS), encoding="utf-8")
    columns, _ = header(calendars)
    engine.load(calendars, kinds={name: "number" for name in columns[2:]})
    ours = equality.expected(program, folder, log, [])
    failed = False
    for name, kinds, how in [
        ("calendars from a table", None, ["--calendar-table", engine.table(calendars)]),
        ("times that are no texts", KINDS, ["--typed", "created,answered", "--instants", "closed"]),
    ]:
        table, how = engine.load(folder / "typed.csv", kinds=kinds), [*YEARS, *how]
        found = equality.Differences()
        found.add(equality.told(engine, program, folder, log, "Pacific/Apia", table, how), ours)
        failed |= found.show(name)
        differ = equality.reports(engine, program, folder, "America/St_Johns", {log: (table, [])}, [], how)
        print(f"{name}, counts: {len(differ)} reports differ", flush=True)
        for one in differ:
            print(one)
        failed |= bool(differ)
    return failed
