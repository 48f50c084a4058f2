"""The words of the larger screens, one module a screen; `quizbank.words.interface` joins them."""
