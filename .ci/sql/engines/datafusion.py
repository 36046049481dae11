"""DataFusion, in process; it speaks the dialect of PostgreSQL."""

from .engine import Engine, header


class DataFusion(Engine):
    name = "DataFusion"
    dialect = "postgres"
    package = "datafusion"
    at_once = 10
    types = {"text": "VARCHAR", "number": "BIGINT", "time": "TIMESTAMP", "instant": "TIMESTAMP WITH TIME ZONE"}

    def __init__(self):
        super().__init__()
        self.files = {}

    def load(self, path, names=None, kinds=None):
        self.files[self.table(path)] = path, *header(path, names), kinds or {}
        return self.table(path)

    def query(self, statement, zone):
        import pyarrow
        from datafusion import SessionConfig, SessionContext

        settings = {"datafusion.sql_parser.dialect": "postgres", "datafusion.execution.time_zone": zone}
        context = SessionContext(SessionConfig(settings))
        for table, (path, names, has_names, kinds) in self.files.items():
            schema = pyarrow.schema([(name, pyarrow.string()) for name in names])
            context.register_csv(f"{table}_texts", path, schema=schema, has_header=has_names)
            typed = [f'CAST("{name}" AS {self.types[kinds.get(name, "text")]}) AS "{name}"' for name in names]
            context.sql(f"CREATE VIEW {table} AS SELECT {', '.join(typed)} FROM {table}_texts").collect()
        found = context.sql(statement).to_arrow_table()
        return found.column_names, list(zip(*found.to_pydict().values()))
