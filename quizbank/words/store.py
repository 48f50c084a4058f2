"""What the store says: why a database cannot be used, what was found in it, what was saved."""

from __future__ import annotations

_READ_ONLY = (
    "数据库 {path} 写不进去：文件或所在文件夹是只读的。请用 --db 换一个位置。",
    "The database {path} cannot be written: the file or its folder is read-only. Choose another "
    "file with --db.",
)

WORDS: dict[str, tuple[str, str]] = {
    "store.busy": (
        "数据库 {path} 正被另一个程序占用。关掉那个程序再试。",
        "The database {path} is in use by another program. Close that one and try again.",
    ),
    "store.readonly": _READ_ONLY,
    "store.cantopen": (
        "数据库 {path} 打不开：所在文件夹只读或到不了。请用 --db 换一个位置。",
        "The database {path} cannot be opened: its folder is read-only or cannot be reached. "
        "Choose another file with --db.",
    ),
    "store.full": (
        "磁盘已满，{path} 写不进去。请腾出空间；已保存的内容都在。",
        "The disk is full: {path} cannot be written. Free some space; what was saved is safe.",
    ),
    "store.ioerr": (
        "读写 {path} 出错（{said}）。请检查磁盘；此前保存的内容都在。",
        "Reading or writing {path} failed ({said}). Check the disk; what was saved before is safe.",
    ),
    "store.notadb": (
        "{path} 不是数据库，或者开头被覆盖了。用 --db 指定别的文件，用 quizbank restore 恢复备份，"
        "或用 quizbank doctor --repair 救出还能读的内容。",
        "{path} is not a database, or its beginning was overwritten. Name another file with --db, "
        "restore a backup with 'quizbank restore FILE', or save what can be read with 'quizbank "
        "doctor --repair'.",
    ),
    "store.corrupt": (
        "数据库 {path} 已损坏（{said}）。用 quizbank doctor --repair 把能读的内容救到新文件里。",
        "The database {path} is damaged ({said}). 'quizbank doctor --repair' saves what can be "
        "read into a new file.",
    ),
    "store.isdir": (
        "{path} 是文件夹。请用 --db 指定一个文件。",
        "{path} is a folder. Name a file with --db.",
    ),
    "store.empty": (
        "数据库 {path} 是空文件（0 字节），已损坏。用 quizbank restore 恢复备份，"
        "或移走它重新开始。",
        "The database {path} is empty (0 bytes): it was damaged. Restore a backup with 'quizbank "
        "restore FILE', or move the file away to begin anew.",
    ),
    "store.foreign": (
        "{path} 不是 quizbank 的数据库。请用 --db 指定别的文件；文件没有改动。",
        "{path} is not a quizbank database. Name another file with --db; nothing was changed.",
    ),
    "store.moved": (
        "quizbank 打开期间，数据库 {path} 被移走或换掉了，这一步没有保存。请关掉 quizbank "
        "重新打开。",
        "The database {path} was moved or replaced while quizbank was open, so this was not saved. "
        "Close quizbank and start it again.",
    ),
    "store.special": (
        "{path} 不是普通文件。请用 --db 指定一个文件。",
        "{path} is no regular file. Name a file with --db.",
    ),
    "store.rotten": (
        "{path} 里有个值读不懂（{said}）。quizbank doctor 会说明在哪里；用 quizbank doctor "
        "--repair 把其余的救到新文件里。",
        "A value in {path} cannot be read ({said}). 'quizbank doctor' says where; 'quizbank doctor "
        "--repair' saves the rest into a new file.",
    ),
    "store.newer": (
        "数据库 {path} 由更新版本的 quizbank 写成（结构 {said}）。请升级 quizbank；文件没有改动。",
        "The database {path} was written by a newer quizbank (schema {said}). Upgrade quizbank; "
        "nothing was changed.",
    ),
    "store.other": (
        "数据库 {path} 用不了（{said}）。quizbank doctor 会检查它。",
        "The database {path} cannot be used ({said}). 'quizbank doctor' examines it.",
    ),
    "store.scheme": (
        "不支持 {scheme} 数据库：请给出文件名或 sqlite:///文件名。",
        "'{scheme}' databases are not supported: name a file or sqlite:///FILE.",
    ),
    "store.no-name": (
        "{text} 不是文件名：请给出数据库的路径，或 sqlite:///路径。",
        "{text} names no file: give the database's path, or sqlite:///PATH.",
    ),
    "store.breaks": (
        "迁移 {path} 会破坏表 {table} 的引用，已撤销，文件没有改动。",
        "Migrating {path} would break a reference in table {table}; nothing was changed.",
    ),
    "store.no-backup": ("没有 {path} 这个文件。", "There is no file {path}."),
    "store.restore-itself": (
        "{path} 就是当前数据库：请给出它的备份。",
        "{path} is the database itself: name a backup of it.",
    ),
    "store.strangers": (
        "{path} 的结构和 quizbank 写的不一样（{names}），没有恢复。",
        "{path} has tables, triggers or views that quizbank did not write ({names}), or they "
        "are missing; it was not restored.",
    ),
    "store.target-special": (
        "{path} 不是普通文件：备份请换一个文件名。",
        "{path} is no regular file: name another one for the backup.",
    ),
    "store.target-itself": (
        "{path} 就是当前数据库：备份请换一个文件名。",
        "{path} is the database itself: name another file for the backup.",
    ),
    "store.target-foreign": (
        "{path} 已存在，而且不是 quizbank 的备份；没有动它。",
        "{path} exists and is not a quizbank backup; it was left alone.",
    ),
    "store.exists": (
        "{path} 已经存在：请换一个新文件名。",
        "{path} exists already: name a new file.",
    ),
    "store.folder": (
        "文件夹 {folder} 用不了：{why}。",
        "The folder {folder} cannot be used: {why}.",
    ),
    "doctor.missing": (
        "还没有数据库：{path} 会在第一次使用时建立。",
        "No database yet: {path} is made on first use.",
    ),
    "doctor.schema": ("结构 {revision}", "schema {revision}"),
    "doctor.schema-old": (
        "结构 {revision}，打开时会升级到 {head}",
        "schema {revision}, migrated to {head} when it is opened",
    ),
    "doctor.pages": ("文件完好。", "The file is sound."),
    "doctor.references": ("引用完整。", "References are whole."),
    "doctor.references-broken": (
        "{n} 处引用断了。",
        "{n} broken reference{n:s}.",
    ),
    "doctor.log": (
        "{n} 条复习记录，撤销 {undone} 条。",
        "{n} review{n:s}, {undone} undone.",
    ),
    "doctor.orphan-undoings": (
        "撤销了不存在的复习：{n}。",
        "Undoings of reviews that are not here: {n}.",
    ),
    "doctor.orphan-cards": (
        "题目已不存在的卡片：{n}。",
        "Cards of questions that are not here: {n}.",
    ),
    "doctor.cards-unreviewed": (
        "没有复习记录的卡片：{n}。",
        "Cards without a review: {n}.",
    ),
    "doctor.orphan-topics": (
        "知识点不存在的题目：{n}。",
        "Questions of topics that are not here: {n}.",
    ),
    "doctor.values": ("每个值都读得懂。", "Every value can be read."),
    "doctor.values-rotten": (
        "有些行里的值坏了（{where}）。quizbank doctor --repair 会把其余的救到新文件里。",
        "Some rows hold values that cannot be ({where}). 'quizbank doctor --repair' saves the rest "
        "into a new file.",
    ),
    "doctor.replay": ("卡片与复习记录一致。", "Cards agree with the log."),
    "doctor.replay-one": (
        "{n} 张卡片与复习记录不一致；同步或运行 quizbank doctor 会重建。",
        "{n} card differs from the log; 'quizbank doctor' rebuilds them.",
    ),
    "doctor.replay-many": (
        "{n} 张卡片与复习记录不一致；同步或运行 quizbank doctor 会重建。",
        "{n} cards differ from the log; 'quizbank doctor' rebuilds them.",
    ),
    "salvage.saved": (
        "救出 {n} 条复习记录，写入 {into}。",
        "Saved {n} review{n:s} into {into}.",
    ),
    "salvage.lost": ("有 {n} 条读不出来。", "{n} could not be read."),
    "salvage.torn": (
        "这些表没有读全：{tables}（题目和卡片会自动重建）。",
        "Not wholly readable: {tables} (questions and cards are rebuilt).",
    ),
}
