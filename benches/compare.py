"""compare.py OURS THEIRS: whether a report (`promise report --format csv`) has a peer's numbers.

The peer's header says which columns are compared: commitment, month, those of the groups, met, breached,
pending, and percentiles where it has them. Exits with 1 and the first line that differs. It is a program of
its own so that the memory it takes does not count as that of what is measured.
"""

import csv
import itertools
import sys


def ours(path, columns):
    """The report in the peer's columns; groups of nothing but excluded and invalid cases are left out."""
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            row["month"] = row["period"]
            row["breached"] = str(int(row["late"]) + int(row["overdue"]))
            if any(row[count] != "0" for count in ["met", "breached", "pending"]):
                yield [row[column] for column in columns]


def main():
    report, peer = sys.argv[1:]
    with open(peer, encoding="utf-8", newline="") as file:
        columns, *theirs = csv.reader(file)
    if not theirs:
        sys.exit(f"{peer}: no rows to compare")
    for mine, their in itertools.zip_longest(sorted(ours(report, columns)), sorted(theirs)):
        if mine != their:
            shown = ["nothing" if row is None else ",".join(row) for row in [columns, mine, their]]
            sys.exit(f"numbers differ: {shown[0]}\n  {report}: {shown[1]}\n  {peer}: {shown[2]}")


if __name__ == "__main__":
    main()
