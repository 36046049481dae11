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
from collections import Counter
from datetime import datetime
from decimal import Decimal
from pathlib import Path

import fixture
from engines import DuckDb

AS_OF = "2026-04-01T12:00:00"


def promise(program, folder, *arguments):
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True, env={**os.environ, "LC_ALL": "C.UTF-8"})
    if run.returncode != 0:
        sys.exit(f"promise {' '.join(arguments)}: {run.stderr}")
    return run.stdout


# With groups, and for engines that plan for long, a few promises are enough.
FEW = ["--commitment", "c0,c7,c13,c18,v0,bands,inner,e2"]


def ask(engine, program, folder, log, zone, *more):
    """What an engine answers to the statement of a log, in a session elsewhere."""
    table = engine.load(Path(folder) / f"{log}.csv")
    statement = promise(program, folder, "sql", "--dialect", engine.dialect, "--from", table, "--log", log, "--as-of", AS_OF, *more)
    return engine.query(statement, zone)


def instant(text):
    if text.startswith("10000-"):
        return "after all years"
    return "" if text == "" else str(int(datetime.fromisoformat(text).timestamp()))


def value(text):
    return "" if text == "" else str(Decimal(text).normalize() + 0)


FIELDS = ["start", "stop", "elapsed", "value", "state", "reason"]


def ledger(engine, program, folder, log, zone):
    """How many lines there are, those that differ, and those that the engine does not tell, by reason."""
    more = FEW if engine.plans_long else []
    names, rows = ask(engine, program, folder, log, zone, "--cases", *more)
    theirs, ours, untold = {}, {}, {}
    for row in (dict(zip(names, row)) for row in rows):
        key = tuple(row[name] for name in ["id", "commitment", "version", "target"])
        row["value"] = value(row["value"])
        if row["state"] == "unexpressed":
            untold.setdefault(row["reason"], []).append(key)
        theirs.setdefault(key, []).append(row)
    for row in csv.DictReader(io.StringIO(promise(program, folder, "cases", "--as-of", AS_OF, *more))):
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
        dues = {row["due"] for row in mine}
        wrong = [row["due"] for row in told if row["due"] and row["due"] not in dues]
        if there - here or len(mine) != len(other) or wrong:
            differ.append((key, list((here - there).elements()), list((there - here).elements()), wrong))
    return sum(map(len, ours.values())), sorted(differ), {reason: len(keys) for reason, keys in sorted(untold.items())}


def counts(engine, program, folder, zone, by):
    """What differs between reports on an engine's counts and on the logs."""
    files = []
    more = [*(["--by", ",".join(by)] if by else []), *(FEW if by or engine.plans_long else [])]
    for log in ["tickets", "steps"]:
        names, rows = ask(engine, program, folder, log, zone, "--years", "2023..2029", *more)
        random.Random(3).shuffle(rows)
        files.append(f"{log}.counts.csv")
        with open(Path(folder) / files[-1], "w", encoding="utf-8", newline="") as file:
            csv.writer(file).writerows([names, *rows])
    differ = []
    for form in ["csv", "json"]:
        ours = promise(program, folder, "report", "--percentiles", "bins", "--format", form, "--as-of", AS_OF, *more)
        theirs = promise(program, folder, "report", "--tally", *files, "--format", form)
        if form == "json":
            ours, theirs = ({name: json.loads(text)[name] for name in ["commitments", "standards"]} for text in [ours, theirs])
            for one in [ours, theirs]:
                forget(one)
        if ours != theirs:
            differ.append(first_difference(ours, theirs))
    return differ


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
    lines, failed = {}, False
    fixture.write(folder, seed, rows)
    for log in ["tickets", "steps"]:
        count, differ, untold = ledger(engine, program, folder, log, "Pacific/Apia")
        lines[log] = count, sum(untold.values())
        print(f"{log}: {count} lines of the ledger, {len(differ)} differ; not told: {untold}")
        for line in differ[:40]:
            print("  ", *line)
        failed |= bool(differ) or count == 0 or sum(untold.values()) * 10 > count
    fixture.write(folder, seed + 1, rows, early=False)
    for by in [[], ["channel", "grade"]]:
        differ = counts(engine, program, folder, "America/St_Johns", by)
        print(f"counts by {by}: {len(differ)} reports differ")
        print(*differ, sep="\n")
        failed |= bool(differ)
    return lines, failed


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 1500
    _, failed = hold(DuckDb(), program, folder, seed, rows)
    sys.exit(failed)


if __name__ == "__main__":
    main()
