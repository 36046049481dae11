"""A log that is split at random by case and counted in different engines has the report of the whole."""

import csv
import random
import shutil

import equality
import fixture

LOGS = {"tickets": "id", "steps": "ticket"}
# Cases with pauses, working days, values and conditions; events.
ABOUT = [
    ["--commitment", "c0,c7,c13,bands,v0,e2"],
    ["--commitment", "c4,c16,v5,e3", "--by", "channel,team"],
]


def split(rng, folder, parts):
    """Puts each case of both logs, and all rows of one id, into a part."""
    for log, key in LOGS.items():
        with open(folder / f"{log}.csv", encoding="utf-8", newline="") as file:
            names, *rows = csv.reader(file)
        for part in parts:
            # Also where no case is: a report by a column wants to know it.
            part[log] = [names]
        place, where = names.index(key), {}
        for row in rows:
            # What engines take for one id may be written in many ways.
            part = where.setdefault(row[place].strip(), rng.randrange(len(parts)))
            parts[part][log].append(row)


def hold(engines, program, folder, seed, rows):
    """Prints whether reports are the same; gives whether one differs. The program itself counts a part, and each engine
    counts one."""
    fixture.write(folder, seed, rows, early=False)
    parts = [{} for _ in range(len(engines) + 1)]
    split(random.Random(seed), folder, parts)
    folders = []
    for place, logs in enumerate(parts):
        folders.append(folder / f"part-{place}")
        shutil.rmtree(folders[-1], ignore_errors=True)
        shutil.copytree(folder / "commitments", folders[-1] / "commitments")
        for log, lines in logs.items():
            with open(folders[-1] / f"{log}.csv", "w", encoding="utf-8", newline="") as file:
                csv.writer(file, lineterminator="\n").writerows(lines)
    failed = False
    for about in ABOUT:
        files = [folders[0] / "counts.json"]
        equality.promise(program, folders[0], "tally", "--as-of", equality.AS_OF, *about, "--output", files[0])
        for engine, part in zip(engines, folders[1:]):
            for log in LOGS:
                table, _ = equality.loaded(engine, part, log, None)
                answer = equality.ask(engine, program, part, log, "Pacific/Apia", table, ["--years", "2023..2029", *about])
                files.append(equality.write_counts(part / f"{log}.counts.csv", *answer))
        differ = equality.unlike(program, folder, files, about)
        named = ", ".join(["promise", *(engine.name for engine in engines)])
        shares = "/".join(str(sum(map(len, logs.values())) - len(logs)) for logs in parts)
        print(f"seed {seed}, rows {shares} by {named}: {len(differ)} reports differ ({' '.join(about)})", flush=True)
        for one in differ:
            print(one)
        failed |= bool(differ)
    return failed
