"""Holds the statements that tests keep of each dialect against a parser of that dialect.

Usage: parse.py FOLDER; the files are named by dialect.
"""

import sys
from pathlib import Path

import sqlglot


def main():
    files = sorted(Path(sys.argv[1]).glob("*.sql"))
    for file in files:
        statements = sqlglot.parse(file.read_text(encoding="utf-8"), read=file.stem)
        found = [type(statement).__name__ for statement in statements if statement]
        if found != ["Select"] and found != ["Union"]:
            sys.exit(f"{file}: {found} is not one query")
    if len(files) != 6:
        sys.exit(f"{sys.argv[1]}: {len(files)} dialects")
    print(f"statements of {len(files)} dialects can be parsed")


if __name__ == "__main__":
    main()
