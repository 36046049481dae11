"""duckdb_full.py LOG CALENDAR OUT: the full work in DuckDB, the fastest of several formulations.

Enumerations for keys, look-ups in lists of the calendar instead of joins, and columns that are masked
once instead of a FILTER in every aggregate.
"""

from duckdb_log import connect, read_csv, write
from service_log import AS_OF, AS_OF_DAY, C8_SERVICES, CHANNELS, PRIORITIES, REGIONS, STATUSES, arguments

options = arguments(calendar=True)
connection = connect(options.threads)
connection.execute(f"CREATE TABLE cal AS SELECT * FROM read_csv('{options.calendar}')")
enumerations = {"channel": CHANNELS, "region": REGIONS, "priority": PRIORITIES, "status": STATUSES}
for column, values in enumerations.items():
    listed = ",".join(f"'{value}'" for value in values)
    connection.execute(f"CREATE TYPE {column}_values AS ENUM ({listed})")
for column in ["cum", "a1", "b1", "a2", "b2", "bd", "c3"]:
    kind = "BIGINT" if column == "c3" else "INTEGER"
    connection.execute(f"SET VARIABLE v_{column} = (SELECT list({column}::{kind} ORDER BY dn) FROM cal)")
types = {column: f"{column}_values" for column in enumerations}


def of_day(column, day):
    return f"getvariable('v_{column}')[{day}-20086]"


def position(day, second):
    """Open seconds up to a second of a day."""
    a1, b1, a2, b2 = (of_day(column, day) for column in ["a1", "b1", "a2", "b2"])
    first = f"least(greatest({second},{a1}),{b1})-{a1}"
    last = f"least(greatest({second},{a2}),{b2})-{a2}"
    return f"({of_day('cum', day)}+{first}+{last})"


def within(value, limit, day, second):
    """Whether the stop is not after the due. Who has used up the limit exactly may have stopped when it was
    shut, after the close at which it was due; so few have that no others are looked at so closely."""
    a1, b1, a2, b2 = (of_day(column, day) for column in ["a1", "b1", "a2", "b2"])
    is_open = f"({second}>{a1} AND {second}<={b1}) OR ({second}>{a2} AND {second}<={b2})"
    return f"CASE WHEN {value}<{limit} THEN true WHEN {value}>{limit} THEN false ELSE {is_open} END"


# It is shut as of the report, so an open case that has used up its limit is past its due.
# What is measured, when it is met, when an open case is still in time (None: open cases do not count),
# and which cases it is about.
services = ",".join(f"'{service}'" for service in C8_SERVICES)
COMMITMENTS = {
    "C1": ("fb", within("fb", 7200, "d_f", "s_f"), "ob<7200", "true"),
    "C2": ("fc", "fc<=1800", "oc<=1800", "channel IN ('phone','wechat')"),
    "C3": ("rc", "rc<=86400", "oc<=86400", "true"),
    "C4": ("rd", "r<=c3", f"{AS_OF}<=c3", "priority='high'"),
    "C5": ("rb", within("rb", 28800, "d_r", "s_r"), "ob<28800", "priority='urgent'"),
    "C6": ("rb", within("rb", 144000, "d_r", "s_r"), "ob<144000", "priority IN ('normal','low')"),
    "C7": ("csat", "csat>=4", None, "true"),
    "C8": ("fc", "fc<=3600", "oc<=3600", f"service IN ({services})"),
}


def masked(name, value, met, in_time, about):
    still = "NULL::UTINYINT"
    if in_time:
        still = f"CASE WHEN {value} IS NULL AND {about} THEN ({in_time})::UTINYINT END"
    return (
        f"CASE WHEN {about} THEN {value} END AS {name}v,"
        f"CASE WHEN {about} THEN ({met})::UTINYINT END AS {name}k,{still} AS {name}o"
    )


def counted(name):
    """All, met and breached cases, and the percentiles."""
    met, ended = f"coalesce(sum({name}k),0)", f"count({name}v)"
    return (
        f"[({ended}+count({name}o))::BIGINT,{met}::BIGINT,"
        f"({ended}-{met}+count({name}o)-coalesce(sum({name}o),0))::BIGINT] AS {name}_c,"
        f"quantile_disc({name}v,[0.5,0.9,0.99]) AS {name}_q"
    )


all_masked = ",".join(masked(name, *terms) for name, terms in COMMITMENTS.items())
all_counted = ",".join(counted(name) for name in COMMITMENTS)
connection.execute(f"""
CREATE TABLE g AS
WITH s AS (
  SELECT service,channel,region,priority,csat,epoch_us(opened_at)//1000000 AS o,
    epoch_us(first_response_at)//1000000 AS f,epoch_us(resolved_at)//1000000 AS r
  FROM {read_csv(options.log, types=types)} WHERE status<>'cancelled'),
t AS (
  SELECT *,(o//86400)::INTEGER AS d_o,(o%86400)::INTEGER AS s_o,
    (f//86400)::INTEGER AS d_f,(f%86400)::INTEGER AS s_f,
    (r//86400)::INTEGER AS d_r,(r%86400)::INTEGER AS s_r,
    (f-o)::INTEGER AS fc,(r-o)::INTEGER AS rc,({AS_OF}-o)::INTEGER AS oc
  FROM s),
u AS (
  SELECT service,channel,region,priority,csat,fc,rc,oc,r,d_o AS day,d_f,s_f,d_r,s_r,
    {position("d_o", "s_o")} AS x,{position("d_f", "s_f")} AS xf,{position("d_r", "s_r")} AS xr,
    {of_day("bd", "d_r")}-{of_day("bd", "d_o")} AS rd,{of_day("c3", "d_o")} AS c3,
    {of_day("cum", str(AS_OF_DAY))} AS xa
  FROM t),
v AS (
  SELECT *,xf-x AS fb,xr-x AS rb,xa-x AS ob,date_trunc('month',DATE '1970-01-01'+day) AS month FROM u)
SELECT month,channel,region,{all_counted}
FROM (SELECT month,channel,region,{all_masked} FROM v) GROUP BY ALL""")
rows = " UNION ALL ".join(
    f"SELECT '{name}' AS commitment,strftime(month,'%Y-%m') AS month,channel::VARCHAR AS channel,"
    f"region::VARCHAR AS region,{name}_c[2] AS met,{name}_c[3] AS breached,"
    f"{name}_c[1]-{name}_c[2]-{name}_c[3] AS pending,"
    f"{name}_q[1] AS p50,{name}_q[2] AS p90,{name}_q[3] AS p99 FROM g WHERE {name}_c[1]>0"
    for name in COMMITMENTS
)
write(connection, f"SELECT * FROM ({rows}) ORDER BY commitment,month,channel,region", options.out)
