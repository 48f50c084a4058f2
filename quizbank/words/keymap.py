"""Why an entry of the learner's file of keys was left out."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "keys.unreadable": (
        "按键文件 {path} 读不了（{why}）：先用默认按键。",
        "The keys file {path} cannot be read ({why}): the usual keys stay.",
    ),
    "keys.too-large": ("文件太大", "the file is too large"),
    "keys.not-utf8": ("文件不是 UTF-8 编码", "the file is not UTF-8"),
    "keys.no-screen": (
        "按键文件里没有“{name}”这个界面。",
        "The keys file names no screen that there is: {name}.",
    ),
    "keys.no-screen-near": (
        "按键文件里没有“{name}”这个界面，是不是 {near}？",
        "The keys file names no screen that there is: {name}. Did you mean {near}?",
    ),
    "keys.no-action": (
        "按键文件里没有“{name}”这个动作。",
        "The keys file names no action that there is: {name}.",
    ),
    "keys.no-action-near": (
        "按键文件里没有“{name}”这个动作，是不是 {near}？",
        "The keys file names no action that there is: {name}. Did you mean {near}?",
    ),
    "keys.no-key": (
        '{action} = {value}：不认识这个键，写成 "f5"、"ctrl+s"、"h" 这样，'
        "多个用逗号隔开；先用默认的。",
        '{action} = {value} names no key: write it like "f5", "ctrl+s" or "h", commas between '
        "several; the usual one stays.",
    ),
    "keys.types": (
        "{action} = {value}：这个动作在输入时也要能用，不能用会打出字来的键；先用默认的。",
        "{action} = {value}: this acts while you type, so it cannot be a key that types; the usual "
        "one stays.",
    ),
    "keys.clash": (
        "{screen} 里 {key} 同时给了 {actions}：先用默认的。",
        "On {screen}, {key} stands for {actions}: the usual keys stay.",
    ),
    "keys.and": ("{one} 和 {other}", "{one} and {other}"),
}
