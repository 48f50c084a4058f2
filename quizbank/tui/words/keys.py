"""What each action does, in a word or two, by its name in the file of keys; and the words of the screen of keys."""

from __future__ import annotations

# by `screen.action`: (zh, en)
KEYS: dict[str, tuple[str, str]] = {
    "app.language": ("English", "中文"), "app.keys": ("按键", "keys"), "app.palette": ("所有命令", "commands"), "app.quit": ("退出", "quit"),
    "home.start": ("开始", "start"), "home.ahead": ("多练几道", "practise ahead"), "home.mock": ("模拟面试", "mock interview"),
    "home.custom": ("自选", "custom study"), "home.browse": ("题库", "browse"), "home.plan": ("计划", "plan"),
    "home.statistics": ("统计", "statistics"), "home.backlog": ("积压", "backlog"), "home.settings": ("设置", "settings"), "home.page-down": ("下一页", "page down"), "home.page-up": ("上一页", "page up"), "home.author": ("写题", "write"), "home.undo": ("撤销", "undo"),
    "home.language": ("English", "中文"), "home.quit": ("退出", "quit"),
    "review.check": ("提交", "check"), "review.editor": ("用自己的编辑器", "your editor"), "review.hint": ("提示", "hint"),
    "review.give-up": ("不会", "I don't know"), "review.answer": ("看答案", "answer"), "review.numbers": ("换数", "new numbers"),
    "review.go-on": ("继续", "go on"), "review.rate-1": ("重来", "again"), "review.rate-2": ("困难", "hard"), "review.rate-3": ("良好", "good"),
    "review.rate-4": ("轻松", "easy"), **{f"review.rate-{n}": (f"勾选第 {n} 点", f"tick point {n}") for n in range(5, 10)},
    "review.edit": ("改题", "edit"), "review.undo": ("撤销", "undo"), "review.undo-typing": ("撤销", "undo"), "review.flag": ("标记", "flag"), "review.bury": ("今天不问", "bury"), "review.suspend": ("不再问", "suspend"),
    "review.language": ("English", "中文"), "review.write": ("回到输入框", "write"), "review.leave": ("离开输入框", "leave the field"),
    "review.finish": ("结束", "summary"), "review.copy": ("复制", "copy"), "review.rubric": ("重新勾选要点", "tick the points again"),
    "review.page-up": ("上一页", "page up"), "review.page-down": ("下一页", "page down"),
    "summary.home": ("回首页", "home"), "summary.undo": ("撤销最后一题", "undo the last one"), "summary.language": ("English", "中文"), "summary.page-down": ("向下", "down"), "summary.page-up": ("向上", "up"),
    "custom.begin": ("开始", "begin"), "custom.open-topic": ("打开/关上这个主题", "open or close this topic"), "custom.back": ("返回", "back"),
    "custom.language": ("English", "中文"),
    "backlog.choose-spread": ("分摊", "spread"), "backlog.choose-today": ("今天全做", "today"), "backlog.choose-usual": ("照常", "as usual"),
    "backlog.later": ("以后再说", "later"),
    "browse.back": ("返回", "back"), "browse.search": ("搜索", "search"), "browse.history": ("经历", "history"), "browse.clear": ("清掉筛选", "clear filters"),
    "browse.ask": ("现在就问", "ask now"), "browse.edit": ("改题", "edit"), "browse.suspend": ("不再问/恢复", "suspend"), "browse.bury": ("今天不问/恢复", "bury"), "browse.flag": ("标记", "flag"),
    "browse.language": ("English", "中文"),
    "history.ask": ("现在就问", "ask now"), "history.edit": ("改题", "edit"), "history.suspend": ("不再问/恢复", "suspend"), "history.bury": ("今天不问/恢复", "bury"), "history.flag": ("标记", "flag"),
    "history.down": ("向下", "down"), "history.up": ("向上", "up"), "history.page-down": ("下一页", "page down"), "history.page-up": ("上一页", "page up"),
    "history.language": ("English", "中文"), "history.back": ("返回", "back"),
    "author_start.concept": ("简答", "concept"), "author_start.choice": ("选择", "choice"), "author_start.symbolic": ("公式", "formula"),
    "author_start.numeric": ("计算", "worked steps"), "author_start.code": ("代码", "code"), "author_start.share": ("打包分享", "share mine"),
    "author_start.language": ("English", "中文"), "author_start.back": ("返回", "back"),
    "author.switch": ("源文/作答", "source/answer"), "author.prove": ("全面检查", "full check"), "author.editor": ("用自己的编辑器", "your editor"),
    "author.try": ("试答判分", "try the answer"), "author.variants": ("十个变式", "ten variants"), "author.save": ("保存", "save"),
    "author.next-fault": ("下一处问题", "next fault"), "author.revert": ("恢复题库的", "back to the bank's"), "author.leave": ("返回", "back"),
    "plan.back": ("返回", "back"), "plan.page-down": ("下一页", "page down"), "plan.page-up": ("上一页", "page up"),
    "statistics.back": ("返回", "back"), "statistics.language": ("English", "中文"), "statistics.recall": ("记忆", "recall"),
    "statistics.forgetting": ("遗忘", "forgetting"), "statistics.workload": ("工作量", "workload"), "statistics.time": ("时间", "time"),
    "statistics.slips": ("错误", "slips"), "statistics.topics": ("主题", "topics"), "statistics.next-topic": ("下一主题", "next topic"),
    "statistics.last-topic": ("上一主题", "last topic"), "statistics.down": ("向下", "down"), "statistics.up": ("向上", "up"),
    "statistics.page-down": ("下一页", "page down"), "statistics.page-up": ("上一页", "page up"),
    "mock_start.begin": ("开始", "begin"), "mock_start.back": ("返回", "back"), "mock_start.language": ("English", "中文"),
    "mock_open.choose-on": ("接着面试", "go on"), "mock_open.choose-mark": ("看结果", "mark what there is"), "mock_open.choose-drop": ("不要了", "throw it away"),
    "mock_open.later": ("返回", "back"),
    "mock.next": ("下一题", "next"), "mock.pass": ("跳过", "pass"), "mock.leave": ("离开输入框，再按结束", "leave the field, then end"),
    "mock.editor": ("用自己的编辑器", "your editor"), "mock.page-up": ("上一页", "page up"), "mock.page-down": ("下一页", "page down"),
    "mock.write": ("回到输入框", "write"), "mock.language": ("English", "中文"),
    "mock_report.tomorrow": ("加到明天", "add to tomorrow"), "mock_report.save": ("存成 Markdown", "save as Markdown"),
    "mock_report.home": ("回首页", "home"), "mock_report.language": ("English", "中文"),
    "confirm.yes": ("是", "yes"), "confirm.no": ("否", "no"),
    "settings.back": ("返回", "back"), "settings.store": ("保存这一项", "save this one"),
    "keys.back": ("返回", "back"), "keys.write": ("写一个可改的按键文件", "write a file of keys to change"), "keys.read": ("读入改过的文件", "use the changed file"),
    "keys.up": ("向上", "up"), "keys.down": ("向下", "down"), "keys.page-down": ("下一页", "page down"), "keys.page-up": ("上一页", "page up"),
    "keys.language": ("English", "中文"),
}

# by screen: (zh, en)
SCREENS: dict[str, tuple[str, str]] = {
    "author_start": ("写题：开始前", "write: before"), "author": ("写题", "write"),
    "app": ("到处可用", "everywhere"), "home": ("首页", "home"), "review": ("练习", "review"), "summary": ("小结", "summary"),
    "custom": ("自选练习", "custom study"), "backlog": ("积压", "backlog"), "browse": ("题库", "browse"), "history": ("一道题", "one question"), "plan": ("计划", "plan"),
    "statistics": ("统计", "statistics"), "mock_start": ("模拟面试：开始前", "mock interview: before"), "mock": ("模拟面试", "mock interview"), "mock_open": ("模拟面试：没做完的", "mock interview: unfinished"),
    "mock_report": ("模拟面试：结果", "mock interview: report"), "confirm": ("确认", "confirm"), "settings": ("设置", "settings"), "keys": ("按键", "keys"),
}

KEY_WORDS: dict[str, tuple[str, str]] = {
    "space_key": ("空格", "space"), "choose_word": ("选择", "choose"), "submit_word": ("提交", "check"), "step_word": ("下一步", "next step"),
    "tick_word": ("勾选", "tick"), "save_word": ("保存", "save"), "next_field": ("下一栏", "next"), "page_word": ("换页", "page"),
    "keys_title": ("按键", "Keys"),
    "keys_how": ("动作的名字在右边；要改就在 {0} 里写，例如 [review] 下面一行 hint = \"f6\"。输入文字时，只有不会打出字的键起作用。",
                 "Each action's name is on the right; to change its keys, write in {0}, for example hint = \"f6\" below [review]. "
                 "While you type, only keys that write nothing act."),
    "keys_written": ("已写好 {0}：改了以后，在这里按 F5 或 r 读入。", "Written to {0}: change it, then read it here with F5 or r."),
    "keys_read": ("读入了：{0} 个动作用你的按键。", "Read: your own keys for {0} actions."),
    "keys_there": ("{0} 已经在了，直接改它就行。", "{0} is there already: change it as you like."),
    "palette_hint": ("输入中文或英文，找一个动作", "Type to find an action, in English or Chinese"),
}
