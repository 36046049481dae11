"""duckdb_joins.py LOG CALENDAR OUT: the full work in DuckDB as an analyst writes it.

Three joins with the calendar, a FILTER in every aggregate.
"""

from duckdb_log import connect, read_csv, write
from service_log import AS_OF, AS_OF_DAY, C8_SERVICES, arguments

options = arguments(calendar=True)
connection = connect(options.threads)
connection.execute(f"CREATE TABLE cal AS SELECT * FROM read_csv('{options.calendar}')")
services = ",".join(f"'{service}'" for service in C8_SERVICES)


def position(day, second):
    """Open seconds up to a second of a day of the calendar."""
    first = f"least(greatest({second},{day}.a1),{day}.b1)-{day}.a1"
    last = f"least(greatest({second},{day}.a2),{day}.b2)-{day}.a2"
    return f"{day}.cum+{first}+{last}"


def is_open(day, second):
    """Whether it is open until a second of a day of the calendar, or just has been."""
    return f"({second}>{day}.a1 AND {second}<={day}.b1) OR ({second}>{day}.a2 AND {second}<={day}.b2)"


connection.execute(f"""
CREATE VIEW cases AS
WITH s AS (
  SELECT *,epoch(opened_at)::BIGINT AS o,epoch(first_response_at)::BIGINT AS f,epoch(resolved_at)::BIGINT AS r
  FROM {read_csv(options.log)} WHERE status<>'cancelled'),
t AS (
  SELECT s.*,{position("co", "o%86400")} AS xo,{position("cf", "f%86400")} AS xf,
    {position("cr", "r%86400")} AS xr,cr.bd-co.bd AS rd,co.c3 AS c3,
    {is_open("cf", "f%86400")} AS f_open,{is_open("cr", "r%86400")} AS r_open
  FROM s JOIN cal co ON co.dn=o//86400
    LEFT JOIN cal cf ON cf.dn=f//86400 LEFT JOIN cal cr ON cr.dn=r//86400)
SELECT service,channel,region,priority,csat,strftime(opened_at,'%Y-%m') AS month,f-o AS fc,r-o AS rc,
  {AS_OF}-o AS oc,xf-xo AS fb,xr-xo AS rb,(SELECT cum FROM cal WHERE dn={AS_OF_DAY})-xo AS ob,rd,r,c3,
  f_open,r_open
FROM t""")

# Who has used up a limit in open time exactly, and stopped when it was shut, did so after the close at which
# it was due; and it is shut as of the report.
# What is measured, when it is met, when an open case is breached, and which cases it is about.
COMMITMENTS = {
    "C1": ("fb", "fb<7200 OR (fb=7200 AND f_open)", "ob>=7200", "true"),
    "C2": ("fc", "fc<=1800", "oc>1800", "channel IN ('phone','wechat')"),
    "C3": ("rc", "rc<=86400", "oc>86400", "true"),
    "C4": ("rd", "r<=c3", f"{AS_OF}>c3", "priority='high'"),
    "C5": ("rb", "rb<28800 OR (rb=28800 AND r_open)", "ob>=28800", "priority='urgent'"),
    "C6": ("rb", "rb<144000 OR (rb=144000 AND r_open)", "ob>=144000", "priority IN ('normal','low')"),
    "C7": ("csat", "csat>=4", None, "csat IS NOT NULL"),
    "C8": ("fc", "fc<=3600", "oc>3600", f"service IN ({services})"),
}


def counted(name, value, met, breached, about):
    late = f"{value} IS NOT NULL AND NOT ({met})"
    if breached:
        late = f"({late}) OR ({value} IS NULL AND {breached})"
    filtered = f"FILTER (WHERE {about})"
    return (
        f"count(*) {filtered} AS {name}_all,count(*) FILTER (WHERE {about} AND ({met})) AS {name}_met,"
        f"count(*) FILTER (WHERE {about} AND ({late})) AS {name}_breached,"
        f"quantile_disc({value},[0.5,0.9,0.99]) {filtered} AS {name}_q"
    )


all_counted = ",".join(counted(name, *terms) for name, terms in COMMITMENTS.items())
connection.execute(f"CREATE TABLE g AS SELECT month,channel,region,{all_counted} FROM cases GROUP BY ALL")
rows = " UNION ALL ".join(
    f"SELECT '{name}' AS commitment,month,channel,region,{name}_met AS met,{name}_breached AS breached,"
    f"{name}_all-{name}_met-{name}_breached AS pending,"
    f"{name}_q[1] AS p50,{name}_q[2] AS p90,{name}_q[3] AS p99 FROM g WHERE {name}_all>0"
    for name in COMMITMENTS
)
write(connection, f"SELECT * FROM ({rows}) ORDER BY commitment,month,channel,region", options.out)
