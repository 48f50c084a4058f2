"""The cards of the home screen, drawn as text: today, the week, the interview, topics, slips, the
months behind.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from rich.cells import cell_len
from textual.content import Content

from quizbank.tui.widgets.charts import bar, columns, heat, pad
from quizbank.words.interface import text

if TYPE_CHECKING:
    from quizbank.app.home import TopicLine
    from quizbank.app.schedule import Plan

_BAR = "$accent on $panel"
_STRONG, _QUIET = "bold $text-accent", "$text-muted"


@dataclass(frozen=True, slots=True)
class Look:
    """How cards are drawn: the language, whether in ASCII alone, cells inside a card, and the lines
    there are for a whole column.
    """

    lang: str
    plain: bool
    width: int
    height: int

    def say(self, key: str, *values: object) -> str:
        """The words of `key`."""
        return text(key, self.lang, *values)

    def pick(self, zh: str, en: str) -> str:
        """One of two texts, by the language."""
        return (zh or en) if self.lang == "zh" else (en or zh)


def date_line(look: Look, day: dt.date) -> str:
    """The date as people write it."""
    weekday = look.say("weekdays").split()[day.weekday()]
    month = look.say("months").split()[day.month - 1]
    return look.say("date", weekday, day.day, month)


def numbers(
    look: Look, due: int, new: int, minutes: float | None, done: int, streak: int
) -> Content:
    """What today holds."""
    line = Content.assemble(
        (str(due), _STRONG), f" {look.say('due')}    ", (str(new), _STRONG), f" {look.say('new')}"
    )
    rest = [] if minutes is None else [look.say("about_minutes", f"{minutes:.0f}")]
    rest += [look.say("done_today", done)] if done else []
    rest += [look.say("streak", streak)] if streak else []
    rows: list[str] = []
    for part in rest:
        joined = f"{rows[-1]}   {part}" if rows else part
        # broken between facts, not within one
        rows[-1:] = [joined] if not rows or cell_len(joined) <= look.width else [rows[-1], part]
    return Content("\n").join([line, Content.styled("\n".join(rows), _QUIET)])


def week(look: Look, forecast: Sequence[int], first: dt.date) -> Content:
    """What falls due on each of the coming days, as columns over their counts."""
    high = 3 if look.height < 30 else 7
    each = min(7, max(5, look.width // 8))
    names = look.say("weekdays").split()
    rows = (
        [Content.styled(line, "$accent") for line in columns(forecast, high, look.plain, each)]
        if any(forecast)
        else []
    )
    rows.append(Content("".join(pad(str(count), each) for count in forecast)))
    rows.append(
        Content.styled(
            "".join(pad(names[(first.weekday() + k) % 7], each) for k in range(len(forecast))),
            _QUIET,
        )
    )
    return Content("\n").join(rows)


def interview(look: Look, plan: Plan | None, key: str) -> Content:
    """What should be known on the interview's day; `key` sets its date."""
    if plan is None:
        return Content.styled(look.say("no_interview", key), _QUIET)
    recall = plan.recall
    wide = max(8, min(30, look.width - 22))
    line = Content.assemble(
        (bar(recall.mean, wide, look.plain), _BAR),
        "  ",
        (f"{recall.mean:.0%}", _STRONG),
        (f"  ({recall.low:.0%} - {recall.high:.0%})", _QUIET),
    )
    return Content("\n").join(
        [
            Content(look.say("recall_pace")),
            line,
            Content.styled(look.say("more", round(plan.more * 100)), _QUIET),
        ]
    )


def topics(look: Look, lines: Sequence[TopicLine]) -> Content:
    """The topics in play, and what they open."""
    if not lines:
        return Content.styled(look.say("topics_none"), _QUIET)
    most = max(4, min(len(lines), look.height // 2 - 6))
    wide = 8 if look.width < 50 else 16
    name = look.width - wide - 6 if look.width < 50 else 22
    rows = []
    for line in lines[:most]:
        shown = Content.assemble(
            pad(look.pick(line.zh, line.en), name),
            " ",
            (bar(line.mastery, wide, look.plain), _BAR),
            f" {line.mastery:>4.0%}",
        )
        if line.opens:
            opens = look.say(
                "opens", look.say("list_comma").join(look.pick(*other) for other in line.opens[:2])
            )
            room = look.width - shown.cell_length - 2
            shown = Content.assemble(
                shown, "  ", (pad(opens, room).rstrip() if room > 6 else "", _QUIET)
            )
        rows.append(shown)
    return Content("\n").join(rows)


def slips(look: Look, found: Sequence[tuple[str, str, int, int]]) -> Content:
    """What goes wrong most often."""
    rows = []
    for zh, en, count, total in found:
        often = look.say("times", count, total) if look.width >= 50 else f"{count}/{total}"
        room = look.width - Content(often).cell_length - 2
        rows.append(Content.assemble(pad(look.pick(zh, en), room), "  ", (often, _QUIET)))
    return Content("\n").join(rows)


def months(look: Look, counts: Sequence[int]) -> Content:
    """A cell a day for as many weeks as fit."""
    weeks = max(4, (look.width - 4) // 2)
    names = look.say("weekdays").split()
    lines = heat(counts[-7 * weeks :], look.plain)
    return Content("\n").join(
        [
            Content.assemble((pad(name, 3), _QUIET), " ", (line, "$accent"))
            for name, line in zip(names, lines, strict=True)
        ]
    )
