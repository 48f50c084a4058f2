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
    "cli.today": (
        "今天 {date}：{due} 道到期，{new} 道新题，约 {minutes} 分钟；连续 {streak} 天。",
        "Today {date}: {due} due, {new} new, about {minutes} minute{minutes:s}; streak {streak}.",
    ),
    "cli.week": ("七天内到期：{due}", "Due in seven days: {due}"),
    "cli.interview-in": ("距离面试 {days} 天。", "Interview in {days} day{days:s}."),
    "cli.no-interview": (
        "每天 {minutes} 分钟，还没有设面试日期：quizbank plan --interview 2027-03-15。",
        "{minutes} minute{minutes:s} a day, and no interview date yet: quizbank plan --interview "
        "2027-03-15.",
    ),
    "cli.recall-now": (
        "现在预计记得 {mean:.0%}（{low:.0%} 到 {high:.0%}）。",
        "Expected recall now {mean:.0%} ({low:.0%} to {high:.0%}).",
    ),
    "cli.recall-then": (
        "距离面试 {days} 天，每天 {minutes} 分钟：预计当天记得 {mean:.0%}"
        "（{low:.0%} 到 {high:.0%}）。每天多 10 分钟：{more:+} 个百分点。",
        "{days} day{days:s} at {minutes} minute{minutes:s} a day: expected recall {mean:.0%} "
        "({low:.0%} to {high:.0%}). Ten more minutes a day: {more:+} point{more:s}.",
    ),
    "cli.restored": ("已恢复 {file}。", "Restored {file}."),
    "cli.restored-kept": (
        "已恢复 {file}。原来的数据库保存在 {kept}。",
        "Restored {file}. The former database is kept as {kept}.",
    ),
    "cli.sync-both": (
        "两台机器都改过这道题，两份都留下了：{question}",
        "Changed on both machines, so both are kept: {question}",
    ),
    "cli.synced": (
        "写出 {written} 条，新增 {added} 条，跳过 {skipped} 行。",
        "Wrote {written} review{written:s}, added {added}, skipped {skipped} line{skipped:s}.",
    ),
    "cli.backlog-planned": (
        "面试之前，积压的题由计划排进每天，不用选。",
        "With an interview ahead the plan orders what piled up: there is nothing to choose.",
    ),
    "cli.backlog-none": ("没有积压。", "Nothing has piled up."),
    "cli.backlog": (
        "积压了 {n} 道，约 {minutes} 分钟。选一个：\n"
        "  quizbank backlog spread    分摊到 {days} 天（--days N 改天数）\n"
        "  quizbank backlog today     今天全部做完\n"
        "  quizbank backlog usual     照常，按每天的时间慢慢来",
        "{n} question{n:s} piled up, about {minutes} minute{minutes:s}. Choose one:\n"
        "  quizbank backlog spread    over {days} day{days:s} (another number with --days N)\n"
        "  quizbank backlog today     all of it today\n"
        "  quizbank backlog usual     go on as usual, within the day's minutes",
    ),
    "cli.backlog-spread": (
        "已分摊到 {days} 天，最生疏的先问。",
        "Spread over {days} day{days:s}, the weakest first.",
    ),
    "cli.backlog-today": ("今天不设上限，全部都问。", "No limit today: all of it is asked."),
    "cli.backlog-usual": ("照常，按每天的时间来。", "As usual, within the day's minutes."),
    "cli.none-fits": ("没有符合的题。", "No question fits that choice."),
    "cli.output": (
        "输出写不出去，或者当前文件夹到不了（{said}）。换一个地方再试。",
        "The output cannot be written, or the folder you are in cannot be reached ({said}). Try "
        "from elsewhere.",
    ),
    "cli.unforeseen": (
        "出了意料之外的错（{where}）。已保存的复习都在；quizbank doctor 会检查数据库，"
        "请附上 quizbank doctor --report 的输出报告这个问题。",
        "Something unforeseen went wrong ({where}). Reviews that were saved are safe; 'quizbank "
        "doctor' examines the database: please report this with the output of 'quizbank doctor "
        "--report'.",
    ),
}
