"""Holds what `promise sql` gives in DuckDB against the program itself, row by row and count by count.

Usage: equality.py PROMISE FOLDER [SEED [ROWS]]; the folder is written anew.
"""

import csv
import io
import os
import subprocess
import sys
from collections import Counter
from datetime import datetime
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
    os.chdir(folder)
    result = connection.execute(statement)
    return [column[0] for column in result.description], result.fetchall()


def instant(text):
    return "" if text == "" else str(int(datetime.fromisoformat(text).timestamp()))


def value(text):
    return "" if text == "" else str(Decimal(text).normalize() + 0)


FIELDS = ["start", "stop", "elapsed", "value", "state", "reason"]


def ledger(program, folder, log, zone):
    """How many lines there are, those that differ, and those that the engine does not tell, by reason."""
    statement = promise(program, folder, "sql", "--dialect", "duckdb", "--from", f"{folder}/{log}.csv", "--log", log, "--as-of", AS_OF, "--cases")
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
        dues = {row["due"] for row in mine}
        wrong = [row["due"] for row in told if row["due"] and row["due"] not in dues]
        if there - here or len(mine) != len(other) or wrong:
            differ.append((key, list((here - there).elements()), list((there - here).elements()), wrong))
    return sum(map(len, ours.values())), sorted(differ), {reason: len(keys) for reason, keys in sorted(untold.items())}


def main():
    program, folder = str(Path(sys.argv[1]).resolve()), str(Path(sys.argv[2]).resolve())
    seed = int(sys.argv[3]) if len(sys.argv) > 3 else 7
    rows = int(sys.argv[4]) if len(sys.argv) > 4 else 1500
    fixture.write(folder, seed, rows)
    failed = False
    for log in ["tickets", "steps"]:
        count, differ, untold = ledger(program, folder, log, "Pacific/Apia")
        print(f"{log}: {count} lines of the ledger, {len(differ)} differ; not told: {untold}")
        for line in differ[:40]:
            print("  ", *line)
        failed |= bool(differ) or count == 0 or sum(untold.values()) * 10 > count
    sys.exit(failed)


if __name__ == "__main__":
    main()
