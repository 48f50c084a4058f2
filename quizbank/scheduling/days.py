"""Study days: they begin at the rollover hour in the learner's own zone, and are counted as whole
numbers.
"""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError


class StudyClock:
    """Turns moments into study days. `zone` is an IANA name, or empty for the machine's own
    zone.
    """

    def __init__(self, zone: str = "", rollover_hour: int = 4) -> None:
        self.rollover_hour = min(23, max(0, rollover_hour))
        try:
            self._zone: dt.tzinfo | None = ZoneInfo(zone) if zone else None
        except (ZoneInfoNotFoundError, ValueError):
            self._zone = None

    def local(self, at: dt.datetime) -> dt.datetime:
        """The learner's wall clock at an aware moment."""
        if at.tzinfo is None:
            raise ValueError("a moment without a zone has no study day")
        return at.astimezone(self._zone)

    def day(self, at: dt.datetime) -> int:
        """The study day of an aware moment, as a proleptic ordinal.

        Wall-clock hours decide, so days of 23 and 25 hours, and a rollover hour that does not
        exist, need no care.
        """
        local = self.local(at)
        return local.date().toordinal() - (local.hour < self.rollover_hour)

    def offset_minutes(self, at: dt.datetime) -> int:
        """The zone's offset from UTC at that moment, in minutes."""
        offset = self.local(at).utcoffset()
        return int(offset.total_seconds() // 60) if offset else 0


def date_of(day: int) -> dt.date:
    """The calendar date of a study day."""
    return dt.date.fromordinal(day)
