"""ClickHouse, in process."""

import csv
import io

from .engine import Engine, header


class ClickHouse(Engine):
    name = "ClickHouse (chdb)"
    dialect = "clickhouse"
    package = "chdb"
    plans_long = True

    def __init__(self):
        from chdb import session

        self.session = session.Session()

    def load(self, path):
        table = self.table(path)
        columns = ", ".join(f"`{name}` String" for name in header(path))
        self.session.query(f"DROP TABLE IF EXISTS default.{table}")
        self.session.query(f"CREATE TABLE default.{table} ({columns}) ENGINE = MergeTree ORDER BY tuple()")
        self.session.query(f"INSERT INTO default.{table} SELECT * FROM file('{path}', CSVWithNames, '{columns}')")
        return table

    def query(self, statement, zone):
        self.session.query("USE default")
        self.session.query(f"SET session_timezone = '{zone}', max_query_size = 10000000")
        text = bytes(self.session.query(statement, "CSVWithNames").bytes()).decode()
        names, *rows = csv.reader(io.StringIO(text, newline=""))
        return names, rows

    def close(self):
        self.session.close()
