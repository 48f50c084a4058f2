"""Questions that a generator makes: its oracle, with the description that stands in the question's
file.
"""

import tomllib
from pathlib import Path

from quizbank.store.locations import bundled
from tests.numeric.bank.registry import ORACLES
from tests.numeric.oracles import ORACLES as GENERATORS

for _path in sorted(Path(bundled("questions")).glob("*/*.md")):
    _front = tomllib.loads(_path.read_text("utf-8").split("+++")[1])
    if _front["kind"] == "numeric" and "generate" in _front and _front["id"] not in ORACLES:
        ORACLES[_front["id"]] = lambda values, d=_front["generate"]: GENERATORS[d["network"]](
            values, d
        )  # type: ignore[misc]
