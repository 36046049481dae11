"""Holds what `promise sql` gives in every engine that is here against the program itself.

Usage: every_engine.py PROMISE FOLDER [ENGINE…]; the folder is written anew. Prints a table of the lines of the ledger
that are identical, by engine and shape of the log; ends with 1 where anything differs.
"""

import sys
import time
from pathlib import Path

import engines
import equality
import trino

SEED, ROWS = 7, 1500
SHAPES = {"tickets": "cases", "steps": "events"}


def main():
    program, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    asked = {word.lower() for word in sys.argv[3:]}
    table, failed = [], []
    for kind in engines.ALL:
        if asked and kind.__name__.lower() not in asked:
            continue
        if why := kind.why_skipped():
            table.append((kind.name, "", "skipped", why, ""))
            continue
        engine = kind()
        rows = min(ROWS, kind.most_rows or ROWS)
        # The server is not there any more when the table is printed.
        named = f"{kind.name} {engine.version()}"
        print(f"\n== {named}, {rows} rows of cases", flush=True)
        began = time.monotonic()
        try:
            lines, differs = equality.hold(engine, str(program), str(folder / kind.__name__.lower()), SEED, rows)
        except Exception as error:
            print(f"{type(error).__name__}: {str(error)[:2000]}")
            lines, differs = {}, True
        finally:
            engine.close()
        failed += [kind.name] if differs else []
        verdict = "DIFFERS" if differs else f"same, {time.monotonic() - began:.0f} s"
        for log, shape in SHAPES.items():
            count, untold = lines.get(log, (0, 0))
            table.append((named, shape, count - untold, untold, verdict))
    print()
    for row in [("engine", "shape", "identical", "not told", ""), *table]:
        print("{:28} {:7} {:>9} {:>9}  {}".format(*row) if row[2] != "skipped" else f"{row[0]:28} skipped: {row[3]}")
    if not asked:
        line, refused = trino.checked()
        print(f"{'Trino':28} {line}")
        failed += ["Trino"] if refused else []
    sys.exit(f"differs: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
