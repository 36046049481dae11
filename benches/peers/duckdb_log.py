"""The benchmark's log in DuckDB."""

import duckdb
from service_log import NUMBERS, REST, TEXTS, TIMES, more


def connect(threads):
    connection = duckdb.connect()
    connection.execute(f"SET threads={threads}; SET preserve_insertion_order=false")
    return connection


def read_csv(log, columns=0, types=None):
    """The call that reads the log with all types told: sniffing and guessing cost it time."""
    of_column = {column: "VARCHAR" for column in TEXTS}
    of_column |= {column: "TIMESTAMP" for column in TIMES} | {column: "VARCHAR" for column in REST}
    of_column |= {column: "UTINYINT" for column in NUMBERS} | {column: "VARCHAR" for column in more(columns)}
    of_column |= types or {}
    return (
        f"read_csv('{log}',columns={of_column},header=true,delim=',',quote='\"',escape='\"',"
        "nullstr='',auto_detect=false,new_line='\\n')"
    )


def write(connection, query, out):
    connection.execute(f"COPY ({query}) TO '{out}' (HEADER,DELIMITER ',')")
