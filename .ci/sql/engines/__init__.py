"""Engines that statements of `promise sql` are executed on, each behind the same few words."""

from .bigquery import BigQuery
from .clickhouse import ClickHouse
from .datafusion import DataFusion
from .duckdb import DuckDb
from .engine import Engine
from .postgres import Postgres
from .sail import Sail
from .spark import Spark

ALL = [DuckDb, Postgres, ClickHouse, DataFusion, Spark, Sail, BigQuery]

__all__ = ["ALL", "BigQuery", "ClickHouse", "DataFusion", "DuckDb", "Engine", "Postgres", "Sail", "Spark"]
