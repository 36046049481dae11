"""The parts of the table: each measures, compares, and is a section of Markdown."""

import shutil

import table
from contest import FULL, LIGHT
from logs import PACKERS

FULL_PEERS = {
    "duckdb_full": "DuckDB",
    "duckdb_joins": "DuckDB, calendar joins",
    "polars_full": "Polars, streaming",
}
LIGHT_PEERS = {"duckdb_light": "DuckDB", "polars_light": "Polars, streaming"}

# With 20 months 10^5 groups.
AGENTS = 5000
# With the 14 that every log has, 100 columns.
MORE_COLUMNS = 86


def _usages(title, text, used):
    base = used["ours"]
    rows = [table.usage(name, one, base) for name, one in used.items()]
    return table.section(title, text, table.USAGE, rows)


def _size(log):
    return f"{log.cases:,} cases, {log.size / 1e6:,.0f} MB"


def full(contest, rows):
    log = contest.logs.cases(rows)
    used = contest.against(log, FULL, FULL_PEERS)
    text = f"Eight commitments by month, channel and region, with percentiles; {_size(log)}."
    return _usages("Full work", text, used)


def light(contest, rows):
    log = contest.logs.cases(rows)
    used = contest.against(log, LIGHT, LIGHT_PEERS)
    text = f"One commitment by month: resolved within 24 hours; {_size(log)}. Only ours finds percentiles too."
    return _usages("Light work", text, used)


def growth(contest, sizes):
    logs = [contest.logs.cases(size) for size in sorted(sizes)]
    programs = {
        f"{log.cases:,} {work}": contest.ours(log, options, f"growth-{work}")[0]
        for work, options in [("full", FULL), ("light", LIGHT)]
        for log in logs
    }
    used = contest.run(programs)
    header = ["cases"]
    header += [f"{work}: {what}" for work in ["full", "light"] for what in ["CPU s", "wall s", "MiB", "CPU ns a case"]]
    lines = []
    for log in logs:
        cells = [f"{log.cases:,}"]
        for one in [used[f"{log.cases:,} {work}"] for work in ["full", "light"]]:
            cells += [table.seconds(one.cpu), table.seconds(one.wall), table.mebibytes(one.memory)]
            cells.append(f"{one.cpu / log.cases * 1e9:.0f}")
        lines.append(cells)
    return table.section("Growth", "Ours alone.", header, lines)


def threads(contest, rows):
    log = contest.logs.cases(rows)
    programs, reports = {}, {}
    for name, work in [("full", FULL), ("light", LIGHT)]:
        for count in [1, 2]:
            command, out = contest.ours(log, work, f"threads-{name}-{count}", count)
            programs[name, count], reports[name, count] = command, out
    used = contest.run({f"{name} with {count}": command for (name, count), command in programs.items()})
    lines = []
    for name in ["full", "light"]:
        contest.same(reports[name, 1], reports[name, 2])
        alone = used[f"{name} with 1"]
        for count in [1, 2]:
            one = used[f"{name} with {count}"]
            cells = [table.seconds(one.cpu), table.seconds(one.wall), table.mebibytes(one.memory)]
            lines.append([f"{name}, {count}", *cells, table.ratio(alone.wall, one.wall)])
    header = ["work, threads", "CPU s", "wall s", "peak MiB", "times as fast"]
    return table.section("Threads", f"Ours alone; {_size(log)}. The reports are the same bytes.", header, lines)


def shuffled(contest, rows):
    log = contest.logs.cases(rows, "-shuffled", "--shuffle")
    used = contest.against(log, FULL, {"duckdb_full": "DuckDB"}, scale=False)
    sorted_log = contest.logs.cases(rows)
    used |= {"ours, by day": contest.run({"ours": contest.ours(sorted_log, FULL, "by-day")[0]})["ours"]}
    text = f"Full work on cases in any order of days; {_size(log)}. The last line is a log by day."
    return _usages("Shuffled", text, used)


def groups(contest, rows):
    log = contest.logs.cases(rows, "-agents", "--agents", str(AGENTS))
    by = ["--by", "agent"]
    used = contest.against(log, LIGHT + by, LIGHT_PEERS, scale=False, options=by)
    text = (
        f"Light work by month and agent, {AGENTS:,} agents in 20 months; {_size(log)}. Only ours finds "
        "percentiles too."
    )
    return _usages("Many groups", text, used)


def wide(contest, rows):
    cases = max(rows // 10, 1)
    log = contest.logs.cases(cases, "-wide", "--more", str(MORE_COLUMNS))
    used = contest.against(log, LIGHT, LIGHT_PEERS, options=["--more", str(MORE_COLUMNS)])
    for kind, of in [("wide", log), ("narrow", contest.logs.cases(cases))]:
        contest.run({kind: contest.ours(of, LIGHT, kind)[0]})
    contest.same(contest.out / "wide.csv", contest.out / "narrow.csv")
    return _usages("Wide rows", f"Light work on rows of 100 columns; {_size(log)}.", used)


def events(contest, rows):
    cases = max(rows // 10, 1)
    log, of_cases = contest.logs.events(cases), contest.logs.cases(cases)
    programs, reports = {}, []
    for name, of in [("ours", log), ("ours, a row per case", of_cases)]:
        command, out = contest.ours(of, FULL, f"events-{len(reports)}")
        programs[name] = command
        reports.append(out)
    used = contest.run(programs)
    contest.same(*reports)
    text = (
        f"Full work on a log with a row per event, by time; {_size(log)}. The last line is the same cases in a log "
        "with a row per case: its report is the same bytes."
    )
    return _usages("Logs of events", text, used)


def packed(contest, rows):
    plain = contest.logs.cases(rows)
    parts = []
    for ending, packer in PACKERS.items():
        if shutil.which(packer[0]) is None:
            contest.skipped.append(f"{ending}: there is no {packer[0]}")
            continue
        log = contest.logs.packed(plain, ending)
        used = contest.against(log, LIGHT, LIGHT_PEERS, scale=False)
        text = f"Light work on a packed log ({' '.join(packer[:2])}); {_size(log)}."
        parts.append(_usages(f"Packed: .{ending}", text, used))
    return "\n\n".join(parts)


def memory(contest, rows):
    lines = []
    for cases in sorted({max(rows // 10, 1), rows}):
        log = contest.logs.cases(cases)
        programs = {
            kind: contest.ours(log, [*FULL, "--percentiles", kind], f"memory-{kind}")[0]
            for kind in ["exact", "bins"]
        }
        for kind, one in contest.run(programs).items():
            lines.append([f"{cases:,}, {kind}", table.mebibytes(one.memory), f"{one.memory / cases:.0f}"])
    header = ["cases, percentiles", "peak MiB", "bytes a case"]
    return table.section("Memory", "Full work, ours alone.", header, lines)


# In the order of the table; all but growth are about one number of cases.
SECTIONS = {
    "full": full,
    "light": light,
    "growth": growth,
    "threads": threads,
    "shuffled": shuffled,
    "groups": groups,
    "wide": wide,
    "events": events,
    "packed": packed,
    "memory": memory,
}
