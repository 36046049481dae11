"""What all engines have in common."""

import csv
import importlib.util
import os
from collections import Counter
from pathlib import Path


def header(path, names=None):
    """The names of a file's columns, and whether it has them itself; where it has none, those that are given."""
    if names:
        return names, False
    with open(path, encoding="utf-8", newline="") as file:
        return next(csv.reader(file)), True


class Engine:
    """An engine in this process, or one that was started for it."""

    name = ""
    dialect = ""
    package = ""
    # The most rows of the fixture that it is asked to judge, and no variants of it; none: all.
    most_rows = None
    # The most promises of a statement that it plans in seconds; none: all.
    at_once = None
    # Its names of types, by kind of column. Without all of them it is not asked about columns that are no texts.
    types = {"text": "text"}

    def __init__(self):
        # Planning and executing, by log.
        self.seconds = Counter()

    @classmethod
    def why_skipped(cls):
        """Why it cannot run here; none where it can."""
        return None if importlib.util.find_spec(cls.package) else f"this Python has no {cls.package}"

    def version(self):
        from importlib.metadata import version

        return version(self.package)

    def load(self, path, names=None, kinds=None):
        """Loads a file anew; gives what `--from` is. Where the file has no names of columns they are given. Columns are
        texts but for those of other `kinds`, the keys of `types`: whole numbers, times without a zone, and with one."""
        raise NotImplementedError

    def query(self, statement, zone):
        """Names of columns, and rows, in a session in this zone."""
        raise NotImplementedError

    def cpu(self):
        """Seconds of processors that it has used so far."""
        return sum(os.times()[:4])

    def close(self):
        """Ends what was started."""

    def columns(self, names, kinds, quote='"'):
        """Names and types of columns as a statement that makes a table has them."""
        kind = (kinds or {}).get
        return ", ".join(f"{quote}{name}{quote} {self.types[kind(name, 'text')]}" for name in names)

    @staticmethod
    def table(path):
        return Path(path).stem
