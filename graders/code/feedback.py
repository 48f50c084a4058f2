"""A sentence in each language for each word: what happened, where, and what to look at next."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from graders.code.compare import Difference
from graders.code.results import Fault
from graders.code.rlimits import Limits
from graders.verdict import Diagnosis

INSTALL = "pip install 'deep-quizbank[tensorflow]'"
INSTALL_HERE = "pip install '.[tensorflow]'"

SENTENCES: Mapping[str, tuple[str, str]] = {
    "wrong-value": (
        "第 {case} 个用例的数值不对{where}: 应为 {expected}, 得到 {got}{error}。",
        "Case {case} has a wrong value{where}: expected {expected}, got {got}{error}.",
    ),
    "wrong-shape": (
        "第 {case} 个用例的形状不对{where}: 应为 {expected}, 得到 {got}。",
        "Case {case} has the wrong shape{where}: expected {expected}, got {got}.",
    ),
    "wrong-dtype": (
        "第 {case} 个用例的 dtype 不对{where}: 应为 {expected}, 得到 {got}。",
        "Case {case} has the wrong dtype{where}: expected {expected}, got {got}.",
    ),
    "wrong-structure": (
        "第 {case} 个用例返回值的个数或嵌套不对{where}: 应为 {expected}, 得到 {got}。",
        "Case {case} returns the wrong number or nesting of values{where}: expected "
        "{expected}, got {got}.",
    ),
    "wrong-gradient": (
        "第 {case} 个用例对 {name} 的梯度不对{where}: 应为 {expected}, 得到 {got}{error}。",
        "Case {case}: the gradient for {name} is wrong{where}: expected {expected}, got "
        "{got}{error}.",
    ),
    "wrong-property": (
        "第 {case} 个用例不满足「{property}」{message}。",
        "Case {case} breaks a property: {property}{message}.",
    ),
    "wrong-arity": (
        "函数不能用题目给的 {count} 个参数调用: {message}。",
        "The function cannot be called with the {count} arguments of the question: {message}.",
    ),
    "exception": (
        "运行时报错{line}: {type}: {message}",
        "It raised an exception{line}: {type}: {message}",
    ),
    "missing-entry": (
        "没有找到函数 {entry}, 请检查函数名。",
        "There is no function named {entry}; check its name.",
    ),
    "forbidden-name": (
        "这道题不许用 {name}{line}, 请自己实现它。",
        "This question does not allow {name}{line}: build it from simpler operations.",
    ),
    "time-limit": (
        "运行超过时限 (CPU {cpu:g} 秒, 总时间 {wall:g} 秒): 看看有没有死循环, "
        "或能否用张量运算代替 Python 循环。",
        "It ran past its time ({cpu:g} s of processor, {wall:g} s in all): look for an "
        "endless loop, or replace a Python loop by tensor operations.",
    ),
    "memory-limit": (
        "内存超过上限 ({memory}): 是否构造了过大的中间张量?",
        "It needed more than {memory} of memory: is some intermediate tensor far too large?",
    ),
    "output-limit": (
        "打印、写入或返回的内容太多, 已停止运行。",
        "It printed, wrote or returned too much and was stopped.",
    ),
    "denied-action": (
        "代码尝试了沙箱不允许的操作{line} (文件、网络、进程之类){detail}。",
        "The code tried something the sandbox does not allow{line} (files, network, "
        "processes or the like){detail}.",
    ),
    "no-result": (
        "运行结束却没有返回结果{detail}: 是否调用了 exit, 或进程中途崩溃?",
        "It ended without a result{detail}: did it call exit, or crash on the way?",
    ),
    "syntax-error": (
        "第 {number} 行有语法错误: {message}。",
        "Line {number} does not parse: {message}.",
    ),
    "not-text": ("这不是文本形式的 Python 代码。", "This is not Python source as text."),
    "too-long": (
        "代码太长了 (上限 {limit} 个字符)。",
        "The source is too long (at most {limit} characters).",
    ),
    "empty": ("还没有写代码。", "There is no code here yet."),
    "tensorflow-missing": (
        f"运行代码需要 TensorFlow。请执行: {INSTALL} (在源码目录里则是 {INSTALL_HERE})。",
        f"Running code needs TensorFlow. Install it with: {INSTALL} (from a checkout: "
        f"{INSTALL_HERE}).",
    ),
    "sandbox-missing": (
        "这台机器没有可用的沙箱 (需要 Linux 的 Landlock 与 seccomp), 代码没有运行。"
        "确认后可以允许不隔离运行。",
        "This machine offers no sandbox (Linux with Landlock and seccomp), so the code "
        "was not run. You may agree to run without one.",
    ),
    "package-missing": (
        "这道题还需要 Python 包 {name}, 请先安装它。",
        "This question also needs the Python package {name}; install it first.",
    ),
    "data-missing-digits": (
        "这道题要用 scikit-learn 自带的手写数字，先安装它: pip install {place}。",
        "This question trains on the handwritten digits that {place} ships; install it: "
        "pip install {place}.",
    ),
    "data-missing-cifar10": (
        "这道题要用 CIFAR-10，这台机器上还没有。把 cifar-10-python.tar.gz 放到 {place}，"
        "或在联网的机器上调用一次 keras.datasets.cifar10.load_data()。",
        "This question trains on CIFAR-10, which is not here yet. Put "
        "cifar-10-python.tar.gz at {place}, or call keras.datasets.cifar10.load_data() "
        "once while online.",
    ),
    "data-damaged": (
        "{place} 不是公布的那个 CIFAR-10 文件（SHA-256 对不上），没有打开它。请重新下载。",
        "{place} is not the published CIFAR-10 archive (its SHA-256 differs), so it was "
        "not opened. Download it again.",
    ),
    "gpu-missing": ("没有找到可用的 GPU。", "No usable GPU was found."),
    "cancelled": ("已取消, 不计入成绩。", "Cancelled; nothing was marked."),
    "runner-failed": (
        "运行代码的进程没能正常工作: {message}。",
        "The process that runs code did not work: {message}.",
    ),
}


def say(word: str, **details: Any) -> Diagnosis:
    """The diagnosis of `word`, its sentence filled with `details`."""
    zh, en = SENTENCES[word]
    return Diagnosis(word, zh.format(**details), en.format(**details))


def of_difference(difference: Difference, case: int, name: str = "", word: str = "") -> Diagnosis:
    """The sentence for a difference in case number `case` (from 1); `name` is a gradient's
    parameter.
    """
    word = word or difference.word
    zh, en = SENTENCES[word]
    facts = {"case": case, "expected": difference.expected, "got": difference.got, "name": name}
    at = difference.path + (
        f"[{', '.join(map(str, difference.index))}]" if difference.index else ""
    )
    largest = difference.largest
    return Diagnosis(
        word,
        zh.format(
            **facts,
            where=f" (位置 {at})" if at else "",
            error=f", 最大误差 {largest:.3g}, {difference.bad}/{difference.size} 处不对"
            if largest is not None
            else "",
        ),
        en.format(
            **facts,
            where=f" at {at}" if at else "",
            error=f"; largest error {largest:.3g}, {difference.bad} of {difference.size} "
            "entries wrong"
            if largest is not None
            else "",
        ),
    )


def of_fault(fault: Fault, limits: Limits, entry: str, count: int, source: str) -> Diagnosis:
    """The sentence for a run that gave no value; quotes the learner's own line where there is
    one.
    """
    lines = source.splitlines()
    text = (
        lines[fault.line - 1].strip()[:100] if fault.line and 0 < fault.line <= len(lines) else ""
    )
    at_zh, at_en = (
        (f" (第 {fault.line} 行: {text})", f" (line {fault.line}: {text})") if text else ("", "")
    )
    zh, en = SENTENCES[fault.word]
    name = fault.message if fault.word == "forbidden-name" else entry
    detail = ": ".join(part for part in (fault.type, fault.message[:200]) if part)
    facts = {
        "entry": entry,
        "name": name,
        "count": count,
        "type": fault.type,
        "message": fault.message,
        "cpu": limits.cpu,
        "wall": limits.wall,
        "memory": _amount(limits.memory),
        "detail": f" ({detail})" if detail else "",
    }
    return Diagnosis(fault.word, zh.format(**facts, line=at_zh), en.format(**facts, line=at_en))


def of_check(name: str, doc: str, case: int, message: str) -> Diagnosis:
    """The sentence for a failed ``check_*``: its docstring's first line, or its ``zh:`` and ``en:``
    lines.
    """
    lines = [line.strip() for line in doc.splitlines() if line.strip()]
    first = lines[0] if lines else name
    found = {
        key: next((line[3:].strip() for line in lines if line.startswith(f"{key}:")), first)
        for key in ("zh", "en")
    }
    zh, en = SENTENCES["wrong-property"]
    more = f" ({message})" if message else ""
    return Diagnosis(
        "wrong-property",
        zh.format(case=case, property=found["zh"].rstrip("。."), message=more),
        en.format(case=case, property=found["en"].rstrip("。."), message=more),
    )


def _amount(count: int) -> str:
    return f"{count / 2**30:g} GB" if count >= 2**30 else f"{count / 2**20:g} MB"
