"""What runs: ours and its peers, on which log, and whether their numbers are equal."""

import filecmp
import shutil
import subprocess
import sys

from logs import DEFINITIONS, HERE, say
from measure import in_turns

AS_OF = "2026-09-01T00:00:00+08:00"
FULL = ["--by", "channel", "--by", "region"]
LIGHT = ["--commitment", "C3"]
PEERS = HERE / "peers"
LIBRARIES = {"duckdb": "DuckDB", "polars": "Polars"}


class Contest:
    """Runs programs in turns and holds their numbers against each other."""

    def __init__(self, programs, logs, turns, threads, with_peers):
        self.logs = logs
        self.turns = turns
        self.threads = threads
        self.promise = programs / "promise"
        self.out = logs.folder / "out"
        self.out.mkdir(parents=True, exist_ok=True)
        self.versions, self.skipped = _peers() if with_peers else ({}, ["all peers: left out by --no-peers"])
        self.calendar = self.out / "calendar.csv"
        subprocess.run([sys.executable, PEERS / "opening_hours.py", self.calendar], check=True)

    def ours(self, log, work, name="ours", threads=None):
        """The command of a report, and the file that it writes."""
        out = self.out / f"{name}.csv"
        definitions = [DEFINITIONS / "promises.toml", log.definition]
        options = ["--as-of", AS_OF, "--format", "csv", "--threads", str(threads or self.threads)]
        command = [self.promise, "report", *definitions, *work, *options, "--output", out]
        return [str(word) for word in command], out

    def peer(self, program, log, *options):
        """The command of a peer, and the file that it writes; `None` where its library is not there."""
        if program.split("_")[0] not in self.versions:
            return None
        out = self.out / f"{program}.csv"
        calendar = [] if program.endswith("light") else [self.calendar]
        command = [sys.executable, PEERS / f"{program}.py", log.path, *calendar, out]
        return [str(word) for word in [*command, "--threads", self.threads, *options]], out

    def against(self, log, work, peers, scale=True, options=()):
        """What ours and these peers take on a log, after comparing their numbers; `scale` adds what it
        takes to read the bytes. By the name of the program, ours first."""
        command, report = self.ours(log, work)
        programs = {"ours": command}
        outs = {}
        for program, name in peers.items():
            if (peer := self.peer(program, log, *options)) is not None:
                programs[name], outs[name] = peer
        for name in ["cat", "wc -l"] if scale else []:
            if shutil.which(name.split()[0]):
                programs[name] = [*name.split(), str(log.path)]
        used = self.run(programs)
        for out in outs.values():
            compare = [sys.executable, HERE / "compare.py", report, out]
            if subprocess.run(compare, check=False).returncode != 0:
                sys.exit(1)
        return used

    def run(self, programs):
        say(f"  {'; '.join(programs)}")
        return in_turns(programs, self.turns)

    def same(self, report, other):
        """Holds two reports of ours against each other, which must be the same bytes."""
        if not filecmp.cmp(report, other, shallow=False):
            sys.exit(f"reports differ: {report} {other}")


def _peers():
    """The versions of the peers that can be imported, and why others are skipped."""
    versions, skipped = {}, []
    for library, name in LIBRARIES.items():
        asked = [sys.executable, "-c", f"import {library}; print({library}.__version__)"]
        told = subprocess.run(asked, capture_output=True, text=True, check=False)
        if told.returncode == 0:
            versions[library] = told.stdout.strip()
        else:
            why = (told.stderr.strip().splitlines() or ["no reason told"])[-1]
            skipped.append(f"{name}: {why}")
    return versions, skipped
