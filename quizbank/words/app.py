"""What the use cases refuse, and why."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "app.date-passed": (
        "{date} 已经过去了：请给今天或以后的日期。",
        "{date} has passed already: give a day from today on.",
    ),
    "app.date-far": (
        "{date} 在一百年以后：请检查年份。",
        "{date} is more than a hundred years away: check the year.",
    ),
    "app.no-date": (
        "“{text}”不是日期：请写成 YYYY-MM-DD，例如 2027-03-15。",
        "'{text}' is no date: write it as YYYY-MM-DD, for example 2027-03-15.",
    ),
    "app.no-weight": (
        "“{text}”不是权重：请写成 主题=数字，0 表示不算，1 是平常，最多 100。",
        "'{text}' is no weight: write TOPIC=NUMBER, from 0 (leave out) over 1 (usual) to 100.",
    ),
    "app.no-zone": (
        "没有“{zone}”这个时区：请写成 Asia/Shanghai 这样。",
        "'{zone}' is no time zone: write it like Asia/Shanghai.",
    ),
    "app.backup": ("今天的备份没有做成：{why}", "Today's backup could not be made: {why}"),
    "app.probes": (
        'probes 不是对象：写成 {{"要点": "回答"}}',
        'probes is no object: write {{"point": "answer"}}',
    ),
    "app.no-object": (
        "这一行不是 JSON 对象：每行写一个对象",
        "the line is no JSON object: write one object a line",
    ),
    "app.id-bundled": (
        "id {id} 是自带题库里的题，请换一个 id；要改那道题，用 quizbank edit {id}。",
        "The id {id} belongs to the bundled bank: choose another, or change that one "
        "with 'quizbank edit {id}'.",
    ),
    "app.file-gone": (
        "{id} 的文件不在了：{file}。请放回去，或者重写这道题。",
        "The file of {id} is gone: {file}. Put it back, or write the question anew.",
    ),
    "app.fault-line": ("第 {line} 行：{why}", "Line {line}: {why}"),
    "app.not-loaded": (
        "{path} 写好了，但没能载入：你的另一个文件用了 {id} 这个 id。",
        "{path} is written but could not be loaded: another file of yours has the id {id}.",
    ),
    "app.no-own-version": ("{id} 没有自己的版本。", "{id} has no version of your own."),
    "app.other-archive": (
        "{name} 是别的压缩格式：题包要用 ZIP。请先解开，再添加里面的文件夹。",
        "{name} is an archive of another kind: packs are ZIP files. Unpack it and add the folder.",
    ),
    "app.pictures-large": (
        "题包的图片太多，请分几次添加。",
        "That is too much of pictures for one pack: add it in parts.",
    ),
    "app.texts-large": (
        "题包的文字太多，请分几次添加。",
        "That is too much text for one pack: add it in parts.",
    ),
    "app.no-pack": (
        "{file} 已存在，而且不是题包；没有动它。",
        "{file} exists and is no pack; it was left alone.",
    ),
    "app.nothing-to-share": (
        "那里没有可以分享的题。",
        "There is no usable question to share there.",
    ),
    "app.pack-large": (
        "超过了一个题包文件的上限（{size} MiB）：请少分享几道题，或把图片缩小。",
        "That is more than a pack in one file holds ({size} MiB): share fewer questions, "
        "or smaller pictures.",
    ),
    "app.no-such-file": ("没有 {path} 这个文件。", "There is no file {path}."),
    "app.id-twice": (
        "id {id} 出现了两次，只加第一个。",
        "The id {id} is there twice; only the first is taken.",
    ),
    "app.folder": (
        "文件夹 {folder} 用不了：{strerror}。",
        "The folder {folder} cannot be used: {strerror}.",
    ),
    "app.no-interview": (
        "还没有设面试日期。用 quizbank plan --interview YYYY-MM-DD 设置。",
        "No interview date is set. Set one with: quizbank plan --interview YYYY-MM-DD",
    ),
    "app.interview-passed": (
        "面试日期 {interview} 已经过了。用 quizbank plan --interview YYYY-MM-DD 重新设置。",
        "The interview date {interview} has passed. Set a new one with: quizbank plan "
        "--interview YYYY-MM-DD",
    ),
    "app.no-question": (
        "没有“{id}”这道题。quizbank list 会列出全部。",
        "There is no question '{id}'. 'quizbank list' shows them all.",
    ),
    "app.no-question-near": (
        "没有“{id}”这道题。是不是 {near}？",
        "There is no question '{id}'. Did you mean {near}?",
    ),
    "app.no-topic": ("没有“{topic}”这个主题。", "There is no topic '{topic}'."),
    "app.no-topic-near": (
        "没有“{topic}”这个主题。是不是 {near}？",
        "There is no topic '{topic}'. Did you mean {near}?",
    ),
    "doctor.kept": ("原来的文件保存在 {path}。", "The damaged file is kept as {path}."),
    "doctor.database": ("{path}，{questions} 道题", "{path}, {questions} question{questions:s}"),
    "doctor.database-rebuilt": (
        "{path}，{questions} 道题，重建了 {cards} 张卡片",
        "{path}, {questions} question{questions:s}, {cards} card{cards:s} rebuilt from the log",
    ),
    "doctor.pictures": (
        "题里的图会显示出来；终端不支持图形时用色块或文字",
        "shown, as blocks or in words where a terminal has no graphics",
    ),
    "doctor.pictures-in-words": (
        "题里的图只显示文字说明。想看图：pip install '.[images]'",
        "in words only. To see them: pip install '.[images]'",
    ),
    "doctor.no-tensorflow": (
        "没有安装。代码题需要它：pip install '.[tensorflow]'",
        "not installed. Code questions need it: pip install '.[tensorflow]'",
    ),
    "doctor.device": (
        "{devices}，{cores} 个处理器核心",
        "{devices}; {cores} processor core{cores:s}",
    ),
    "doctor.list": ("{names}", "{names}"),
    "doctor.no-layer": ("无", "nothing"),
    "doctor.no-image": ("无", "none"),
    "doctor.sandbox-open": (
        "只有 {there}：代码题要等你在设置里同意不隔离运行，或换到有 Landlock 和 seccomp 的 "
        "Linux 上。",
        "only {there}: code runs once you agree in the settings to run it without, or on a Linux "
        "with Landlock and seccomp.",
    ),
    "doctor.images": ("有：{here}", "here: {here}"),
    "doctor.images-absent": (
        "有：{here}；没有：{absent}",
        "here: {here}; not here: {absent}",
    ),
    "graph.concept": ("{name} {year}", "{name} {year}"),
    "graph.uses-above": ("（用到上一级）", " (uses the one above)"),
    "graph.kind": ("，一种{name}", ", a kind of {name}"),
    "graph.grew": ("，源自{name}", ", grew out of {name}"),
    "graph.uses": ("，用到{name}", ", uses {name}"),
    "picture.alt": ("[图：{alt}（{name}）]", "[picture: {alt} ({name})]"),
    "picture.name": ("[图：{name}]", "[picture: {name}]"),
    "picture.ascii-alt": ("[图: {alt} ({name})]", "[picture: {alt} ({name})]"),
    "picture.ascii-name": ("[图: {name}]", "[picture: {name}]"),
}
