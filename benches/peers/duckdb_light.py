"""duckdb_light.py LOG OUT: resolved within 24 hours, by month; with --by also by a column."""

from duckdb_log import connect, read_csv, write
from service_log import arguments

options = arguments(calendar=False)
by = f",{options.by}" if options.by else ""
limit = "INTERVAL 24 HOUR"
counts = f"""
SELECT date_trunc('month',opened_at) AS m{by},count(*) AS n,
  count(*) FILTER (WHERE resolved_at-opened_at<={limit}) AS met,
  count(*) FILTER (WHERE coalesce(resolved_at,TIMESTAMP '2026-09-01')-opened_at>{limit}) AS breached
FROM {read_csv(options.log, options.more)} WHERE status<>'cancelled' GROUP BY m{by}"""
report = f"""
SELECT 'C3' AS commitment,strftime(m,'%Y-%m') AS month{by},met,breached,n-met-breached AS pending
FROM ({counts}) ORDER BY m{by}"""
write(connect(options.threads), report, options.out)
