"""The columns of the benchmark's log and the arguments of the peers."""

import argparse
import os

CHANNELS = ["phone", "web", "email", "counter", "app", "wechat"]
REGIONS = [
    "Pudong", "Huangpu", "Xuhui", "Changning", "Jingan", "Putuo", "Hongkou", "Yangpu",
    "Minhang", "Baoshan", "Jiading", "Jinshan", "Songjiang", "Qingpu", "Fengxian", "Chongming, Island",
]
PRIORITIES = ["urgent", "high", "normal", "low"]
STATUSES = ["open", "closed", "cancelled"]
TEXTS = ["id", "service", "channel", "region", "priority", "subject"]
TIMES = ["opened_at", "first_response_at", "resolved_at"]
REST = ["status", "agent", "team"]
NUMBERS = ["csat", "reopens"]
# As of 2026-09-01 00:00, in days since 1970-01-01.
AS_OF_DAY = 20697
AS_OF = AS_OF_DAY * 86400
C8_SERVICES = [
    "water-supply", "gas", "heating", "clinic", "food-safety", "internet", "road-repair", "transit",
]


def arguments(calendar):
    """LOG [CALENDAR] OUT [--threads N] [--by COLUMN] [--more COLUMNS]"""
    parser = argparse.ArgumentParser()
    parser.add_argument("log")
    if calendar:
        parser.add_argument("calendar")
    parser.add_argument("out")
    parser.add_argument("--threads", type=int, default=2)
    if not calendar:
        parser.add_argument("--by", help="split the counts by this column too")
        parser.add_argument("--more", type=int, default=0, help="columns that no promise is about")
    options = parser.parse_args()
    # Polars asks here, and only once, when it is imported.
    os.environ["POLARS_MAX_THREADS"] = str(options.threads)
    return options


def more(count):
    return [f"more_{column}" for column in range(1, count + 1)]
