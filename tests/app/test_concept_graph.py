"""The guide's concept graph, corrected: no arrow against time, the wrong arrows gone, the missing
ones there.
"""

import tomllib
from pathlib import Path

import pytest
from rich.cells import cell_len

from quizbank.app.concept_graph import draw, load_concepts
from quizbank.store.locations import bundled

CONCEPTS = load_concepts()
ARROWS = {(parent, c.id) for c in CONCEPTS.values() for parent, _ in c.parents}


def test_no_concept_is_older_than_what_it_came_from() -> None:
    for concept in CONCEPTS.values():
        for parent, _ in concept.parents:
            assert CONCEPTS[parent].year <= concept.year, (parent, concept.id)


def test_there_is_no_circle() -> None:
    done: set[str] = set()
    while len(done) < len(CONCEPTS):
        ready = {
            c.id
            for c in CONCEPTS.values()
            if c.id not in done and all(p in done for p, _ in c.parents)
        }
        assert ready
        done |= ready


@pytest.mark.parametrize(
    "arrow", [("gan", "vae"), ("crnn", "resnet"), ("vae", "resnet"), ("resnet", "attention")]
)
def test_the_guides_wrong_arrows_are_gone(arrow: tuple[str, str]) -> None:
    assert arrow not in ARROWS


@pytest.mark.parametrize(
    "arrow",
    [
        ("nn", "dnn"),
        ("nn", "cnn"),
        ("nn", "rnn"),
        ("rnn", "lstm"),
        ("lstm", "gru"),
        ("cnn", "crnn"),
        ("lstm", "crnn"),
        ("cnn", "resnet"),
        ("attention", "transformer"),
        ("transformer", "bert"),
        ("transformer", "gpt"),
        ("autoencoder", "vae"),
    ],
)
def test_the_right_and_the_missing_arrows_are_there(arrow: tuple[str, str]) -> None:
    assert arrow in ARROWS


def test_every_concept_has_a_source_and_a_topic_of_the_bank() -> None:
    topics = {
        row["id"]
        for row in tomllib.loads((Path(bundled("questions")) / "pack.toml").read_text("utf-8"))[
            "topics"
        ]
    }
    for concept in CONCEPTS.values():
        assert concept.topic in topics and str(concept.year) in concept.source, concept.id


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("ascii_only", [False, True])
def test_each_concept_is_drawn_once_within_eighty_columns(lang: str, ascii_only: bool) -> None:
    lines = draw(CONCEPTS, lang, ascii_only)
    assert len(lines) == len(CONCEPTS)
    assert max(map(cell_len, lines)) <= 80
    if ascii_only and lang == "en":
        assert all(line.isascii() for line in lines)
