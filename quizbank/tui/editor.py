"""The learner's own editor, outside the app."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from textual.app import App, SuspendNotSupported


def edit(app: App[None], text: str, suffix: str) -> str | None:
    """`text` as the learner left it in $VISUAL or $EDITOR; None where there is no editor to run."""
    command = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    if not command:
        app.notify("$EDITOR", severity="warning", markup=False)
        return None
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"answer{suffix}"
        path.write_text(text, encoding="utf-8")
        try:
            with app.suspend():
                subprocess.run([*shlex.split(command), str(path)], check=False)
            return path.read_text(encoding="utf-8", errors="replace")
        except (SuspendNotSupported, OSError) as error:
            app.notify(str(error), severity="warning", markup=False)
            return None
