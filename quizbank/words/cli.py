"""What the command line says."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "cli.no-file": ("没有 {path} 这个文件。", "There is no file {path}."),
    "cli.id-taken": (
        "已经有 {name} 这道题：请换一个 --id。",
        "There is a question {name} already: choose another --id.",
    ),
    "cli.id-taken-written": (
        "已经有 {name} 这道题：请在 {path} 里换一个 id，再运行 quizbank add。",
        "There is a question {name} already: choose another id in {path}, then use 'quizbank add'.",
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
    "cli.linted": (
        "检查了 {files} 个文件，{faults} 处问题。",
        "{files} file{files:s}, {faults} fault{faults:s}.",
    ),
    "cli.not-proved": (
        "有的题在这里没法验证，所以不算通过。",
        "Something could not be proved here, so this is not called clean.",
    ),
    "cli.added": ("已加入：{id}", "Added: {id}"),
    "cli.template-untouched": (
        "没有加入：编辑器没有改动模板。",
        "Nothing was added: the editor left the template as it was.",
    ),
    "cli.editor-failed": (
        "没有加入：编辑器没有正常退出，模板没有改动。请检查 $EDITOR。",
        "Nothing was added: the editor failed and the template is as it was. Check $EDITOR.",
    ),
    "cli.editor-failed-kept": (
        "没有加入：编辑器没有正常退出。写过的内容还在 {path}，再运行一次 quizbank new 就能接着写。",
        "Nothing was added: the editor failed. What you wrote is kept in {path}: the same "
        "'quizbank new' goes on with it.",
    ),
    "cli.draft-kept": (
        "没有加入。写过的内容还在 {path}：改好后运行 quizbank add，"
        "或再运行一次 quizbank new 接着写。",
        "Nothing was added. What you wrote is kept in {path}: mend it and use 'quizbank add', or "
        "go on with the same 'quizbank new'.",
    ),
}
