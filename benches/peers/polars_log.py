"""The benchmark's log in Polars, to be read by its streaming engine."""

import polars
from service_log import NUMBERS, REST, TEXTS, TIMES, more


def scan(log, columns=0):
    """The cases that count, with all types told: guessing them costs time."""
    schema = {column: polars.String for column in [*TEXTS, *TIMES, *REST]}
    schema |= {column: polars.Int32 for column in NUMBERS}
    schema |= {column: polars.String for column in more(columns)}
    return polars.scan_csv(log, schema=schema).filter(polars.col("status") != "cancelled")


def time(column):
    text = polars.col(column).str
    return text.to_datetime("%Y-%m-%d %H:%M:%S", time_unit="us", strict=True, cache=False)
