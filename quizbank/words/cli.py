"""What the command line says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "cli.no-file": ("没有 {path} 这个文件。", "There is no file {path}."),
    "cli.id-taken": (
        "已经有 {name} 这道题：请换一个 --id。",
        "There is a question {name} already: choose another --id.",
    ),
    "cli.bad-id": (
        "{name} 不能作题目 id：请用小写字母、数字和连字符。",
        "{name} cannot be a question's id: use small letters, digits and hyphens.",
    ),
    "cli.give-reference": (
        "请给出 --reference 和 --answer，或 --batch 文件。",
        "Give --reference and --answer, or --batch FILE.",
    ),
    "cli.no-declaration": (
        "“{text}”不是声明：请写成 名字=声明，例如 'y=vector[n] real'。",
        "'{text}' is no declaration: write NAME=DECLARATION, for example 'y=vector[n] real'.",
    ),
    "cli.bad-reference": (
        "参考公式或符号声明有误：{why}",
        "The reference or a symbol cannot be used: {why}",
    ),
    "cli.unreadable": ("{path} 读不了：{strerror}。", "{path} cannot be read: {strerror}."),
    "cli.give-answer": (
        "请给出题目 id，以及 --answer、--file 或 - 之一。",
        "Give a question and one of --answer TEXT, --file PATH or -.",
    ),
    "cli.large": (
        "{path} 太大：答案最多 1 MB。",
        "{path} is too large: an answer has at most 1 MB.",
    ),
    "cli.resume": (
        "--resume 要和 --out 文件一起用：从里面看哪些已经判过。",
        "--resume needs --out FILE: the results so far are read from it.",
    ),
    "cli.no-point": (
        "“{one}”没有写要点：请写成 --probe 要点=回答。",
        "'{one}' names no point: write --probe POINT=ANSWER.",
    ),
    "cli.unwritable": ("{out} 写不了：{strerror}。", "{out} cannot be written: {strerror}."),
    "cli.no-terminal": (
        "终端界面需要在终端里运行。脚本请用 quizbank today --json 或 quizbank grade。",
        "The terminal app needs a terminal. For scripts use 'quizbank today --json' or "
        "'quizbank grade'.",
    ),
    "cli.dumb-terminal": (
        "这个终端（TERM={term}）画不了界面。请换一个终端，"
        "或者用 quizbank today 和 quizbank grade。",
        "This terminal (TERM={term}) cannot show the app. Use another one, or 'quizbank today' and "
        "'quizbank grade'.",
    ),
    "cli.not-written": (
        "没有加入：编辑器没有改动模板，或者没有正常退出。写过的内容还在 {path}。",
        "Nothing was added: the editor left the template as it was, or failed. What you wrote, if "
        "anything, is in {path}.",
    ),
}
