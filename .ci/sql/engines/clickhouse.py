"""ClickHouse, in process."""

import csv
import io

from .engine import Engine, header


class ClickHouse(Engine):
    name = "ClickHouse (chdb)"
    dialect = "clickhouse"
    package = "chdb"
    at_once = 5
    types = {"text": "String", "number": "Int64", "time": "Nullable(DateTime64(6, 'UTC'))", "instant": "Nullable(DateTime64(6, 'UTC'))"}

    def __init__(self):
        super().__init__()
        from chdb import session

        self.session = session.Session()

    def load(self, path, names=None, kinds=None):
        table = self.table(path)
        names, has_names = header(path, names)
        columns = self.columns(names, kinds, "`")
        form = "CSVWithNames" if has_names else "CSV"
        self.session.query(f"DROP TABLE IF EXISTS default.{table}")
        self.session.query(f"CREATE TABLE default.{table} ({columns}) ENGINE = MergeTree ORDER BY tuple()")
        structure = columns.replace("'", "\\'")
        read = f"file('{path}', {form}, '{structure}') SETTINGS date_time_input_format = 'best_effort'"
        self.session.query(f"INSERT INTO default.{table} SELECT * FROM {read}")
        return table

    def query(self, statement, zone):
        self.session.query("USE default")
        self.session.query(f"SET session_timezone = '{zone}', max_query_size = 10000000")
        text = bytes(self.session.query(statement, "CSVWithNames").bytes()).decode()
        names, *rows = csv.reader(io.StringIO(text, newline=""))
        return names, rows

    def close(self):
        self.session.close()
