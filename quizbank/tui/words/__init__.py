"""The words of the larger screens, one module a screen; `quizbank.tui.strings` joins them."""
