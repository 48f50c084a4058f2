"""Where the bundled data is: beside the package in a wheel, at the top of the tree in an editable
install.
"""

from __future__ import annotations

from pathlib import Path

import quizbank

_PACKAGE = Path(quizbank.__file__).parent


def bundled(name: str) -> Path:
    """The folder ``questions`` or ``migrations``; raises `FileNotFoundError` where the installation
    is broken.
    """
    for folder in (_PACKAGE / f"_{name}", _PACKAGE.parent / name):
        if folder.is_dir():
            return folder
    raise FileNotFoundError(f"the bundled folder '{name}' is missing from the installation")
