"""opening_hours.py OUT.csv: the benchmark's calendar as the peers need it, one row a day.

dn      days since 1970-01-01
cum     open seconds before the day
a1, b1  the first opening interval in seconds of the day; a2, b2 the second; 0 where there is none
bd      working days up to and including the day
c3      the close of the third working day after it, in local seconds since 1970-01-01

The same hours, holidays and make-up workdays as in definitions/promises.toml.
"""

import datetime
import sys

HOLIDAYS = [
    ("2025-01-01", "2025-01-01"), ("2025-01-28", "2025-02-04"), ("2025-04-04", "2025-04-06"),
    ("2025-05-01", "2025-05-05"), ("2025-05-31", "2025-06-02"), ("2025-10-01", "2025-10-08"),
    ("2026-01-01", "2026-01-03"), ("2026-02-15", "2026-02-23"), ("2026-04-04", "2026-04-06"),
    ("2026-05-01", "2026-05-05"), ("2026-06-19", "2026-06-21"), ("2026-09-25", "2026-09-27"),
    ("2026-10-01", "2026-10-07"),
]
MAKE_UP = (
    "2025-01-26 2025-02-08 2025-04-27 2025-09-28 2025-10-11 "
    "2026-01-04 2026-02-14 2026-02-28 2026-05-09 2026-09-20 2026-10-10"
)
WORKDAY = (32400, 43200, 48600, 63000)
SATURDAY = (34200, 43200, 0, 0)
SHUT = (0, 0, 0, 0)

ONE_DAY = datetime.timedelta(1)
EPOCH = datetime.date(1970, 1, 1)


def dates(first, last):
    first, last = datetime.date.fromisoformat(first), datetime.date.fromisoformat(last)
    return {first + ONE_DAY * place for place in range((last - first).days + 1)}


def hours(day, holidays, make_up):
    if day in make_up:
        return WORKDAY
    if day in holidays or day.weekday() == 6:
        return SHUT
    return SATURDAY if day.weekday() == 5 else WORKDAY


def main():
    holidays = set().union(*(dates(first, last) for first, last in HOLIDAYS))
    make_up = {datetime.date.fromisoformat(day) for day in MAKE_UP.split()}
    rows, closes, seconds = [], [], 0
    # Monday before the log begins, so that no number is negative; four months after it ends.
    day = datetime.date(2024, 12, 30)
    while day <= datetime.date(2027, 1, 31):
        a1, b1, a2, b2 = hours(day, holidays, make_up)
        number = (day - EPOCH).days
        if b1:
            closes.append(number * 86400 + max(b1, b2))
        rows.append((number, seconds, a1, b1, a2, b2, len(closes)))
        seconds += b1 - a1 + b2 - a2
        day += ONE_DAY
    with open(sys.argv[1], "w", encoding="utf-8") as out:
        out.write("dn,cum,a1,b1,a2,b2,bd,c3\n")
        for row in rows:
            third = row[-1] + 2
            if third < len(closes):
                out.write(",".join(map(str, row)) + f",{closes[third]}\n")


if __name__ == "__main__":
    main()
