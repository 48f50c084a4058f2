"""Training on real images: what ships with a package, and the learner's own CIFAR-10, checked
before it is opened.
"""

import hashlib
import io
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from graders.code import datasets
from graders.code.grade import CodeGrader
from graders.code.spec import CodeSpec
from quizbank.store.locations import bundled
from tests.code.specs import DOUBLE, HEAD, bundled_spec, changed, chinese, english

PROJECT = Path(bundled("questions")) / "project"


class Evil:
    """A pickle that runs a command when it is read."""

    def __reduce__(self) -> Any:
        import os

        return (os.system, ("touch opened-by-a-pickle",))


def images(
    rng: np.random.Generator, count: int
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    """Noisy images whose colour and stripes tell their class, as the rows of the published
    files.
    """
    labels = rng.integers(0, 10, count)
    columns = np.arange(32)
    pixels = rng.normal(100, 30, size=(count, 3, 32, 32))
    pixels[np.arange(count), labels % 3] += 60
    pixels += 40 * np.sin(columns * (1 + labels // 3)[:, None] * 0.4)[:, None, None, :]
    return pixels.clip(0, 255).astype("uint8").reshape(count, 3072), labels


def archive(home: Path, train: int = 1100, test: int = 2100, evil: bool = False) -> str:
    """Writes an archive in the published layout where Keras keeps it; gives its SHA-256."""
    rng = np.random.default_rng(0)
    folder = home / "datasets"
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / datasets.CIFAR_NAMES[1]
    with tarfile.open(path, "w:gz", compresslevel=1) as tar:
        for name in (*datasets.BATCHES, "test_batch"):
            rows, labels = images(rng, test if name == "test_batch" else train)
            content = pickle.dumps(
                Evil() if evil else {b"data": rows, b"labels": labels.tolist()}, protocol=2
            )
            entry = tarfile.TarInfo(f"cifar-10-batches-py/{name}")
            entry.size = len(content)
            tar.addfile(entry, io.BytesIO(content))
    return hashlib.sha256(path.read_bytes()).hexdigest()


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("KERAS_HOME", str(tmp_path / "keras"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "keras"


def question(name: str) -> CodeSpec:
    return bundled_spec(PROJECT / f"{name}.md")


def test_the_digits_of_the_package_are_those_of_its_own_loader() -> None:
    sklearn = pytest.importorskip("sklearn.datasets")
    arrays, published = datasets.load("digits"), sklearn.load_digits()
    assert np.array_equal(arrays["x"], published.images) and np.array_equal(
        arrays["y"], published.target
    )


def test_rows_become_images_as_keras_reads_them(home: Path) -> None:
    checksum = archive(home, 12, 7)
    arrays = datasets.load("cifar10", checksum)
    rng = np.random.default_rng(0)
    rows, labels = images(rng, 12)
    assert arrays["x_train"].shape == (60, 32, 32, 3) and arrays["x_test"].shape == (7, 32, 32, 3)
    assert np.array_equal(arrays["x_train"][:12], rows.reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1))
    assert np.array_equal(arrays["y_train"][:12], labels)


def test_an_archive_that_is_not_the_published_one_is_not_opened(home: Path) -> None:
    archive(home, 12, 7, evil=True)
    with pytest.raises(datasets.DataDamaged):
        datasets.load("cifar10")
    assert not Path("opened-by-a-pickle").exists()


def test_even_a_verified_pickle_rebuilds_arrays_only(home: Path) -> None:
    checksum = archive(home, 12, 7, evil=True)
    with pytest.raises(datasets.DataDamaged):
        datasets.load("cifar10", checksum)
    assert not Path("opened-by-a-pickle").exists()


@pytest.mark.tensorflow
def test_without_the_images_the_learner_hears_where_to_put_them(
    home: Path, grader: CodeGrader
) -> None:
    spec = question("code-train-cifar")
    missing = grader.grade(spec, spec.reference, 1)
    assert (
        missing.outcome == "unavailable"
        and str(home / "datasets") in english(missing.diagnoses[0])
        and str(home) in chinese(missing.diagnoses[0])
    )
    archive(home, 2, 2)
    damaged = grader.grade(spec, spec.reference, 2)
    assert damaged.outcome == "unavailable" and damaged.diagnoses[0].code == "data-damaged"


@pytest.mark.tensorflow
def test_what_is_held_out_reaches_the_checks_and_never_the_submission(grader: CodeGrader) -> None:
    secret = 0.7234375
    spec = changed(
        DOUBLE,
        held_out=["target"],
        cases="import numpy as np\ndef cases(rng):\n    return [(np.ones(3, 'float32'), "
        f"np.full(4, {secret}))]\n",
        checks="def check_target(inputs, output):\n    return (inputs['target'] == "
        f"{secret}).all() and len(inputs) == 2\n",
    )
    spy = (
        HEAD
        + f"""
import gc
def double(x):
    seen = [o for o in gc.get_objects() if isinstance(o, np.ndarray) and {secret} in o]
    raw = np.float64({secret}).tobytes()
    seen += [o for o in gc.get_objects() if isinstance(o, (bytes, bytearray)) and raw in bytes(o)]
    return x * (2 if not seen else 3)
"""
    )
    verdict = grader.grade(spec, spy, 1)
    assert verdict.outcome == "correct", [english(d) for d in verdict.diagnoses]


@pytest.mark.tensorflow
@pytest.mark.long
def test_the_learners_cifar_is_trained_on_and_luck_does_not_pass(home: Path) -> None:
    spec = question("code-train-cifar")
    with CodeGrader(checksum=archive(home)) as grader:
        other = (Path(__file__).parent / "solutions" / "code_train_cifar.py").read_text("utf-8")
        for right in (spec.reference, other):
            assert grader.grade(spec, right, 1).outcome == "correct"
        for mutant in spec.mutants:
            verdict = grader.grade(spec, mutant.source, 1)
            assert verdict.outcome != "correct" and f"mutant:{mutant.name}" in [
                d.code for d in verdict.diagnoses
            ]
