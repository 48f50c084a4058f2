"""Real images for training questions, from what this machine already has; nothing is fetched.

``digits``: the 1,797 handwritten digits of 8 x 8 that scikit-learn ships (UCI, Alpaydin and Kaynak
1998).
``cifar10``: the learner's own copy of CIFAR-10 (Krizhevsky 2009) where Keras keeps it. Its archive
holds pickles, and a pickle
can run code: the archive's SHA-256 must be the one that Keras itself demands, and even then only
arrays are rebuilt.
"""

from __future__ import annotations

import gzip
import hashlib
import importlib.util
import io
import os
import pickle
import tarfile
from pathlib import Path
from typing import Any

import numpy as np

Arrays = dict[str, np.ndarray[Any, Any]]
CIFAR_SHA256 = "6d958be074577803d12ecdefd02955f39262c83c16fe9348329d7fe0b5c001ce"
# as Keras 3, Keras 2 and the dataset's own page name the archive
CIFAR_NAMES = (
    "cifar-10-batches-py-target_archive",
    "cifar-10-batches-py.tar.gz",
    "cifar-10-python.tar.gz",
)
BATCHES = tuple(f"data_batch_{n}" for n in range(1, 6))
BATCH_BYTES = 64 * 2**20
_REBUILDS = {
    ("numpy", "ndarray"),
    ("numpy", "dtype"),
    ("numpy.core.multiarray", "_reconstruct"),
    ("numpy._core.multiarray", "_reconstruct"),
    ("_codecs", "encode"),
}
NAMES = ("digits", "cifar10")


class DataMissing(LookupError):
    """The images are not on this machine; the message is where they belong, or the package that
    ships them.
    """

    def __init__(self, name: str, place: str) -> None:
        super().__init__(place)
        self.name, self.place = name, place


class DataDamaged(ValueError):
    """The file found is not the published one; the message is its path."""


def load(name: str, checksum: str = CIFAR_SHA256) -> Arrays:
    """The arrays of the data set `name`; raises `DataMissing` or `DataDamaged`.

    ``digits``: ``x`` uint8 (1797, 8, 8) from 0 to 16, ``y`` int64 (1797,). ``cifar10``: ``x_train``
    uint8 (50000, 32, 32, 3),
    ``y_train`` int64 (50000,), ``x_test`` and ``y_test`` of 10,000.
    """
    return digits() if name == "digits" else cifar10(checksum)


def digits_file() -> Path:
    """The file of digits in scikit-learn, found without importing it; raises `DataMissing`."""
    found = importlib.util.find_spec("sklearn")
    folders = list(found.submodule_search_locations or ()) if found else []
    path = next(
        (p for f in folders if (p := Path(f) / "datasets" / "data" / "digits.csv.gz").is_file()),
        None,
    )
    if path is None:
        raise DataMissing("digits", "scikit-learn")
    return path


def digits() -> Arrays:
    """scikit-learn's digits."""
    with gzip.open(digits_file(), "rt", encoding="ascii") as file:
        table = np.loadtxt(file, delimiter=",")
    return {
        "x": table[:, :-1].reshape(-1, 8, 8).astype(np.uint8),
        "y": table[:, -1].astype(np.int64),
    }


def keras_folder() -> Path:
    """Where Keras keeps data sets: ``KERAS_HOME``, else ``~/.keras``."""
    return Path(os.environ.get("KERAS_HOME") or Path.home() / ".keras") / "datasets"


def cifar_file() -> Path:
    """The learner's archive of CIFAR-10; raises `DataMissing`."""
    folder = keras_folder()
    path = next((folder / name for name in CIFAR_NAMES if (folder / name).is_file()), None)
    if path is None:
        raise DataMissing("cifar10", str(folder / CIFAR_NAMES[1]))
    return path


def cifar10(checksum: str = CIFAR_SHA256) -> Arrays:
    """CIFAR-10 from the learner's archive, whose SHA-256 must be `checksum`."""
    path = cifar_file()
    # what is verified is what is read: the bytes in memory, not the file again
    content = path.read_bytes()
    if hashlib.sha256(content).hexdigest() != checksum:
        raise DataDamaged(str(path))
    try:
        with tarfile.open(fileobj=io.BytesIO(content), mode="r:gz") as archive:
            train = [_batch(archive, name) for name in BATCHES]
            test = _batch(archive, "test_batch")
    except (
        tarfile.TarError,
        OSError,
        KeyError,
        ValueError,
        pickle.UnpicklingError,
        EOFError,
    ) as error:
        raise DataDamaged(str(path)) from error
    return {
        "x_train": np.concatenate([x for x, _ in train]),
        "y_train": np.concatenate([y for _, y in train]),
        "x_test": test[0],
        "y_test": test[1],
    }


def _batch(
    archive: tarfile.TarFile, name: str
) -> tuple[np.ndarray[Any, Any], np.ndarray[Any, Any]]:
    file = archive.extractfile(f"cifar-10-batches-py/{name}")
    if file is None:
        raise KeyError(name)
    rows = _ArraysOnly(io.BytesIO(file.read(BATCH_BYTES)), encoding="bytes").load()
    images = np.asarray(rows[b"data"], np.uint8).reshape(-1, 3, 32, 32).transpose(0, 2, 3, 1)
    return np.ascontiguousarray(images), np.asarray(rows[b"labels"], np.int64)


class _ArraysOnly(pickle.Unpickler):
    """Rebuilds arrays and nothing else."""

    def find_class(self, module: str, name: str) -> Any:
        """The few constructors of arrays; raises `UnpicklingError` for any other name."""
        if (module, name) not in _REBUILDS:
            raise pickle.UnpicklingError(f"{module}.{name}")
        return super().find_class(module, name)
