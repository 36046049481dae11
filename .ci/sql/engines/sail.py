"""Sail, which runs the SQL of Spark, as a server of this process."""

from .engine import Engine, header


class Sail(Engine):
    name = "Sail"
    dialect = "spark"
    package = "pysail"
    at_once = 1
    promises = ["e0", "e2", "e3"]
    unasked = {"tickets": "it plans times of two formats for minutes"}
    types = {"text": "STRING", "number": "BIGINT", "time": "TIMESTAMP_NTZ", "instant": "TIMESTAMP"}

    def __init__(self):
        super().__init__()
        from pyspark.sql import SparkSession
        from pysail.spark import SparkConnectServer

        self.server = SparkConnectServer("127.0.0.1", 0)
        self.server.start()
        _, port = self.server.listening_address
        self.session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()

    def load(self, path, names=None, kinds=None):
        names, has_names = header(path, names)
        reader = self.session.read.options(header=has_names, quote='"', escape='"').schema(self.columns(names, None, "`"))
        cast = [f"CAST(`{name}` AS {self.types[(kinds or {}).get(name, 'text')]}) AS `{name}`" for name in names]
        reader.csv(str(path)).selectExpr(*cast).createOrReplaceTempView(self.table(path))
        return self.table(path)

    def query(self, statement, zone):
        self.session.conf.set("spark.sql.session.timeZone", zone)
        found = self.session.sql(statement).toArrow()
        return found.column_names, list(zip(*found.to_pydict().values()))

    def close(self):
        self.session.stop()
        self.server.stop()
