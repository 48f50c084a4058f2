"""Objects of JSON on their way in or out; everywhere else values have types."""

from __future__ import annotations

from typing import Any

# an object as JSON has it: what a script reads, or a column of the database
Json = dict[str, Any]
