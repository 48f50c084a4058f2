"""The report of a mock interview, in both languages: each answer with what it lacked, bars by
topic, what to study first.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from graders.expression.symbols import Declaration
from graders.said import Said
from graders.verdict import Evidence, Outcome, Shown, Texts, Verdict
from quizbank.app.kinds import kind, symbols_of
from quizbank.domain.question import LANGS, Question
from quizbank.words.catalogue import both
from quizbank.words.lines import SIGNS, marked_parts

# a topic answered this well needs no study
_WELL = 0.9
_EACH = 3
_MOST_MISSING = 4
_UNMARKED = ("undecided", "unavailable")


@dataclass(frozen=True, slots=True)
class RowPart:
    """One marked part of an answer: the sign of its outcome, what it asks, and its marks."""

    sign: str
    zh: str
    en: str
    marks: float
    of: float

    def in_language(self, lang: str) -> str:
        """What the part asks."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Lists:
    """Lines of text in both languages."""

    zh: tuple[str, ...] = ()
    en: tuple[str, ...] = ()

    def in_language(self, lang: str) -> tuple[str, ...]:
        """The lines in `lang`."""
        return self.zh if lang == "zh" else self.en


@dataclass(frozen=True, slots=True)
class Row:
    """One answer of the report. `seconds` is the time it took; `missing` what it lacked.

    `rubric` says that its parts are the points of a free answer, which the solution repeats.
    """

    question: str
    kind: str
    topic: str
    title: Texts
    lead: str
    prompt: Texts
    answer: str
    outcome: Outcome
    score: float
    seconds: float
    parts: tuple[RowPart, ...] = ()
    solution: Lists = Lists()
    missing: tuple[Texts, ...] = ()
    symbols: Mapping[str, Declaration] | None = None
    rubric: bool = False

    @property
    def marked(self) -> bool:
        """Whether the answer could be marked."""
        return self.outcome not in _UNMARKED


@dataclass(frozen=True, slots=True)
class MockReport:
    """A marked interview. `minutes` were planned, `used` are seconds; `unmet` are the topics of the
    questions that were not reached.
    """

    date: str
    minutes: int
    role: str
    used: int
    asked: int
    rows: tuple[Row, ...]
    unmet: tuple[Texts, ...] = ()


@dataclass(frozen=True, slots=True)
class Study:
    """A topic to study first, with its mean score and what its answers lacked."""

    topic: str
    title: Texts
    mean: float
    missing: tuple[Texts, ...] = field(default=())


def make_row(
    question: Question,
    answer: str,
    verdict: Verdict[Evidence],
    *,
    lead: str,
    seconds: float,
    asked: Mapping[str, Shown | None],
    solution: Mapping[str, Sequence[str]],
    title: Texts,
) -> Row:
    """One answer of the report; `asked` and `solution` are what the graders present by language."""
    parts = tuple(
        RowPart(
            SIGNS.get(part.outcome, " "), *_label(part.label, part.id), part.marks, part.max_marks
        )
        for part in marked_parts(verdict)
    )
    prompts = {
        lang: _as_asked(asked.get(lang), question.prompt_in(lang), question) for lang in LANGS
    }
    slips = verdict.diagnoses[:_MOST_MISSING]
    return Row(
        question=question.id,
        kind=question.kind,
        topic=question.topic,
        title=title,
        lead=lead,
        prompt=Texts(**prompts),
        answer=answer,
        outcome=verdict.outcome,
        score=verdict.score,
        seconds=round(seconds, 1),
        parts=parts,
        solution=Lists(*(tuple(solution.get(lang, ())) for lang in LANGS)),
        missing=tuple(Texts(*both(slip.said)) for slip in slips),
        symbols=symbols_of(question) or None,
        rubric=kind(question).self_marked,
    )


def _label(label: Said | None, id: str) -> tuple[str, str]:
    if label is None:
        return id, id
    zh, en = both(label)
    return zh or en or id, en or zh or id


def _as_asked(shown: Shown | None, prompt: str, question: Question) -> str:
    """The prompt in its numbers, the choices below it."""
    if shown is None:
        return prompt.strip()
    listed = kind(question).options(shown)
    return "\n".join([shown.prompt.strip(), *([""] if listed else []), *listed])


def total(report: MockReport) -> float:
    """The mean score of what could be marked; 0 where nothing was."""
    scores = [row.score for row in report.rows if row.marked]
    return sum(scores) / len(scores) if scores else 0.0


def by_topic(report: MockReport) -> list[tuple[str, Texts, float]]:
    """(topic, title, mean score), best first; answers that could not be decided count for
    nothing.
    """
    scores: dict[str, list[float]] = {}
    titles: dict[str, Texts] = {}
    for row in report.rows:
        if row.marked:
            scores.setdefault(row.topic, []).append(row.score)
            titles[row.topic] = row.title
    means = [(topic, titles[topic], sum(of) / len(of)) for topic, of in scores.items()]
    return sorted(means, key=lambda item: (-item[2], item[0]))


def study_first(report: MockReport) -> list[Study]:
    """At most three topics to study first, the weakest first."""
    weak = [item for item in reversed(by_topic(report)) if item[2] < _WELL][:3]
    return [
        Study(topic, title, mean, tuple(_missing(report, topic)[:2])) for topic, title, mean in weak
    ]


def _missing(report: MockReport, topic: str) -> list[Texts]:
    """What the answers about a topic lacked, each thing once: what was said wrong, then the points
    that were not made.
    """
    rows = [row for row in report.rows if row.topic == topic]
    told = [lack for row in rows for lack in row.missing]
    for row in rows:
        if row.rubric:
            told += [Texts(part.zh, part.en) for part in row.parts if part.marks <= 0]
    return list({lack.en: lack for lack in told}.values())


def study_questions(report: MockReport, questions: Iterable[Question]) -> list[str]:
    """The questions to ask tomorrow: those that went wrong in the topics to study first, then the
    easiest of these topics.
    """
    everything = list(questions)
    wanted: list[str] = []
    for thing in study_first(report):
        asked = [row for row in report.rows if row.topic == thing.topic]
        wrong = [row.question for row in asked if row.score < _WELL]
        of_topic = [question for question in everything if question.topic == thing.topic]
        easy = sorted(of_topic, key=lambda question: (question.difficulty, question.id))
        ids = dict.fromkeys([*wrong, *(question.id for question in easy)])
        wanted += list(ids)[: max(_EACH, len(wrong))]
    return wanted
