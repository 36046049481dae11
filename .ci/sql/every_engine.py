"""Holds what `promise sql` gives in every engine that is here against the program itself.

Usage: every_engine.py PROMISE FOLDER [ENGINE…]; the folder is written anew. Prints a table of the lines of the ledger
that are identical, by engine and shape of the log; ends with 1 where anything differs.
"""

import sys
from pathlib import Path

import columns
import engines
import equality
import parts
import trino

SEED, ROWS = 7, 1500
# Of the log that is split by case.
SEEDS, PART_ROWS = [1, 2, 3], 400
SHAPES = {"tickets": "cases", "steps": "events"}


def held(engine, program, folder):
    """The lines of the table of an engine, and whether anything differs."""
    named = f"{engine.name} {engine.version()}"
    rows = min(ROWS, engine.most_rows or ROWS)
    print(f"\n== {named}, {rows} rows of cases", flush=True)
    lines, failed = {}, True
    try:
        lines, failed = equality.hold(engine, program, str(folder), SEED, rows)
        seconds = dict(engine.seconds)
        if set(engine.types) == set(columns.ALL):
            failed |= columns.hold(engine, program, folder / "columns", SEED)
        else:
            print("columns that are no texts: not asked about")
    except Exception as error:
        print(f"{type(error).__name__}: {str(error)[:2000]}")
        failed, seconds = True, engine.seconds
    table = []
    for log, shape in SHAPES.items():
        count, untold = lines.get(log, (0, 0))
        table.append((named, shape, count - untold, untold, f"{seconds.get(log, 0):.0f}", "DIFFERS" if failed else "same"))
    return table, failed


def main():
    program, folder = (Path(argument).resolve() for argument in sys.argv[1:3])
    asked = {word.lower() for word in sys.argv[3:]}
    table, skipped, failed, here = [], [], [], []
    chosen = [kind for kind in engines.ALL if not asked or kind.__name__.lower() in asked]
    if unknown := asked - {kind.__name__.lower() for kind in chosen}:
        sys.exit(f"there is no engine {', '.join(sorted(unknown))}")
    for kind in chosen:
        if why := kind.why_skipped():
            skipped.append(f"{kind.name} skipped: {why}")
            continue
        engine = kind()
        try:
            lines, differs = held(engine, str(program), folder / kind.__name__.lower())
        finally:
            engine.close()
        table += lines
        failed += [kind.name] if differs else []
        # Of the split log a statement is about several promises and hundreds of rows.
        here += [] if differs or kind.most_rows else [kind]
    if here:
        print("\n== a log split by case")
        counting = [kind() for kind in here]
        try:
            differs = [parts.hold(counting, str(program), folder / "parts", seed, PART_ROWS) for seed in SEEDS]
        finally:
            for engine in counting:
                engine.close()
        failed += ["a log split by case"] if any(differs) else []
    print()
    for row in [("engine", "shape", "identical", "not told", "seconds", ""), *table]:
        print("{:28} {:7} {:>9} {:>9} {:>8}  {}".format(*row))
    print(*skipped, sep="\n", end="\n" if skipped else "")
    if not asked:
        line, refused = trino.checked()
        print(f"{'Trino':28} {line}")
        failed += ["Trino"] if refused else []
    sys.exit(f"differs: {', '.join(failed)}" if failed else 0)


if __name__ == "__main__":
    main()
