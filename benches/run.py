"""The benchmark: writes the logs that are missing, runs ours and the peers that are there in turns, holds
their numbers against each other, and prints what they took as Markdown.

    python3 benches/run.py --rows 1000000

docs/performance.md says more. Needs Linux or macOS, Python 3.9 and, on the path, cargo; installs nothing.
"""

import argparse
import datetime
import os
import pathlib
import platform
import subprocess

import table
from contest import LIBRARIES, Contest
from logs import ROOT, Logs, built, say
from sections import SECTIONS


def number(text):
    value = int(text.replace("_", ""))
    if value < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return value


def numbers(text):
    return [number(one) for one in text.split(",")]


def parts(text):
    chosen = text.split(",")
    for part in chosen:
        if part not in SECTIONS:
            raise argparse.ArgumentTypeError(f"there is no part {part}; there are {', '.join(SECTIONS)}")
    return chosen


def arguments():
    parser = argparse.ArgumentParser(description="the benchmark of promise")
    parser.add_argument("--rows", type=number, default=1_000_000, help="cases of a log (default 1000000)")
    parser.add_argument("--only", type=parts, default=list(SECTIONS), help=f"of {','.join(SECTIONS)}")
    parser.add_argument("--turns", type=number, default=3, help="how often each program runs (default 3)")
    parser.add_argument("--threads", type=number, default=2, help="of every program (default 2)")
    sizes = "numbers of cases of the part growth (default: a tenth of --rows, and --rows)"
    parser.add_argument("--growth", type=numbers, help=sizes)
    parser.add_argument("--update", type=pathlib.Path, help="put the table between the marks of this page")
    parser.add_argument("--work", type=pathlib.Path, default=ROOT / "target" / "bench", help="where logs are")
    there = "do not build: cargo has put the programs into this folder"
    parser.add_argument("--programs", type=pathlib.Path, help=there)
    parser.add_argument("--no-peers", action="store_true", help="ours alone")
    return parser.parse_args()


def told_by(*command):
    """The first line that a command prints; nothing where it cannot be run."""
    try:
        printed = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False).stdout
    except OSError:
        return ""
    return printed.partition("\n")[0].strip()


def processor():
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as file:
            names = [line.partition(":")[2].strip() for line in file if line.startswith("model name")]
    except OSError:
        names = []
    return (names or [told_by("sysctl", "-n", "machdep.cpu.brand_string") or platform.machine()])[0]


def conditions(contest, options, load):
    """When, on what, and with what it was measured."""
    commit = told_by("git", "describe", "--always", "--dirty")
    ours = told_by(str(contest.promise), "--version")
    versions = [f"{ours} ({commit})" if commit else ours, told_by("rustc", "--version")]
    versions += [f"{LIBRARIES[library]} {version}" for library, version in contest.versions.items()]
    versions.append(f"Python {platform.python_version()}")
    lines = [
        f"Measured on {datetime.date.today()}: {processor()}, {os.cpu_count()} cores, {platform.system()}; "
        f"load {load:.1f} when it began.",
        f"{', '.join(versions)}. {options.threads} threads, the least of {options.turns} turns.",
    ]
    if options.programs:
        lines.append("The programs were not built for this run.")
    lines += [f"Skipped: {what}." for what in contest.skipped]
    return "\n".join(lines)


def main():
    options = arguments()
    page = table.Page(options.update) if options.update else None
    load = os.getloadavg()[0]
    programs = (options.programs or built()).resolve()
    logs = Logs(options.work.resolve(), programs)
    contest = Contest(programs, logs, options.turns, options.threads, not options.no_peers)
    for what in contest.skipped:
        say(f"skipped: {what}")
    sections = []
    for part in [part for part in SECTIONS if part in options.only]:
        say(f"{part}:")
        sizes = options.growth or sorted({max(options.rows // 10, 1), options.rows})
        section = SECTIONS[part](contest, sizes if part == "growth" else options.rows)
        sections += [section] if section else []
    text = "\n\n".join([conditions(contest, options, load), *sections])
    print(text)
    if page:
        page.update(text)


if __name__ == "__main__":
    main()
