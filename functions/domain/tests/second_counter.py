"""A second counter of due dates, written apart from the engine and as plainly as possible: it walks day by day, and for
hours minute by minute. Standard library only.

Reads one case of JSON a line from standard input, writes one due date a line: `2026-02-23T17:00`, or `none`.
The calendar is the file named on the command line.
"""

import datetime
import json
import sys

DAY = datetime.timedelta(days=1)
MINUTE = datetime.timedelta(minutes=1)
WEEKDAYS = ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]

with open(sys.argv[1], encoding="utf-8") as file:
    calendar = json.load(file)
off = {day["date"] for day in calendar["non_working_days"]}
worked = {day["date"] for day in calendar["make_up_working_days"]}
hours = calendar["working_hours"]["default"]
shifts = [tuple(map(datetime.time.fromisoformat, hours[part])) for part in ("morning", "afternoon")]
close = shifts[-1][1]
cut = next(cut["time"] for cut in calendar["daily_cutoffs"] if cut["name"] == "same_day_procedures")
cut = datetime.time.fromisoformat(cut)


def works(day):
    if day.isoformat() in off:
        return False
    return day.isoformat() in worked or WEEKDAYS[day.weekday()] not in calendar["weekly_days_off"]


def next_working(day):
    day += DAY
    while not works(day):
        day += DAY
    return day


class Standing(Exception):
    """A pause has no end, and the time ran into it."""


def in_a_pause(day, pauses):
    for begin, end in pauses:
        if begin.date() < day and (end is None or day <= end.date()):
            if end is None:
                raise Standing
            return True
    return False


def days(start, number, pauses, only_working):
    day = start.date()
    while number > 0:
        day += DAY
        if in_a_pause(day, pauses) or (only_working and not works(day)):
            continue
        number -= 1
    while True:
        # The end lies on a working day outside every pause ...
        while not works(day) or in_a_pause(day, pauses):
            day += DAY
        # ... and no pause cuts its last hours off.
        cutting = [p for p in pauses if p[0].date() == day and p[0].time() < close and (p[1] is None or p[1].date() > day)]
        if not cutting:
            return datetime.datetime.combine(day, close)
        if cutting[0][1] is None:
            raise Standing
        day = cutting[0][1].date() + DAY


def same_day(start, pauses):
    def once(moment):
        today = works(moment.date()) and moment.time() <= cut
        return datetime.datetime.combine(moment.date() if today else next_working(moment.date()), close)

    end = once(start)
    for begin, finish in pauses:
        if begin < end and (finish is None or finish >= start):
            if finish is None:
                raise Standing
            end = max(end, once(finish))
    return end


def working_hours(start, number, pauses):
    minute, left = start, number * 60
    while left > 0:
        pause = next((p for p in pauses if p[0] <= minute and (p[1] is None or minute < p[1])), None)
        if pause is not None and pause[1] is None:
            raise Standing
        if pause is not None:
            minute = pause[1]
        elif not works(minute.date()) or minute.time() >= close:
            minute = datetime.datetime.combine(minute.date() + DAY, datetime.time())
        elif any(begin <= minute.time() < end for begin, end in shifts):
            left -= 1
            minute += MINUTE
        else:
            minute = datetime.datetime.combine(minute.date(), min(begin for begin, _ in shifts if begin > minute.time()))
    return minute


def due(case):
    moment = datetime.datetime.fromisoformat
    start = moment(case["received"])
    pauses = []
    for pause in sorted(case["pauses"], key=lambda pause: pause["from"]):
        begin, end = moment(pause["from"]), pause["to"] and moment(pause["to"])
        pauses.append((begin, end))
        if pause["restarts"]:
            start = max(start, end)
    # What ended before the time began anew plays no part in it.
    pauses = [(begin, end) for begin, end in pauses if end is None or end > start]
    try:
        if case["unit"] == "same_day":
            return same_day(start, pauses)
        if case["unit"] == "working_hour":
            return working_hours(start, case["value"], pauses)
        return days(start, case["value"], pauses, case["unit"] == "working_day")
    except Standing:
        return None


for line in sys.stdin:
    found = due(json.loads(line))
    print(found.strftime("%Y-%m-%dT%H:%M") if found else "none")
