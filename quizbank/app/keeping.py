"""Keeping the database: backups, restoring, sync, and where it lies, for the edges."""

from quizbank.store.backup import make_backup, restore
from quizbank.store.database import path_of
from quizbank.store.faults import unusable
from quizbank.store.locations import bundled
from quizbank.store.questions import all_topics
from quizbank.store.sync import sync

__all__ = ["all_topics", "bundled", "make_backup", "path_of", "restore", "sync", "unusable"]
