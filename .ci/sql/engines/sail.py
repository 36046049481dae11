"""Sail, which runs the SQL of Spark, as a server of this process."""

from .engine import Engine


class Sail(Engine):
    name = "Sail"
    dialect = "spark"
    package = "pysail"
    plans_long = True

    def __init__(self):
        from pyspark.sql import SparkSession
        from pysail.spark import SparkConnectServer

        self.server = SparkConnectServer("127.0.0.1", 0)
        self.server.start()
        _, port = self.server.listening_address
        self.session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()

    def load(self, path):
        reader = self.session.read.options(header=True, quote='"', escape='"', inferSchema=False)
        reader.csv(str(path)).createOrReplaceTempView(self.table(path))
        return self.table(path)

    def query(self, statement, zone):
        self.session.conf.set("spark.sql.session.timeZone", zone)
        found = self.session.sql(statement).toArrow()
        return found.column_names, list(zip(*found.to_pydict().values()))

    def close(self):
        self.session.stop()
        self.server.stop()
