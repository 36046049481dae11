"""polars_full.py LOG CALENDAR OUT: the full work in Polars, the fastest of several formulations.

The streaming engine, joins with the calendar, and columns that are masked once instead of a filter in
every aggregate.
"""

from service_log import AS_OF, AS_OF_DAY, C8_SERVICES, arguments

options = arguments(calendar=True)  # sets the number of threads, before Polars asks for it
import polars  # noqa: E402
from polars import Int32, Int64, col, lit, when  # noqa: E402
from polars_log import scan, time  # noqa: E402

narrow = ["dn", "cum", "a1", "b1", "a2", "b2", "bd"]
calendar = polars.read_csv(options.calendar)
calendar = calendar.select(*(col(column).cast(Int32) for column in narrow), col("c3").cast(Int64))


def seconds(column):
    return time(column).dt.timestamp("ms") // 1000


cases = scan(options.log).select(
    "service", "channel", "region", "priority", "csat",
    o=seconds("opened_at"), f=seconds("first_response_at"), r=seconds("resolved_at"),
)
cases = cases.with_columns(
    fc=(col("f") - col("o")).cast(Int32),
    rc=(col("r") - col("o")).cast(Int32),
    oc=(AS_OF - col("o")).cast(Int32),
    **{"d" + name: (col(name) // 86400).cast(Int32) for name in "ofr"},
    **{"s" + name: (col(name) % 86400).cast(Int32) for name in "ofr"},
)
for name in "ofr":
    days = calendar.rename({column: f"{column}_{name}" for column in calendar.columns})
    cases = cases.join(days.lazy(), left_on="d" + name, right_on="dn_" + name, how="left")
    a1, b1, a2, b2 = (col(f"{column}_{name}") for column in ["a1", "b1", "a2", "b2"])
    second = col("s" + name)
    position = col("cum_" + name) + (second.clip(a1, b1) - a1) + (second.clip(a2, b2) - a2)
    is_open = ((second > a1) & (second <= b1)) | ((second > a2) & (second <= b2))
    cases = cases.with_columns(position.alias(name + "b"), is_open.alias(name + "_open"))
open_until_as_of = calendar.filter(col("dn") == AS_OF_DAY)["cum"][0]
cases = cases.select(
    "service", "channel", "region", "priority", "csat", "fc", "rc", "oc", "r", "f_open", "r_open",
    c3=col("c3_o"),
    rd=col("bd_r") - col("bd_o"),
    fb=col("fb") - col("ob"),
    rb=col("rb") - col("ob"),
    ob=open_until_as_of - col("ob"),
    month=polars.from_epoch(col("o"), time_unit="s").dt.truncate("1mo").dt.date(),
)

# What is measured, the same of an open case so far (None: open cases do not count), the limit, and which
# cases it is about.
COMMITMENTS = {
    "C1": ("fb", "ob", 7200, lit(True)),
    "C2": ("fc", "oc", 1800, col("channel").is_in(["phone", "wechat"])),
    "C3": ("rc", "oc", 86400, lit(True)),
    "C4": ("rd", "c3", 3, col("priority") == "high"),
    "C5": ("rb", "ob", 28800, col("priority") == "urgent"),
    "C6": ("rb", "ob", 144000, col("priority").is_in(["normal", "low"])),
    "C7": ("csat", None, 4, lit(True)),
    "C8": ("fc", "oc", 3600, col("service").is_in(C8_SERVICES)),
}

masked, counted = [], []
for name, (value, so_far, limit, about) in COMMITMENTS.items():
    number = when(about).then(col(value))
    if name == "C7":
        met = number >= limit
    elif name == "C4":
        met = when(about).then(col("r") <= col("c3"))
    elif so_far == "ob":
        # Who has used up the limit exactly may have stopped when it was shut, after the close at which it
        # was due.
        met = (number < limit) | ((number == limit) & col(value[0] + "_open"))
    else:
        met = number <= limit
    masked += [number.alias(name + "v"), met.alias(name + "k")]
    met = col(name + "k")
    breached, pending = (~met).sum(), lit(0)
    if so_far:
        over = AS_OF > col("c3") if name == "C4" else col(so_far) > limit
        if so_far == "ob":
            # It is shut as of the report, so an open case that has used up its limit is past its due.
            over = col(so_far) >= limit
        still_open = about & col(value).is_null()
        masked += [(still_open & over).alias(name + "x"), (still_open & ~over).alias(name + "y")]
        breached, pending = breached + col(name + "x").sum(), col(name + "y").sum()
    counted += [met.sum().alias(name + "_met"), breached.alias(name + "_breached")]
    counted.append(pending.alias(name + "_pending"))
    for share, percentile in [(0.5, "p50"), (0.9, "p90"), (0.99, "p99")]:
        value = col(name + "v").quantile(share, interpolation="equiprobable")
        counted.append(value.cast(Int64).alias(f"{name}_{percentile}"))
groups = cases.with_columns(masked).group_by("month", "channel", "region").agg(counted)
groups = groups.collect(engine="streaming")
parts = [
    groups.select(
        lit(name).alias("commitment"),
        col("month").dt.strftime("%Y-%m"),
        "channel",
        "region",
        met=col(name + "_met").cast(Int64),
        breached=col(name + "_breached").cast(Int64),
        pending=col(name + "_pending").cast(Int64),
        p50=name + "_p50",
        p90=name + "_p90",
        p99=name + "_p99",
    ).filter(col("met") + col("breached") + col("pending") > 0)
    for name in COMMITMENTS
]
polars.concat(parts).sort("commitment", "month", "channel", "region").write_csv(options.out)
