"""The programs that are measured and the logs that they read."""

import dataclasses
import json
import pathlib
import shutil
import subprocess
import sys

HERE = pathlib.Path(__file__).resolve().parent
ROOT = HERE.parent
DEFINITIONS = HERE / "definitions"

# How packed logs are written: the ending of the file, and the program, which writes to standard output.
PACKERS = {"gz": ["gzip", "-6", "-c"], "zst": ["zstd", "-3", "-q", "-c"]}


def say(text):
    print(text, file=sys.stderr, flush=True)


def built():
    """Builds for speed, and says where the programs are."""
    cargo = ["cargo", "build", "--release", "--locked", "--bin", "promise", "--example", "service_log"]
    say(" ".join(cargo))
    subprocess.run(cargo, cwd=ROOT, check=True)
    asked = ["cargo", "metadata", "--no-deps", "--format-version", "1", "--locked"]
    told = subprocess.run(asked, cwd=ROOT, check=True, stdout=subprocess.PIPE).stdout
    return pathlib.Path(json.loads(told)["target_directory"]) / "release"


@dataclasses.dataclass
class Log:
    """A log, how many cases it has, and the definition that says where it is."""

    path: pathlib.Path
    cases: int
    definition: pathlib.Path

    @property
    def size(self):
        """Its bytes."""
        return self.path.stat().st_size


class Logs:
    """The logs of a folder, each in a folder of its own; what is missing is made."""

    def __init__(self, folder, programs):
        self.folder = folder
        self.generator = programs / "examples" / "service_log"

    def cases(self, count, kind="", *options):
        """A log with a row per case."""
        return self._made(count, kind, DEFINITIONS / "cases.toml", 140 + 7 * _more(options), options)

    def events(self, count):
        """The same cases with a row per event."""
        return self._made(count, "-events", DEFINITIONS / "events.toml", 330, ["--events"])

    def packed(self, log, ending):
        """A packed copy of a log with a row per case."""
        folder = log.path.parent.with_name(f"{log.path.parent.name}-{ending}")
        path = folder / f"log.csv.{ending}"

        def pack(target):
            with open(target, "wb") as out:
                subprocess.run([*PACKERS[ending], log.path], check=True, stdout=out)

        return self._there(path, log.cases, DEFINITIONS / "cases.toml", log.size // 3, pack)

    def _made(self, count, kind, definition, row, options):
        path = self.folder / f"{count}{kind}" / "log.csv"

        def generate(target):
            subprocess.run([self.generator, str(count), target, *options], check=True)

        return self._there(path, count, definition, count * row, generate)

    def _there(self, path, cases, definition, size, make):
        """A log that is whole, since it gets its name last; with its definition beside it."""
        path.parent.mkdir(parents=True, exist_ok=True)
        if not path.exists():
            free = shutil.disk_usage(path.parent).free
            if free < size * 1.1:
                sys.exit(f"{path} takes about {size / 1e9:.1f} GB, and {free / 1e9:.1f} GB are free")
            say(f"writing {path}")
            unfinished = path.with_name("unfinished")
            make(unfinished)
            unfinished.rename(path)
        beside = path.with_name(definition.name)
        shutil.copyfile(definition, beside)
        return Log(path, cases, beside)


def _more(options):
    """How many columns more the options of the generator ask for."""
    return int(options[options.index("--more") + 1]) if "--more" in options else 0
