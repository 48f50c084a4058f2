"""What is said of TOML that cannot be read, whoever wrote it."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "toml.large": (
        "TOML 部分太大：最多 {most} KiB",
        "the TOML is too large: at most {most} KiB",
    ),
    "toml.dots": (
        "这一行有超过 {most} 个点，请分行写",
        "this line has more than {most} dots: break it up",
    ),
    "toml.unreadable": ("TOML 读不懂（{why}）", "the TOML cannot be read ({why})"),
    "toml.deep": (
        "TOML 里有太大的数或嵌套太深",
        "the TOML holds too large a number or is nested too deeply",
    ),
}
