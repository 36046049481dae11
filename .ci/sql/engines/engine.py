"""What all engines have in common."""

import csv
import importlib.util
from pathlib import Path


def header(path):
    """The names of a file's columns."""
    with open(path, encoding="utf-8", newline="") as file:
        return next(csv.reader(file))


class Engine:
    """An engine in this process, or one that was started for it."""

    name = ""
    dialect = ""
    package = ""
    # The most rows of the fixture that it is asked to judge; none: all.
    most_rows = None
    # Whether it takes minutes to plan a statement of sixty targets, so that it is asked for a few.
    plans_long = False

    @classmethod
    def why_skipped(cls):
        """Why it cannot run here; none where it can."""
        return None if importlib.util.find_spec(cls.package) else f"this Python has no {cls.package}"

    def version(self):
        from importlib.metadata import version

        return version(self.package)

    def load(self, path):
        """Loads the file of a log anew, with all columns as texts; gives what `--from` is."""
        raise NotImplementedError

    def query(self, statement, zone):
        """Names of columns, and rows, in a session in this zone."""
        raise NotImplementedError

    def close(self):
        """Ends what was started."""

    @staticmethod
    def table(path):
        return Path(path).stem
