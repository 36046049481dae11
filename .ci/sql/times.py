"""How long engines take for the counts of a log, against the program itself; the counts must be the same.

Usage: times.py PROMISE LOG FOLDER [ENGINE…]: the LOG is one of the benchmark's, and so are the promises. Prints a table:
seconds of all processors and seconds on the wall for loading the log and for the statement. Seconds of processors are
those to compare on a machine that does other work too.
"""

import os
import shutil
import sys
import time
from pathlib import Path

import engines
import equality

AS_OF = "2026-09-01T00:00:00+08:00"
DEFINITIONS = Path(__file__).parents[2] / "benches" / "definitions"
ABOUT = ["--by", "channel,region"]


def own():
    return sum(os.times()[:4])


def timed(cpu, work):
    """What work gives, its seconds of processors and those on the wall."""
    spent, began = cpu(), time.monotonic()
    result = work()
    return result, cpu() - spent, time.monotonic() - began


def row(name, *times):
    print("{:28}".format(name), *(f"{spent:8.1f} {wall:8.1f}" for spent, wall in times), flush=True)


def main():
    program, log, folder = (Path(argument).resolve() for argument in sys.argv[1:4])
    asked = {word.lower() for word in sys.argv[4:]}
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "commitments").mkdir(parents=True)
    for name in ["promises.toml", "cases.toml"]:
        shutil.copy(DEFINITIONS / name, folder / "commitments")
    path = folder / "commitments" / "log.csv"
    os.symlink(log, path)
    print("{:28} {:>17} {:>17}".format("", "loading", "counting"))
    print("{:28} {:>8} {:>8} {:>8} {:>8}".format("", "CPU s", "wall s", "CPU s", "wall s"))
    tally = ["tally", "--as-of", AS_OF, *ABOUT, "--output", "ours.json"]
    _, *spent = timed(own, lambda: equality.promise(program, folder, *tally))
    row("promise tally", (0, 0), spent)
    for kind in engines.ALL:
        if asked and kind.__name__.lower() not in asked:
            continue
        if kind.why_skipped():
            print(f"{kind.name} skipped: {kind.why_skipped()}")
            continue
        engine = kind()
        try:
            table, *loading = timed(engine.cpu, lambda: engine.load(path))
            statement = ["sql", "--dialect", engine.dialect, "--from", table, "--as-of", AS_OF, *ABOUT]
            text = equality.promise(program, folder, *statement)
            (names, rows), *counting = timed(engine.cpu, lambda: engine.query(text, "UTC"))
            counts = equality.write_counts(folder / "counts.csv", names, rows)
            equality.promise(program, folder, "tally", "--compare", "ours.json", counts)
            row(f"{kind.name} {engine.version()}", loading, counting)
        finally:
            engine.close()


if __name__ == "__main__":
    main()
