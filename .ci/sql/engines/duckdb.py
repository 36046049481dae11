"""DuckDB, in process. It reads the file itself; columns that are no texts are a file of Parquet."""

from pathlib import Path

from .engine import Engine, header


class DuckDb(Engine):
    name = "DuckDB"
    dialect = package = "duckdb"
    types = {"text": "VARCHAR", "number": "BIGINT", "time": "TIMESTAMP", "instant": "TIMESTAMPTZ"}

    def __init__(self):
        super().__init__()
        import duckdb

        self.connection = duckdb.connect()

    def load(self, path, names=None, kinds=None):
        if not kinds:
            return str(path)
        table, parquet = self.table(path), Path(path).with_suffix(".parquet")
        names, _ = header(path, names)
        self.connection.execute(f"CREATE OR REPLACE TEMPORARY TABLE loaded ({self.columns(names, kinds)})")
        self.connection.execute(f"INSERT INTO loaded FROM read_csv('{path}', all_varchar = true, quote = '\"', escape = '\"')")
        self.connection.execute(f"COPY loaded TO '{parquet}' (FORMAT parquet)")
        self.connection.execute(f"CREATE OR REPLACE VIEW {table} AS FROM '{parquet}'")
        return str(parquet)

    def query(self, statement, zone):
        self.connection.execute(f"SET TimeZone = '{zone}'")
        result = self.connection.execute(statement)
        return [column[0] for column in result.description], result.fetchall()

    def close(self):
        self.connection.close()
