"""What is wrong with a value in a question file, whatever the kind."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "field.missing": (
        "缺少 {field}：请加上。",
        "{field} is missing: add it.",
    ),
    "field.type": (
        "{field} 应当是{wanted}，这里是{got}。",
        "{field} should be {wanted}, but this is {got}.",
    ),
    "field.choice": (
        "{field} 只能是 {known} 之一，这里是{got}。",
        "{field} is one of {known}, but this is {got}.",
    ),
    "field.count": (
        "{field} 要有 {wanted} 项，这里有 {got} 项。",
        "{field} takes {wanted} entries, but there are {got}.",
    ),
    "field.many": (
        "{field} 太多：最多 {most} 项。",
        "{field} has too many entries: at most {most}.",
    ),
    "field.refused": ("{field}：{why}", "{field}: {why}"),
    "field.range": (
        "要在 {low} 和 {high} 之间。",
        "it is a number between {low} and {high}.",
    ),
    "field.lengths": (
        "要有 {low} 到 {high} 项，这里有 {got} 项。",
        "it takes {low} to {high} entries, but there are {got}.",
    ),
    "field.empty": ("不能是空的。", "it must not be empty."),
    "field.unknown": (
        "不认识的名字 {name}：这里可用 {known}。",
        "The name {name} is not known here: use one of {known}.",
    ),
    "field.unknown-near": (
        "不认识的名字 {name}：是不是 {near}？",
        "The name {name} is not known here: did you mean {near}?",
    ),
    "type.text": ("文字", "a text"),
    "type.whole": ("整数", "a whole number"),
    "type.number": ("数", "a number"),
    "type.truth": ("true 或 false", "true or false"),
    "type.list": ("列表", "a list"),
    "type.table": ("表", "a table"),
    "type.list-of": ("列表，每项是{of}", "a list, each entry {of}"),
    "type.one-of": ("{these} 之一", "one of {these}"),
    "type.either": ("{these} 之一", "one of: {these}"),
    "type.value": ("{of} {value}", "{of}, {value}"),
}
