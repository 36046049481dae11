"""DataFusion, in process; it speaks the dialect of PostgreSQL."""

from .engine import Engine, header


class DataFusion(Engine):
    name = "DataFusion"
    dialect = "postgres"
    package = "datafusion"
    plans_long = True

    def __init__(self):
        self.files = {}

    def load(self, path):
        self.files[self.table(path)] = path
        return self.table(path)

    def query(self, statement, zone):
        import pyarrow
        from datafusion import SessionConfig, SessionContext

        settings = {"datafusion.sql_parser.dialect": "postgres", "datafusion.execution.time_zone": zone}
        context = SessionContext(SessionConfig(settings))
        for table, path in self.files.items():
            schema = pyarrow.schema([(name, pyarrow.string()) for name in header(path)])
            context.register_csv(table, path, schema=schema)
        found = context.sql(statement).to_arrow_table()
        return found.column_names, list(zip(*found.to_pydict().values()))
