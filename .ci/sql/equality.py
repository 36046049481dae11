"""Holds what `promise sql` gives in DuckDB against the program itself, row by row and count by count.

Usage: equality.py PROMISE FOLDER [SEED [ROWS]]; the folder is written anew.
"""

import csv
import difflib
import io
import json
import os
import random
import subprocess
import sys
from collections import Counter
from datetime import datetime, timezone
from decimal import Decimal
from pathlib import Path

import duckdb
import fixture

AS_OF = "2026-04-01T12:00:00"


def promise(program, folder, *arguments):
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if run.returncode != 0:
        sys.exit(f"promise {' '.join(arguments)}: {run.stderr}")
    return run.stdout


def query(folder, statement, zone):
    connection = duckdb.connect()
    connection.execute(f"SET TimeZone = '{zone}'")
    # With fifty targets it takes minutes, and finds nothing.
    connection.execute("SET disabled_optimizers = 'statistics_propagation'")
    os.chdir(folder)
    result = connection.execute(statement)
    return [column[0] for column in result.description], result.fetchall()


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


FIELDS = ["start", "stop", "elapsed", "value", "state", "reason"]


def ledger(program, folder, log, zone, more=()):
    """How many lines there are, those that differ, and those that the engine does not tell, by reason."""
    statement = promise(program, folder, "sql", "--dialect", "duckdb", "--from", f"{folder}/{log}.csv", "--log", log, "--as-of", AS_OF, "--cases", *more)
    names, rows = query(folder, statement, zone)
    theirs, ours, untold = {}, {}, {}
    for row in (dict(zip(names, row)) for row in rows):
        key = tuple(row[name] for name in ["id", "commitment", "version", "target"])
        row["value"] = value(row["value"])
        if row["state"] == "unexpressed":
            untold.setdefault(row["reason"], []).append(key)
        theirs.setdefault(key, []).append(row)
    for row in csv.DictReader(io.StringIO(promise(program, folder, "cases", "--as-of", AS_OF))):
        if row["log"] != log:
            continue
        row = {name: text[1:] if text.startswith("'") else text for name, text in row.items()}
        for name in ["start", "stop", "due"]:
            row[name] = instant(row[name])
        row["elapsed"] = row["elapsed_s"] or row["elapsed_days"] if row["state"] in ("met", "late") else ""
        row["value"] = value(row["value"])
        ours.setdefault(tuple(row[name] for name in ["case", "commitment", "version", "target"]), []).append(row)
    differ = []
    for key in {*ours, *theirs}:
        mine, other = ours.get(key, []), theirs.get(key, [])
        told = [row for row in other if row["state"] != "unexpressed"]
        plain = lambda row: tuple(row[name] for name in FIELDS)
        here, there = Counter(map(plain, mine)), Counter(map(plain, told))
        dues = {due_told(row["due"]) for row in mine}
        wrong = [row["due"] for row in told if row["due"] not in dues]
        if there - here or len(mine) != len(other) or wrong:
            differ.append((key, list((here - there).elements()), list((there - here).elements()), wrong))
    return sum(map(len, ours.values())), sorted(differ), {reason: len(keys) for reason, keys in sorted(untold.items())}


def counts(program, folder, zone, by, columns=None):
    """What differs between reports on the engine's counts and on the logs."""
    files = []
    # With groups a few promises are enough.
    more = ["--by", ",".join(by), "--commitment", "c0,c7,c13,c18,c35,v0,bands,inner,e2,e8"] if by else []
    for log in ["tickets", "steps"]:
        statement = promise(program, folder, "sql", "--dialect", "duckdb", "--from", f"{folder}/{log}.csv", "--log", log, "--as-of", AS_OF, "--years", "2023..2029", *more, *named(columns, log))
        names, rows = query(folder, statement, zone)
        random.Random(3).shuffle(rows)
        files.append(f"{log}.counts.csv")
        with open(Path(folder) / files[-1], "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, *rows])
    differ = []
    for form in ["csv", "json"]:
        ours = promise(program, folder, "report", "--percentiles", "bins", "--format", form, "--as-of", AS_OF, *more)
        theirs = promise(program, folder, "report", "--tally", *files, "--format", form)
        if form == "json":
            ours, theirs = (comparable(json.loads(text)) for text in [ours, theirs])
        if ours != theirs:
            differ.append(first_difference(ours, theirs))
    return differ


def named(columns, log):
    """The names of a log's columns for a statement, where its file has none."""
    return ["--columns", ",".join(columns[log])] if columns else []


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


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 1500
    failed = False
    for variant in fixture.VARIANTS:
        # What is said of the log itself needs no thousands of rows.
        size = rows if variant == "plain" else rows // 5
        headers = fixture.write(folder, seed, size, variant=variant)
        columns = headers if variant == "bare" else None
        for log in headers:
            count, differ, untold = ledger(program, folder, log, "Pacific/Apia", named(columns, log))
            print(f"{variant}, {log}: {count} lines of the ledger, {len(differ)} differ; not told: {untold}", flush=True)
            for line in differ[:40]:
                print("  ", *line)
            failed |= bool(differ) or count == 0 or sum(untold.values()) * 5 > count
        fixture.write(folder, seed + 1, size, early=False, variant=variant)
        for by in [[], ["channel", "grade"], ["@weekday", "@hour"]] if variant == "plain" else [[]]:
            differ = counts(program, folder, "America/St_Johns", by, columns)
            print(f"{variant}, counts by {by}: {len(differ)} reports differ", flush=True)
            print(*differ, sep="\n")
            failed |= bool(differ)
    sys.exit(failed)


if __name__ == "__main__":
    main()
