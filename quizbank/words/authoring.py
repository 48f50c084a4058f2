"""What is said of question files, packs, pictures and figures."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "authoring.archive-unreadable": ("没有打开 {name}：{why}。", "{name} was not opened: {why}."),
    "figure.counts-square": (
        "counts 要是 2 到 {most} 阶的方阵，labels 一行一个。",
        "counts must be square, of 2 to {most} classes, with a label each.",
    ),
    "figure.window": (
        "窗口放不进去，或 at 超出了输出。",
        "The window does not fit, or 'at' lies outside the output.",
    ),
    "figure.long": (
        "图的描述超过 {longest} 个字符。",
        "The figure's description is longer than {longest} characters.",
    ),
    "figure.kind": ("kind 要是 {names} 之一。", "kind must be one of {names}."),
    "figure.names-few": (
        "names 太少：要有 {wanted} 个名字，这里有 {got} 个。",
        "There are too few names: {wanted} are wanted, but there are {got}.",
    ),
    "figure.formula": ("formula 读不懂：{why}", "The formula cannot be read: {why}"),
    "figure.graph-large": ("图里最多 {most} 个叶子。", "A graph has at most {most} leaves."),
    "figure.layers": (
        "layers 要有 2 到 {most} 层，每层至少一个单元。",
        "layers needs 2 to {most} layers of at least one unit.",
    ),
    "figure.scores": (
        "scores 与 labels 要一样长，labels 里 0 和 1 都要有。",
        "scores and labels must be equally long, and labels hold both 0 and 1.",
    ),
    "authoring.file-name": (
        "文件名里有不可见字符或不是 UTF-8：请改名。",
        "The file's name has hidden characters or is not UTF-8: rename it.",
    ),
    "authoring.no-prompt": (
        "缺少题面: 写一个 ## zh 或 ## en 小节。",
        "There is no prompt: write a '## zh' or '## en' section.",
    ),
    "authoring.id": (
        'id 要用小写字母、数字和连字符, 例如 id = "mse-gradient"。',
        'id must be lower-case letters, digits and hyphens, for example id = "mse-gradient".',
    ),
    "authoring.kind": (
        "kind 必须是 {names} 之一。",
        "kind must be one of {names}.",
    ),
    "authoring.roles": (
        "不认识 {name}，可用: {names}。",
        "{name} is unknown: use {names}.",
    ),
    "authoring.encoding": (
        "文件不是 UTF-8 编码: 请另存为 UTF-8。",
        "The file is not UTF-8: save it as UTF-8.",
    ),
    "authoring.unreadable": ("文件读不了: {why}。", "The file cannot be read: {why}."),
    "authoring.unreadable:system": (
        "文件读不了: {strerror}。",
        "The file cannot be read: {strerror}.",
    ),
    "authoring.topic:letters": (
        "topic 要用字母、数字、连字符或点。",
        "topic is made of letters, digits, hyphens and dots.",
    ),
    "authoring.id-twice": (
        "id {id} 在 {seen} 里已经用过。",
        "The id {id} is already used in {seen}: choose another.",
    ),
    "authoring.lint-time": (
        "检查这道题太久，已停止：把它的公式、变量或代码改简单。",
        "Checking this question took too long and was stopped: make its formulas, "
        "variables or code simpler.",
    ),
    "authoring.lint-stopped": (
        "检查这道题的进程退出了：题里有东西用光了内存或让它崩溃。",
        "The process that checked this question ended: something in it used up the "
        "memory or brought it down.",
    ),
    "authoring.lint-failed": (
        "这道题没法检查（{name}）：对照 docs/authoring.md 里这种题的格式。",
        "This question cannot be checked ({name}): compare with this kind's format in "
        "docs/authoring.md.",
    ),
    "authoring.languages-differ": (
        "中英文题面里的数字或变量不一致: {shown}。",
        "The prompts differ in numbers or variables: {shown}.",
    ),
    "authoring.hidden-character": (
        "文中有不可见或控制字符（{name}），请删掉。",
        "There is a hidden or control character ({name}): delete it.",
    ),
    "authoring.topic:pack": (
        "pack.toml 里有个 topic 的 id 不对：要用字母、数字、连字符或点。",
        "A topic in pack.toml has no sound id: use letters, digits, hyphens and dots.",
    ),
    "authoring.pack": (
        "pack.toml 用不了：{why}",
        "pack.toml cannot be used: {why}",
    ),
    "authoring.pack:unread": (
        "pack.toml 读不了：要是 UTF-8 的普通文件，最多 64 KiB。",
        "pack.toml cannot be read: it must be a plain file in UTF-8 of at most 64 KiB.",
    ),
    "authoring.picture-many": (
        "图片太多：一段文字最多 {most} 张，一道题最多 {in_file} 张，请去掉几张。",
        "These are too many pictures: a text has {most} at most, a question {in_file}. "
        "Leave some out.",
    ),
    "authoring.picture-inline": (
        "图片要单独占一行才会显示，夹在文字里的按原样显示。",
        "A picture is shown only on a line of its own; amid other words it stays as it is written.",
    ),
    "authoring.picture-words": (
        "方括号里缺少说明：写出图里有什么，不能显示图片的终端只显示这句话。",
        "The brackets are empty: say what the picture shows, which is all that a "
        "terminal without pictures can show.",
    ),
    "authoring.picture-broken": (
        "{name} 不完整或已损坏：请重新保存。",
        "{name} is cut off or damaged: save it anew.",
    ),
    "authoring.picture-path:outside": (
        "“{shown}”指到了题包文件夹外面：请把图片放进来。",
        "'{shown}' leads out of the pack's folder: put the picture into it.",
    ),
    "authoring.picture-missing": (
        "没有图片 {shown}：请放到题目文件旁边，或改正文件名。",
        "There is no picture {shown}: put it beside the question's file, or correct its name.",
    ),
    "authoring.picture-type": (
        "{name} 不是 PNG、JPEG、GIF 或 WebP 图片：请另存为其中一种。",
        "{name} is no PNG, JPEG, GIF or WebP picture: save it as one.",
    ),
    "authoring.picture-size": (
        "{name} 有 {size} 像素：图片要在 1 到 {millions}00 万像素之间，边长不超过 {side}。",
        "{name} has {size} pixels: a picture has 1 to {millions} million, and no side above "
        "{side}.",
    ),
    "authoring.picture-path:unusable": (
        "图片路径“{shown}”不能用：要写从题目文件出发、在题包文件夹里的相对路径，如 curve.png。",
        "The picture's path '{shown}' cannot be used: write one from the question's file "
        "that stays in its pack's folder, such as curve.png.",
    ),
    "authoring.picture-type:name": (
        "“{shown}”不是图片文件名：要以 {names} 结尾。",
        "'{shown}' is no picture's name: it ends with {names}.",
    ),
    "authoring.picture-missing:case": (
        "没有图片 {shown}，但有 {other}：大小写要写得一样。",
        "There is no picture {shown}, but a {other}: write its name in the same case.",
    ),
    "authoring.picture-type:no-file": (
        "{name} 不是普通文件：请换成图片文件。",
        "{name} is no regular file: put a picture there.",
    ),
    "authoring.picture-size:bytes": (
        "{name} 超过 {size} MiB：请把它缩小。",
        "{name} is larger than {size} MiB: make it smaller.",
    ),
    "authoring.picture-missing:unread": (
        "{name} 读不了（{strerror}）：请检查它的权限。",
        "{name} cannot be read ({strerror}): check its permissions.",
    ),
    "drawing.undeclared": ("没有声明的名字太多。", "There are too many undeclared names."),
    "drawing.long": (
        "公式超过 {longest} 个字符。",
        "The formula is longer than {longest} characters.",
    ),
    "drawing.unread": ("公式“{line}”读不懂：{why}", "The formula '{line}' cannot be read: {why}"),
    "drawing.declaration": ("声明读不懂：{why}", "A declaration cannot be read: {why}"),
    "authoring.folder-large": (
        "{folder} 里的题目文件超过 {most} 个，或杂项太多：请直接给出题包所在的文件夹。",
        "{folder} holds more than {most} question files, or too much else: name the "
        "pack's own folder.",
    ),
    "file.large": ("超过 {value} KiB", "it is larger than {value} KiB"),
    "authoring.no-front-matter": (
        "文件要以一行 +++ 开头, 接着是 TOML, 再以一行 +++ 结束。",
        "The file must begin with a line '+++', then TOML, then another line '+++'.",
    ),
    "authoring.front-matter-open": (
        "开头的 +++ 没有结束: 在 TOML 后面加一行 +++。",
        "The front matter never ends: put a line '+++' after the TOML.",
    ),
    "authoring.fence-open": (
        "“{heading}”里的代码块没有结束。",
        "A code fence in '{heading}' is never closed.",
    ),
    "authoring.text-before-section": (
        "第一个 ## 小节之前不能有文字。",
        "There is text before the first '##' section: move it into one.",
    ),
    "authoring.value": (
        "{key}：这里不能用 inf、nan、日期或时间。",
        "{key}: inf, nan, dates and times have no meaning here.",
    ),
    "authoring.front-matter-deep": (
        "TOML 嵌套太深：最多 {most} 层。",
        "The TOML is nested too deeply: at most {most} levels.",
    ),
    "authoring.name": (
        "名字太长：最多 {longest_key} 个字符。",
        "A name is too long: at most {longest_key} characters.",
    ),
    "authoring.number": (
        "{key}：整数太大，最多 2^53。",
        "{key}: the whole number is too large, at most 2^53.",
    ),
    "authoring.section-unknown": (
        "不认识的小节“## {name}”：可用 {known}。",
        "There is no section '## {name}': use one of {known}.",
    ),
    "authoring.section-unknown-near": (
        "不认识的小节“## {name}”：是不是“## {near}”？",
        "There is no section '## {name}': did you mean '## {near}'?",
    ),
    "authoring.section-twice": (
        "“## {heading}”出现了两次：合成一节。",
        "'## {heading}' stands there twice: make one section of them.",
    ),
    "file.no-file": ("不是普通文件", "it is no regular file"),
    "toml.large": ("TOML 部分太大：最多 {kib} KiB。", "The TOML is too large: at most {kib} KiB."),
    "toml.dots": (
        "这一行有超过 {most} 个点，请分行写。",
        "This line has more than {most} dots: break it up.",
    ),
    "toml.deep": (
        "TOML 里有太大的数或嵌套太深：写简单些。",
        "The TOML holds too large a number or is nested too deeply: make it simpler.",
    ),
    "toml.twice": (
        "这个名字已经写过了：每个键和表只写一次。",
        "This name is there already: write each key and table once.",
    ),
    "toml.quote-open": (
        "引号没有结束：补上，多行文字用三个引号。",
        "A quotation mark is never closed: close it, or use three of them for several lines.",
    ),
    "toml.character": (
        "这里的字符不能用：多行文字用三个引号。",
        "A character here is not allowed: use three quotation marks for several lines.",
    ),
    "toml.escape": (
        "反斜杠后面的字符不认识：公式写在单引号里，或把反斜杠写两次。",
        "The character after a backslash is unknown: write formulas in single quotes, or double "
        "the backslash.",
    ),
    "toml.list-open": ("方括号没有结束：补上 ]。", "A list is never closed: add ']'."),
    "toml.table-open": ("花括号没有结束：补上 }}。", "A table is never closed: add '}}'."),
    "toml.no-equals": (
        "名字后面要有等号：写成 名字 = 值。",
        "A name needs an equals sign: write name = value.",
    ),
    "toml.no-value": (
        "等号后面的值读不懂：文字要加引号，真假写 true 或 false。",
        "The value cannot be read: texts stand in quotation marks, truth values are true and "
        "false.",
    ),
    "toml.header-open": (
        "表头的方括号没有结束：写成 [表] 或 [[表]]。",
        "A table's heading is never closed: write [table] or [[table]].",
    ),
    "toml.no-key": (
        "这里应当是一个名字：写成 名字 = 值，或 [表]。",
        "A name is expected here: write name = value, or [table].",
    ),
    "toml.after-value": (
        "值后面还有别的内容：另起一行，或检查引号。",
        "Something follows the value: begin a new line, or check the quotation marks.",
    ),
    "toml.unread": ("TOML 读不懂（{told}）。", "The TOML cannot be read ({told})."),
    "archive.larger-than-kib": ("“{shown}”超过 {most} KiB", "'{shown}' is larger than {most} KiB"),
    "archive.larger-than-mib": ("文件超过 {size} MiB", "it is larger than {size} MiB"),
    "archive.holds-no-question-files": ("里面没有题目文件", "it holds no question files"),
    "archive.holds-more-than-files": ("里面超过 {most} 个文件", "it holds more than {most} files"),
    "archive.unfolds-more-than-mib": (
        "解开后超过 {size} MiB",
        "it unfolds to more than {size} MiB",
    ),
    "archive.name-safe": ("里面的文件名“{shown}”不安全", "the name '{shown}' in it is not safe"),
    "archive.link-device": ("“{shown}”是链接或设备", "'{shown}' is a link or a device"),
    "archive.encrypted-unpack-password-first": (
        "它是加密的：请先用密码解开",
        "it is encrypted: unpack it with its password first",
    ),
    "archive.compressed-way-packs-do": (
        "“{shown}”的压缩方式不支持",
        "'{shown}' is compressed in a way that packs do not use",
    ),
    "archive.unfolds-suspiciously-much": (
        "“{shown}”的压缩比高得不正常",
        "'{shown}' unfolds to suspiciously much",
    ),
    "archive.damaged-no-zip": ("压缩包损坏或不是 ZIP", "it is damaged or no ZIP"),
    "archive.twice": ("“{shown}”出现两次", "'{shown}' is in it twice"),
    "archive.both-file-folder": (
        "“{above}”既是文件又是文件夹",
        "'{above}' is both a file and a folder",
    ),
    "authoring.drawing": ("{section}：{why}", "{section}: {why}"),
    "authoring.taken": (
        "id {id} 已经有了：换一个 id。",
        "The id {id} is taken already: choose another.",
    ),
}
