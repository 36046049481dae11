"""Whether statements for Trino are read by a parser of its language; nothing is executed."""

import importlib.util
from pathlib import Path

GOLDEN = Path(__file__).parents[2] / "tests" / "snapshots" / "sql" / "trino.sql"


def checked():
    """A line for the table, and whether the statement was refused."""
    if importlib.util.find_spec("sqlglot") is None:
        return "skipped: this Python has no sqlglot", False
    import sqlglot

    try:
        sqlglot.parse_one(GOLDEN.read_text(encoding="utf-8"), dialect="trino")
    except sqlglot.errors.SqlglotError as error:
        return f"REFUSED by a parser: {error}", True
    return f"checked by a parser (sqlglot {sqlglot.__version__}), not executed", False
