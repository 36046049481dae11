"""polars_light.py LOG OUT: resolved within 24 hours, by month; with --by also by a column."""

from service_log import arguments

options = arguments(calendar=False)  # sets the number of threads, before Polars asks for it
import polars  # noqa: E402
from polars_log import scan, time  # noqa: E402

by = [options.by] if options.by else []
limit = polars.duration(hours=24)
as_of = polars.datetime(2026, 9, 1)
opened, resolved = polars.col("opened_at"), polars.col("resolved_at")
counts = (
    scan(options.log, options.more)
    .with_columns(time("opened_at"), time("resolved_at"))
    .select(
        *by,
        month=opened.dt.truncate("1mo"),
        met=(resolved - opened <= limit).fill_null(False),
        breached=resolved.fill_null(as_of) - opened > limit,
    )
    .group_by("month", *by)
    .agg(n=polars.len(), met=polars.col("met").sum(), breached=polars.col("breached").sum())
    .collect(engine="streaming")
)
counts.sort("month", *by).select(
    polars.lit("C3").alias("commitment"),
    polars.col("month").dt.strftime("%Y-%m"),
    *by,
    "met",
    "breached",
    pending=polars.col("n") - polars.col("met") - polars.col("breached"),
).write_csv(options.out)
