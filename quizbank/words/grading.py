"""What is said of grading whatever the kind."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "question.fault": (
        "这道题本身有问题: {where} {why}",
        "This question itself has a fault: {where} {why}",
    ),
    "grader.unfinished": (
        "判分程序没能完成（{reason}）。这次不计入复习，答案还在。",
        "The grader could not finish ({reason}). Nothing is scheduled; your answer is still here.",
    ),
    "question.fault-at": ("{where}：{why}", "{where}: {why}"),
}
