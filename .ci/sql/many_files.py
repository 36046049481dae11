"""Counts a log in many files on a Spark cluster of two workers, and again with one of them killed in the middle.

Usage: many_files.py PROMISE FOLDER [ROWS]; the folder is written anew. Needs Java, and pyspark in this Python.
"""

import csv
import random
import shutil
import signal
import subprocess
import sys
import time
from datetime import datetime, timedelta
from pathlib import Path

from cluster import Cluster

FILES = 64
AS_OF = "2026-07-01"
DEFINITIONS = """
[[commitment]]
id = "answered"
status = "published"
[[commitment.target]]
clock = "answer"
within = "4 business hours"
share = "90%"
when = { channel = "phone, of old" }
[[commitment.target]]
clock = "answer"
within = "2 business days"
share = "95%"
[[commitment]]
id = "settled"
status = "published"
[[commitment.target]]
clock = "settle"
within = "48h"
share = "80%"
[[clock]]
id = "answer"
start = "received"
stop = "answered"
calendar = "desk"
[[clock]]
id = "settle"
start = "received"
stop = "settled"
[[calendar]]
id = "desk"
timezone = "Europe/Madrid"
hours = { mon-fri = ["09:00-14:00", "16:00-19:00"] }
[[log]]
id = "tickets"
path = "../log/*.csv"
case = "id"
columns = { received = "created_at", answered = "answered_at", settled = "settled_at" }
timestamps = "%Y-%m-%d %H:%M:%S"
timezone = "Europe/Madrid"
"""

# What a reader of CSV must be told in Spark: a quote in a field is doubled, and no field is more than its text.
VIEW = """CREATE TEMPORARY VIEW tickets (id STRING, created_at STRING, answered_at STRING, settled_at STRING, channel STRING)
USING csv OPTIONS (path '{path}', header 'true', quote '"', escape '"');
"""


def write(folder, rows):
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "commitments").mkdir(parents=True)
    (folder / "log").mkdir()
    (folder / "commitments" / "p.toml").write_text(DEFINITIONS, encoding="utf-8")
    rng, number = random.Random(11), 0
    shown = lambda at: at.strftime("%Y-%m-%d %H:%M:%S")
    for place in range(FILES):
        with open(folder / "log" / f"{place:03}.csv", "w", encoding="utf-8", newline="") as file:
            lines = csv.writer(file, lineterminator="\n")
            lines.writerow(["id", "created_at", "answered_at", "settled_at", "channel"])
            for _ in range(rows // FILES):
                number += 1
                at = datetime(2026, 1, 1) + timedelta(seconds=rng.randrange(180 * 86_400))
                answered = shown(at + timedelta(seconds=rng.expovariate(1 / 50_000))) if rng.random() < 0.9 else ""
                settled = shown(at + timedelta(seconds=rng.expovariate(1 / 120_000))) if rng.random() < 0.9 else "soon"
                channel = rng.choice(["web", "phone, of old", 'a "b"', "back\\slash", "电话"])
                lines.writerow([f"t{number}", shown(at), answered, settled, channel])


def promise(program, folder, *arguments):
    run = subprocess.run([program, *arguments], cwd=folder, capture_output=True, text=True)
    if run.returncode != 0:
        sys.exit(f"promise {' '.join(map(str, arguments))}: {run.stderr}{run.stdout}")
    return run.stdout


def count(folder, statements, kill):
    """The file of counts that a cluster gives, and the seconds that the job took."""
    cluster = Cluster(folder)
    try:
        cluster.begin()
        job = cluster.job(statements)
        if kill:
            print(cluster.kill_in_the_middle(job, FILES), flush=True)
        counts, seconds = cluster.rows(job)
        losses = cluster.losses()
    finally:
        cluster.close()
    print(*(f"  {line}" for line in losses), sep="\n", end="\n" if losses else "")
    if kill != bool(losses):
        sys.exit("no executor was lost, so that nothing was shown" if kill else "an executor was lost that nobody killed")
    return counts, seconds


def main():
    # A script that is asked to end must end what it started.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    program, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    rows = int(sys.argv[3]) if len(sys.argv) > 3 else 128_000
    write(folder, rows)
    began = time.monotonic()
    promise(program, folder, "tally", "--as-of", AS_OF, "--output", "ours.json")
    print(f"promise tally: {rows // FILES * FILES} cases in {FILES} files, {time.monotonic() - began:.1f} s", flush=True)
    columns = "id,created_at,answered_at,settled_at,channel"
    statement = promise(program, folder, "sql", "--dialect", "spark", "--from", "tickets", "--as-of", AS_OF, "--columns", columns)
    statements = f"{VIEW.format(path=folder / 'log')}{statement};\n"
    ours = promise(program, folder, "report", "--percentiles", "bins", "--format", "csv", "--as-of", AS_OF)
    for name, kill in [("two-workers", False), ("one-killed", True)]:
        counts, seconds = count(folder / name, statements, kill)
        promise(program, folder, "tally", "--compare", "ours.json", counts)
        if promise(program, folder, "report", "--tally", counts, "--format", "csv") != ours:
            sys.exit(f"{name}: the report on the counts differs from that on the log")
        print(f"{name}: the counts of promise tally, {seconds:.1f} s", flush=True)


if __name__ == "__main__":
    main()
