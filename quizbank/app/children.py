"""How a child of ours starts: our own code and what is installed, nothing from where the user
stands.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

# isolated, a child has the standard library and what is installed; the rest of its path comes from
# us, and what is on the path of the child already keeps its place
_BOOT = """
import sys
import json
sys.path[:0] = [path for path in json.loads(sys.argv[1]) if path not in sys.path]
import runpy
runpy.run_module(sys.argv[2], run_name="__main__", alter_sys=True)
"""


def command(module: str) -> list[str]:
    """The command line that runs `module` of ours in a process of its own."""
    return [sys.executable, "-I", "-c", _BOOT, json.dumps(_own_paths()), module]


def environment() -> dict[str, str]:
    """The user's environment without what Python itself would obey."""
    return {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}


def neutral_folder() -> str:
    """A folder that is always there and nobody's."""
    return Path(sys.executable).anchor or os.sep


def _own_paths() -> list[str]:
    """The folders that our packages and those we need were imported from, and the user's own
    installed packages.
    """
    import click

    import graders
    import quizbank

    places = [_folder_of(package.__file__) for package in (graders, quizbank, click)]
    return list(dict.fromkeys([*places, *_user_site()]))


def _folder_of(file: str | None) -> str:
    return str(Path(file or "").absolute().parents[1])


def _user_site() -> list[str]:
    import site

    folder = site.getusersitepackages() if site.ENABLE_USER_SITE else ""
    return [folder] if folder in sys.path else []
