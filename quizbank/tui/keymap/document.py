"""The keys as documents: a TOML file to change, and the page of the documentation."""

from __future__ import annotations

from quizbank.tui.keymap.show import key_name
from quizbank.tui.keymap.table import table
from quizbank.words.interface import text
from quizbank.words.screens.keys import label, screen_label


def keys_toml(lang: str) -> str:
    """Every action with its usual keys, commented out, a table a screen."""
    lines = [f"# {text('keys_file', lang)}\n"]
    for screen, bounds in table().items():
        lines.append(f"[{screen}]")
        lines.extend(
            f'# {bound.id.partition(".")[2]} = "{",".join(bound.keys)}"  # {label(bound.id, lang)}'
            for bound in bounds
        )
        lines.append("")
    return "\n".join(lines)


def keys_page() -> str:
    """`docs/keys.md`: every key of every screen, in both languages."""
    lines = [_HEAD]
    for screen, bounds in table().items():
        title = screen_label(screen, "en")
        lines += [
            f"## {title[:1].upper()}{title[1:]} · {screen_label(screen, 'zh')}",
            "",
            "| keys | does | | name |",
            "|---|---|---|---|",
        ]
        for bound in bounds:
            names = " ".join(f"`{key_name(key, 'en')}`" for key in dict.fromkeys(bound.keys))
            lines.append(
                f"| {names} | {label(bound.id, 'en')} | {label(bound.id, 'zh')} | `{bound.id}` |"
            )
        lines.append("")
    return "\n".join(lines)


_HEAD = """# Keys

Written by `scripts/keys` from the bindings themselves. `F1` or `?` shows the same list in the
app, `ctrl+p` or `F10` finds any action by its English or Chinese name.
While a field has the focus, letters and digits are typed; then the function keys, `esc` and `tab`
act. No action needs a letter, so that a Chinese input method is never in the way.

## Other keys

Write a TOML file `keys.toml` beside the database, or in the folder `quizbank` of your user
configuration; `w` on the screen of keys writes one with everything in it.
A table is a screen and an entry an action; a key is a character or a name, `ctrl+`, `alt+` and
`shift+` before it, commas between several:

```toml
[review]
hint = "f6,h"
undo = "ctrl+z"
```

A file that cannot be read, an action or a key that does not exist, a typing key for what must act
while you type, one key for two actions: the app says so at its start and on the screen of keys, and
the usual keys stay for those entries. `F5` or `r` on that screen reads the file again while the
app runs.
"""
