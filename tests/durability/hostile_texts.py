"""Texts that try to act where they are shown: markup, escape sequences, turned and hidden characters, links."""

from __future__ import annotations

ESC, BEL, ST = "\x1b", "\x07", "\x1b\\"
TEXTS: tuple[str, ...] = (
    # Textual's and Rich's markup
    "[@click=app.bell]free marks[/]", "[@click='app.bell']x[/@click]", "[/foo]", "[red]x", "[/]", "[bold", "x[/bold]", "[link=https://evil.example]x[/link]",
    "[on red blink]x[/]", "[[escaped]]", "\\[red]x", "W[i][j] x[mask]", "a[0]; b[1]", "[@click=app.push_screen('x')]y[/]", "[$error]x[/]", "[auto on $primary]x[/]",
    "[not bold]", "[b][i][u]x[/u][/i][/b]", "[]", "[ ]", "[x] done", "[1, 2, 3]", "[&amp;]", ":skull: :warning:", "{escape}", "{0} {lang} %s %(x)s ${HOME}",
    # Markdown and HTML
    "[click](javascript:alert(1))", "[click](file:///etc/passwd)", "![x](http://evil.example/x.png)", "<script>alert(1)</script>", "<https://evil.example>", "`rm -rf ~`",
    # OSC: title, clipboard, link, colours, notification, file transfer
    f"{ESC}]0;owned{BEL}", f"{ESC}]52;c;b3duZWQ={BEL}", f"{ESC}]8;;http://evil.example{ST}x{ESC}]8;;{ST}", f"{ESC}]11;#ff0000{ST}", f"{ESC}]9;owned{BEL}", f"{ESC}]1337;File=inline=1:AAAA{BEL}",
    f"{ESC}]777;notify;a;b{BEL}", f"{ESC}]4;1;?{BEL}",
    # CSI: clear, move, report, mouse, alternate screen, colour, scroll region
    f"{ESC}[2J", f"{ESC}[H{ESC}[31mred", f"{ESC}[6n", f"{ESC}[?1000h", f"{ESC}[?1049l", f"{ESC}[5m", f"{ESC}[1;5r", f"{ESC}[21t", f"{ESC}[c",
    # other sequences: reset, device control, application strings, charset, single controls
    f"{ESC}c", f"{ESC}P+q544e{ST}", f"{ESC}_Gi=1;AAAA{ST}", f"{ESC}^x{ST}", f"{ESC}(0lqk", f"{ESC}#8", "\x0e\x0f", "\x00\x01\x02", "\x08\x08\x08gone", "\x7f\x7f", "\x0b\x0c", f"{BEL}{BEL}",
    # C1
    "\x9b31mred", "\x9d0;owned\x9c", "\x90x\x9c", "\x85next", "\x84\x8d",
    # turned and hidden
    "\u202eevil\u202c", "\u2066x\u2069", "\u200fx\u200e", "\u061cx", "a\u200bb\u200cc\u200dd", "\ufeffx", "\u2060x\u2063", "x\u00ady", "\u2028line\u2029", "\u115f\u1160\u3164", "\U000e0041\U000e007f",
    "e\u034fx", "\u180ex", "\ufff9a\ufffab\ufffb",
)
