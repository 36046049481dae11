"""Sail, which runs the SQL of Spark, as a server of this process."""

from .spark import SparkSql


class Sail(SparkSql):
    name = "Sail"
    package = "pysail"

    def __init__(self):
        super().__init__()
        from pyspark.sql import SparkSession
        from pysail.spark import SparkConnectServer

        self.server = SparkConnectServer("127.0.0.1", 0)
        self.server.start()
        _, port = self.server.listening_address
        self.session = SparkSession.builder.remote(f"sc://127.0.0.1:{port}").getOrCreate()

    def close(self):
        super().close()
        self.server.stop()
