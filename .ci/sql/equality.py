"""Holds what `promise sql` gives in an engine against the program itself, row by row and count by count.

Usage: equality.py PROMISE FOLDER [SEED [ROWS]]: in DuckDB; the folder is written anew.
"""

import csv
import difflib
import io
import json
import os
import random
import subprocess
import sys
import time
import tomllib
from collections import Counter
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import fixture
from engines import DuckDb

AS_OF = "2026-04-01T12:00:00"
# With groups a few promises are enough, and for variants of the log where not all can be asked at once.
FEW = "c0,c7,c13,c18,c35,v0,bands,inner,e2,e8"
GROUPS = [[], ["channel", "grade"], ["@weekday", "@hour"]]
FIELDS = ["start", "stop", "elapsed", "value", "state", "reason"]


def promise(program, folder, *arguments):
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if run.returncode != 0:
        sys.exit(f"promise {' '.join(map(str, arguments))}: {run.stderr}")
    return run.stdout


def ask(engine, program, folder, log, zone, table, more):
    """What an engine answers to the statement of a log that it has loaded, in a session elsewhere."""
    asked = ["--dialect", engine.dialect, "--from", table, "--log", log, "--as-of", AS_OF, *more]
    statement, began = promise(program, folder, "sql", *asked), time.monotonic()
    answer = engine.query(statement, zone)
    engine.seconds[log] += time.monotonic() - began
    return answer


def loaded(engine, folder, log, names):
    """The log as an engine has it, and what statements must be told of it; `names` are those of its columns, where the
    file has none."""
    return engine.load(Path(folder) / f"{log}.csv", names), ["--columns", ",".join(names)] if names else []


def asked(engine, folder, log, few=False):
    """What statements of a log are about, as arguments: all promises, or a few, as many at once as the engine takes."""
    if engine.at_once is None and not few:
        return [[]]
    definitions = tomllib.loads((Path(folder) / "commitments" / "p.toml").read_text(encoding="utf-8"))
    [serves] = [one["serves"] for one in definitions["log"] if one["id"] == log]
    wanted = [name for name in serves if not few or name in FEW.split(",")]
    size = engine.at_once or len(wanted)
    parts = [wanted[at : at + size] for at in range(0, len(wanted), size)]
    return [["--commitment", ",".join(part)] for part in parts]


def instant(text):
    if text.startswith("10000-"):
        return "after all years"
    return "" if text == "" else str(int(datetime.fromisoformat(text).timestamp()))


def value(text):
    return "" if text == "" else str(Decimal(text).normalize() + 0)


def due_told(due):
    """A due as statements tell it: within the years that they know, those around as-of."""
    begin, end = (datetime(year, 1, 1, tzinfo=timezone.utc).timestamp() for year in (2023, 2028))
    return due if due.lstrip("-").isdigit() and begin <= int(due) < end else ""


def told(engine, program, folder, log, zone, table, more):
    """The lines of the ledger of an engine, by case and target."""
    columns, rows = ask(engine, program, folder, log, zone, table, ["--cases", *more])
    lines = {}
    for row in (dict(zip(columns, row)) for row in rows):
        row["value"] = value(row["value"])
        lines.setdefault(tuple(row[name] for name in ["id", "commitment", "version", "target"]), []).append(row)
    return lines


def expected(program, folder, log, more):
    """The lines of the program's own ledger, by case and target, as statements tell them."""
    lines = {}
    for row in csv.DictReader(io.StringIO(promise(program, folder, "cases", "--as-of", AS_OF, *more))):
        if row["log"] != log:
            continue
        row = {name: text[1:] if text.startswith("'") else text for name, text in row.items()}
        for name in ["start", "stop", "due"]:
            row[name] = instant(row[name])
        row["elapsed"] = row["elapsed_s"] or row["elapsed_days"] if row["state"] in ("met", "late") else ""
        row["value"] = value(row["value"])
        lines.setdefault(tuple(row[name] for name in ["case", "commitment", "version", "target"]), []).append(row)
    return lines


class Differences:
    """How many lines of a ledger there are, those that differ, and how many the engine does not tell, by reason."""

    def __init__(self):
        self.count, self.lines, self.untold = 0, [], Counter()

    def add(self, theirs, ours):
        self.count += sum(map(len, ours.values()))
        plain = lambda row: tuple(row[name] for name in FIELDS)
        for key in sorted({*ours, *theirs}):
            mine, other = ours.get(key, []), theirs.get(key, [])
            sure = [row for row in other if row["state"] != "unexpressed"]
            self.untold.update(row["reason"] for row in other if row["state"] == "unexpressed")
            here, there = Counter(map(plain, mine)), Counter(map(plain, sure))
            dues = {due_told(row["due"]) for row in mine}
            wrong = [row["due"] for row in sure if row["due"] not in dues]
            if there - here or len(mine) != len(other) or wrong:
                self.lines.append((key, list((here - there).elements()), list((there - here).elements()), wrong))

    def show(self, name):
        """Prints them; gives whether they are a failure."""
        untold = dict(sorted(self.untold.items()))
        print(f"{name}: {self.count} lines of the ledger, {len(self.lines)} differ; not told: {untold}", flush=True)
        for line in self.lines[:40]:
            print("  ", *line)
        return bool(self.lines) or self.count == 0 or sum(untold.values()) * 5 > self.count


def ledger(engine, program, folder, log, zone, names=None, few=False):
    differences = Differences()
    table, how = loaded(engine, folder, log, names)
    for about in asked(engine, folder, log, few):
        theirs = told(engine, program, folder, log, zone, table, [*about, *how])
        differences.add(theirs, expected(program, folder, log, about))
    return differences


def counts(engine, program, folder, zone, by, headers=None, few=False):
    """What differs between reports on an engine's counts and on the logs."""
    logs, groups = ["tickets", "steps"], ["--by", ",".join(by)] if by else []
    # A report is on all logs that serve what it is about, and a group may be of one of them alone.
    if engine.at_once is None or by:
        parts = [(logs, ["--commitment", FEW, *groups] if few else groups)]
    else:
        parts = [([log], [*about, *groups]) for log in logs for about in asked(engine, folder, log, few)]
    tables = {log: loaded(engine, folder, log, headers and headers[log]) for log in logs}
    differ = []
    for logs, about in parts:
        differ += reports(engine, program, folder, zone, {log: tables[log] for log in logs}, about, ["--years", "2023..2029"])
    return differ


def reports(engine, program, folder, zone, tables, about, how):
    """The same of logs that are loaded. Reports and statements are `about` the same; `how` is for statements alone."""
    files = []
    for log, (table, columns) in tables.items():
        names, rows = ask(engine, program, folder, log, zone, table, [*about, *how, *columns])
        random.Random(3).shuffle(rows)
        files.append(write_counts(Path(folder) / f"{log}.counts.csv", names, rows))
    return unlike(program, folder, files, about)


def write_counts(path, names, rows):
    with open(path, "w", encoding="utf-8", newline="") as file:
        csv.writer(file).writerows([names, *rows])
    return path


def unlike(program, folder, files, about):
    """What differs between reports on files of counts and on the logs."""
    differ = []
    for form in ["csv", "json"]:
        ours = promise(program, folder, "report", "--percentiles", "bins", "--format", form, "--as-of", AS_OF, *about)
        theirs = promise(program, folder, "report", "--tally", *files, "--format", form)
        if form == "json":
            ours, theirs = (comparable(json.loads(text)) for text in [ours, theirs])
        if ours != theirs:
            differ.append(first_difference(ours, theirs))
    return differ


def comparable(report):
    """What a report on counts has in common with one on the logs."""
    kept = {name: report[name] for name in ["commitments", "standards"]}
    forget(kept)
    rows = ["rows", "dropped", "judged", "later", "uncovered", "invalid"]
    kept["rows"] = [[log.get(name) for name in rows] for log in report["data"]["logs"]]
    return kept


def forget(node):
    """Takes out what only the logs tell: what is owed needs the amounts of cases."""
    if isinstance(node, dict):
        node.pop("remedy", None)
        list(map(forget, node.values()))
    elif isinstance(node, list):
        list(map(forget, node))


def first_difference(ours, theirs):
    text = lambda one: one if isinstance(one, str) else json.dumps(one, indent=1, ensure_ascii=False)
    lines = difflib.unified_diff(text(ours).splitlines(), text(theirs).splitlines(), "logs", "engine", lineterm="", n=12)
    return "\n".join(list(lines)[:60])


def hold(engine, program, folder, seed, rows):
    """Prints what is the same; gives the lines of the ledger by log, as (all, not told), and whether anything differs."""
    lines, failed = Counter(), False
    for variant in ["plain"] if engine.most_rows else fixture.VARIANTS:
        # What is said of the log itself needs no thousands of rows.
        size, few = (rows, False) if variant == "plain" else (rows // 5, engine.at_once is not None)
        headers = fixture.write(folder, seed, size, variant=variant)
        unnamed = variant == "bare"
        for log in headers:
            found = ledger(engine, program, folder, log, "Pacific/Apia", headers[log] if unnamed else None, few)
            lines[log, "all"] += found.count
            lines[log, "untold"] += sum(found.untold.values())
            failed |= found.show(f"{variant}, {log}")
        headers = fixture.write(folder, seed + 1, size, early=False, variant=variant)
        for by in GROUPS if variant == "plain" and not engine.most_rows else [[]]:
            differ = counts(engine, program, folder, "America/St_Johns", by, headers if unnamed else None, few or bool(by))
            print(f"{variant}, counts by {by}: {len(differ)} reports differ", flush=True)
            for one in differ:
                print(one)
            failed |= bool(differ)
    return {log: (lines[log, "all"], lines[log, "untold"]) for log in headers}, failed


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 1500
    _, failed = hold(DuckDb(), program, folder, seed, rows)
    sys.exit(failed)


if __name__ == "__main__":
    main()
