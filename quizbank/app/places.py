"""Where things are on this machine, and which language the learner reads."""

from __future__ import annotations

import locale
import os
from pathlib import Path


def default_database() -> Path:
    """``quizbank.db`` in the platform's folder for user data."""
    from platformdirs import user_data_path

    return user_data_path("quizbank", appauthor=False) / "quizbank.db"


def own_pack(database: Path) -> Path:
    """The learner's own questions: a folder beside the database."""
    return database.parent / "my-questions"


def drafts_folder(database: Path) -> Path:
    """Questions that the learner began in an editor and that are not asked yet: a folder beside the
    database.
    """
    return database.parent / "my-drafts"


def keys_file(database: Path | None) -> Path:
    """The learner's own keys: beside the database where there is such a file, else in the
    platform's folder for configuration.
    """
    from platformdirs import user_config_path

    beside = database.parent / "keys.toml" if database else None
    return (
        beside
        if beside and beside.is_file()
        else user_config_path("quizbank", appauthor=False) / "keys.toml"
    )


def lint_cache() -> Path:
    """What lint found before, in the platform's folder for caches."""
    from platformdirs import user_cache_path

    return user_cache_path("quizbank", appauthor=False) / "lint.json"


def default_language() -> str:
    """``zh`` where the locale is Chinese, else ``en``."""
    names = [os.environ.get(name, "") for name in ("LC_ALL", "LC_MESSAGES", "LANG")]
    chosen = next((name for name in names if name), "") or (locale.getlocale()[0] or "")
    return "zh" if chosen.lower().startswith(("zh", "chinese")) else "en"
