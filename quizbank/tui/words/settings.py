"""The words of the settings."""

from __future__ import annotations

SETTINGS: dict[str, tuple[str, str]] = {
    "settings": ("设置", "Settings"),
    "settings_how": ("改了就存；数字改完按 enter 或移开就存。", "Stored as you change it; a number when you press enter or move on."),
    "set_lang": ("界面语言", "Language"), "set_theme": ("外观", "Theme"), "set_ascii_only": ("只用 ASCII 符号", "ASCII symbols only"),
    "set_pictures": ("题里的图", "Pictures"),
    "set_minutes": ("每天几分钟", "Minutes a day"), "set_new_per_day": ("每天新题最多", "New questions a day"),
    "set_reviews_per_day": ("每天复习最多", "Reviews a day"), "set_retention": ("希望记得（%）", "Aim to remember (%)"),
    "set_rollover_hour": ("一天从几点算起", "The day begins at"), "set_zone": ("时区", "Time zone"), "set_device": ("代码在哪里跑", "Code runs on"),
    "set_code_without_sandbox": ("没有沙箱也运行", "Run without a sandbox"),
    "why_lang": ("F9 随时切换", "F9 switches at any moment"), "why_theme": ("终端设了 NO_COLOR 就不用颜色", "without colour where NO_COLOR is set"),
    "why_ascii_only": ("字体画不好 √ ∑ 时打开", "for fonts that draw √ and ∑ badly"),
    "why_pictures": ("自动：看终端能不能显示；关掉就只用文字说明", "auto: as the terminal can; off leaves them in words"),
    "why_minutes": ("0 到 720；到点就停", "0 to 720; the day stops there"), "why_new_per_day": ("0 到 1000", "0 to 1000"),
    "why_reviews_per_day": ("0 到 10000", "0 to 10000"),
    "why_retention": ("70 到 97；越高，复习越勤", "70 to 97; the higher, the more reviews"),
    "why_rollover_hour": ("0 到 23；夜里学到这时还算前一天", "0 to 23; until then a late night counts for the day before"),
    "why_zone": ("像 Asia/Shanghai；空着跟着电脑", "like Asia/Shanghai; empty follows this computer"),
    "why_code_without_sandbox": ("只在系统没有沙箱时有用：代码能读写你的文件", "only where the system has none: code could then read and write your files"),
    "why_device": ("有 GPU 时自动用它", "auto takes a GPU where there is one"),
    "theme_dark": ("深色", "dark"), "theme_light": ("浅色", "light"), "theme_nord": ("北欧蓝", "nord"), "theme_gruvbox": ("暖棕", "gruvbox"),
    "theme_solarized-light": ("米黄", "solarized light"),
    "pictures_auto": ("自动", "auto"), "pictures_kitty": ("kitty", "kitty"), "pictures_sixel": ("sixel", "sixel"), "pictures_blocks": ("色块", "blocks"),
    "pictures_off": ("关", "off"),
    "device_auto": ("自动", "auto"), "device_cpu": ("CPU", "CPU"), "device_gpu": ("GPU", "GPU"),
    "yes_word": ("是", "yes"), "no_word": ("否", "no"),
    "set_bad": ("{0}：要 {1} 到 {2} 的整数。原来的 {3} 没变。", "{0}: a whole number from {1} to {2}. It is still {3}."),
    "set_done": ("已保存：{0} {1}", "Saved: {0} {1}"),
    "set_keys": ("按键写在 {0}；{1} 看全部按键", "Your own keys go in {0}; {1} shows every key"),
    "set_place": ("数据在 {0}", "Your data is in {0}"),
}
