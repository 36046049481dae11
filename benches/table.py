"""Measurements as Markdown, and where they stand in a page."""

import sys

from measure import unseen

BEGIN, END = "<!-- benchmark: begin -->", "<!-- benchmark: end -->"


def section(title, text, header, rows):
    """A heading, a paragraph, and a table whose columns but the first hold numbers."""
    lines = [f"### {title}", "", text, "", _row(header), _row(["---"] + ["--:"] * (len(header) - 1))]
    return "\n".join([*lines, *map(_row, rows)])


def _row(cells):
    return "| " + " | ".join(cells) + " |"


def seconds(value):
    return f"{value:.3f}" if value < 1 else f"{value:.2f}"


def mebibytes(value):
    least = unseen()
    return f"{value / 2**20:.0f}" if value > least else f"< {least / 2**20:.0f}"


def ratio(value, base):
    return f"{value / base:.2f}" if base else "–"


def usage(name, used, base):
    """What a program took, and how many times that of another."""
    ratios = [ratio(used.cpu, base.cpu), ratio(used.wall, base.wall)]
    return [name, seconds(used.cpu), seconds(used.wall), mebibytes(used.memory), *ratios]


USAGE = ["program", "CPU s", "wall s", "peak MiB", "CPU ÷ ours", "wall ÷ ours"]


class Page:
    """A page with two marks, between which the table stands."""

    def __init__(self, path):
        self.path = path
        self._parts()

    def update(self, text):
        before, after = self._parts()
        self.path.write_text(f"{before}{BEGIN}\n\n{text}\n\n{END}{after}", encoding="utf-8")

    def _parts(self):
        """What stands before and after the marks."""
        text = self.path.read_text(encoding="utf-8") if self.path.is_file() else ""
        before, begin, rest = text.partition(BEGIN)
        _, end, after = rest.partition(END)
        if not begin or not end:
            sys.exit(f"{self.path}: needs a line {BEGIN} and, below it, a line {END}")
        return before, after
