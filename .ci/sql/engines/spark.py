"""Spark as one process of this machine, and what it has in common with others that speak its SQL: the client."""

import os
import shutil
import uuid

from .engine import Engine, header

TOKEN = "SPARK_CONNECT_AUTHENTICATE_TOKEN"


class SparkSql(Engine):
    dialect = "spark"
    types = {"text": "STRING", "number": "BIGINT", "time": "TIMESTAMP_NTZ", "instant": "TIMESTAMP"}

    def load(self, path, names=None, kinds=None):
        names, has_names = header(path, names)
        reader = self.session.read.options(header=has_names, quote='"', escape='"').schema(self.columns(names, None, "`"))
        # A text is cast to an instant by the zone of the session.
        self.session.conf.set("spark.sql.session.timeZone", "UTC")
        cast = [f"CAST(`{name}` AS {self.types[(kinds or {}).get(name, 'text')]}) AS `{name}`" for name in names]
        reader.csv(str(path)).selectExpr(*cast).createOrReplaceTempView(self.table(path))
        return self.table(path)

    def query(self, statement, zone):
        self.session.conf.set("spark.sql.session.timeZone", zone)
        found = self.session.sql(statement).toArrow()
        return found.column_names, list(zip(*found.to_pydict().values()))

    def close(self):
        self.session.stop()


class Spark(SparkSql):
    name = "Spark"
    package = "pyspark"
    at_once = 10
    token = str(uuid.uuid4())

    @classmethod
    def why_skipped(cls):
        return super().why_skipped() or (None if shutil.which("java") else "there is no java")

    def __init__(self):
        from pyspark.sql import SparkSession

        super().__init__()
        os.environ["SPARK_LOCAL_IP"] = "127.0.0.1"
        settings = {
            "spark.driver.host": "127.0.0.1", "spark.driver.bindAddress": "127.0.0.1", "spark.ui.enabled": "false",
            "spark.connect.grpc.binding.address": "127.0.0.1",
            "spark.log.level": "ERROR", "spark.driver.memory": "3g", "spark.sql.shuffle.partitions": "2",
            # A step of a statement takes one, and the fixture has promises of more steps than any user's.
            "spark.sql.analyzer.maxIterations": "1000",
            # Code of whole stages is longer than a method may be: it is made, refused and not used.
            "spark.sql.codegen.wholeStage": "false",
        }
        # A server of this process knows one token for its life, and clients of other servers must not have it.
        os.environ[TOKEN] = self.token
        builder = SparkSession.builder.remote("local[2]")
        for name, value in settings.items():
            builder = builder.config(name, value)
        self.session = builder.getOrCreate()
        del os.environ[TOKEN]
