"""Pictures of the learner's own questions on their way between machines: through the folder that
the logs are exchanged in.
"""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path, PurePosixPath

from graders.faults import fault_code
from quizbank.authoring.faults import Unusable
from quizbank.authoring.files import parse, read_text
from quizbank.authoring.pictures.carry import FOLDER
from quizbank.authoring.pictures.lines import pictures_in
from quizbank.authoring.pictures.place import read_picture
from quizbank.authoring.reading import below
from quizbank.domain.errors import CannotHere
from quizbank.store.whole_files import write_whole


def exchange_pictures(folder: Path, pack: Path) -> int:
    """Put what the questions in `pack` show into `folder`, and take from there what is missing
    here; returns how many came.

    A picture that is there already is never replaced: one that was changed goes under a new name.
    Raises `CannotHere` where the folder cannot be used.
    """
    came = 0
    try:
        for file in below(pack) if pack.is_dir() else ():
            text = read_text(file, str(file))
            question = (
                parse(text, str(file), "own").question
                if isinstance(text, str) and "![" in text
                else None
            )
            if question is None or not isinstance(text, str):
                continue
            shared = folder / FOLDER / question.id / file.name
            for target in dict.fromkeys(found.picture.target for found in pictures_in(text)):
                came += _exchange(file, shared, target, pack, folder)
    except OSError as error:
        raise CannotHere("app.folder", folder=folder, strerror=error.strerror) from None
    return came


def _exchange(own: Path, shared: Path, target: str, pack: Path, folder: Path) -> bool:
    """Bring one picture to the side that lacks it; whether it came to this one. What leads out of
    its folder stays where it is.
    """
    if ".." in PurePosixPath(target).parts:
        return False
    try:
        picture = read_picture(own, target)
    except Unusable as fault:
        if fault_code(fault.said) == "picture-missing" and (
            own.parent / target
        ).parent.resolve().is_relative_to(pack.resolve()):
            with suppress(Unusable):
                write_whole(own.parent / target, read_picture(shared, target).raw)
                return True
        return False
    # a link in the shared folder must not lead the writing elsewhere
    if not (shared.parent / target).exists() and (
        shared.parent / target
    ).parent.resolve().is_relative_to(folder.resolve()):
        write_whole(shared.parent / target, picture.raw)
    return False
