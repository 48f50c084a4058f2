"""The sentences of code questions: what happened, where, and what to look at next."""

from __future__ import annotations

INSTALL = "pip install 'deep-quizbank[tensorflow]'"
INSTALL_HERE = "pip install '.[tensorflow]'"

WORDS: dict[str, tuple[str, str]] = {
    "kind.code": ("代码", "code"),
    "kind.code.many": ("代码题", "code"),
    "kind.code.about": (
        "TensorFlow 代码，和参考实现比对",
        "TensorFlow code, compared with a reference",
    ),
    "code.wrong-value": (
        "第 {case} 个用例的数值不对{where}: 应为 {expected}, 得到 {got}{error}。{more}",
        "Case {case} has a wrong value{where}: expected {expected}, got {got}{error}.{more}",
    ),
    "code.wrong-shape": (
        "第 {case} 个用例的形状不对{where}: 应为 {expected}, 得到 {got}。{more}",
        "Case {case} has the wrong shape{where}: expected {expected}, got {got}.{more}",
    ),
    "code.wrong-dtype": (
        "第 {case} 个用例的 dtype 不对{where}: 应为 {expected}, 得到 {got}。{more}",
        "Case {case} has the wrong dtype{where}: expected {expected}, got {got}.{more}",
    ),
    "code.wrong-structure": (
        "第 {case} 个用例返回值的个数或嵌套不对{where}: 应为 {expected}, 得到 {got}。{more}",
        "Case {case} returns the wrong number or nesting of values{where}: expected "
        "{expected}, got {got}.{more}",
    ),
    "code.wrong-gradient": (
        "第 {case} 个用例对 {name} 的梯度不对{where}: 应为 {expected}, 得到 {got}{error}。",
        "Case {case}: the gradient for {name} is wrong{where}: expected {expected}, got "
        "{got}{error}.",
    ),
    "code.wrong-property": (
        "第 {case} 个用例不满足「{property}」{message}。",
        "Case {case} breaks a property: {property}{message}.",
    ),
    "code.wrong-arity": (
        "函数不能用题目给的 {count} 个参数调用: {message}。",
        "The function cannot be called with the {count} arguments of the question: {message}.",
    ),
    "code.exception": (
        "运行时报错{line}: {type}: {message}",
        "It raised an exception{line}: {type}: {message}",
    ),
    "code.missing-entry": (
        "没有找到函数 {entry}, 请检查函数名。",
        "There is no function named {entry}; check its name.",
    ),
    "code.forbidden-name": (
        "这道题不许用 {name}{line}, 请自己实现它。",
        "This question does not allow {name}{line}: build it from simpler operations.",
    ),
    "code.time-limit": (
        "运行超过时限 (CPU {cpu} 秒, 总时间 {wall} 秒): 看看有没有死循环, "
        "或能否用张量运算代替 Python 循环。",
        "It ran past its time ({cpu} s of processor, {wall} s in all): look for an "
        "endless loop, or replace a Python loop by tensor operations.",
    ),
    "code.memory-limit": (
        "内存超过上限 ({memory}): 是否构造了过大的中间张量?",
        "It needed more than {memory} of memory: is some intermediate tensor far too large?",
    ),
    "code.output-limit": (
        "打印、写入或返回的内容太多, 已停止运行。",
        "It printed, wrote or returned too much and was stopped.",
    ),
    "code.denied-action": (
        "代码尝试了沙箱不允许的操作{line} (文件、网络、进程之类){detail}。",
        "The code tried something the sandbox does not allow{line} (files, network, "
        "processes or the like){detail}.",
    ),
    "code.no-result": (
        "运行结束却没有返回结果{detail}: 是否调用了 exit, 或进程中途崩溃?",
        "It ended without a result{detail}: did it call exit, or crash on the way?",
    ),
    "code.syntax-error": (
        "第 {number} 行有语法错误: {message}。",
        "Line {number} does not parse: {message}.",
    ),
    "code.not-text": ("这不是文本形式的 Python 代码。", "This is not Python source as text."),
    "code.too-long": (
        "代码太长了 (上限 {limit} 个字符)。",
        "The source is too long (at most {limit} characters).",
    ),
    "code.empty": ("还没有写代码。", "There is no code here yet."),
    "code.tensorflow-missing": (
        f"运行代码需要 TensorFlow。请执行: {INSTALL} (在源码目录里则是 {INSTALL_HERE})。",
        f"Running code needs TensorFlow. Install it with: {INSTALL} (from a checkout: "
        f"{INSTALL_HERE}).",
    ),
    "code.sandbox-missing": (
        "这台机器没有可用的沙箱 (需要 Linux 的 Landlock 与 seccomp), 代码没有运行。"
        "确认后可以允许不隔离运行。",
        "This machine offers no sandbox (Linux with Landlock and seccomp), so the code "
        "was not run. You may agree to run without one.",
    ),
    "code.package-missing": (
        "这道题还需要 Python 包 {name}, 请先安装它。",
        "This question also needs the Python package {name}; install it first.",
    ),
    "code.data-missing-digits": (
        "这道题要用 scikit-learn 自带的手写数字，先安装它: pip install {place}。",
        "This question trains on the handwritten digits that {place} ships; install it: "
        "pip install {place}.",
    ),
    "code.data-missing-cifar10": (
        "这道题要用 CIFAR-10，这台机器上还没有。把 cifar-10-python.tar.gz 放到 {place}，"
        "或在联网的机器上调用一次 keras.datasets.cifar10.load_data()。",
        "This question trains on CIFAR-10, which is not here yet. Put "
        "cifar-10-python.tar.gz at {place}, or call keras.datasets.cifar10.load_data() "
        "once while online.",
    ),
    "code.data-damaged": (
        "{place} 不是公布的那个 CIFAR-10 文件（SHA-256 对不上），没有打开它。请重新下载。",
        "{place} is not the published CIFAR-10 archive (its SHA-256 differs), so it was "
        "not opened. Download it again.",
    ),
    "code.gpu-missing": ("没有找到可用的 GPU。", "No usable GPU was found."),
    "code.cancelled": ("已取消, 不计入成绩。", "Cancelled; nothing was marked."),
    "code.runner-failed": (
        "运行代码的进程没能正常工作: {message}。",
        "The process that runs code did not work: {message}.",
    ),
    "code.at": (" (位置 {at})", " at {at}"),
    "code.error": (
        ", 最大误差 {largest}, {bad}/{size} 处不对",
        "; largest error {largest}, {bad} of {size} entries wrong",
    ),
    "code.at-line": (" (第 {line} 行: {text})", " (line {line}: {text})"),
    "code.remark": (" ({text})", " ({text})"),
    "code.nested": ("嵌套太深", "nested too deep"),
    "code.parser": ("{message}", "{message}"),
    "code.does-not-parse": (
        "这段代码有语法错误：{message}。请改正。",
        "the code does not parse: {message}. Mend it.",
    ),
    "code.does-not-define": (
        "代码里没有定义 {name}：请加上，或改名。",
        "the code does not define {name}: add it, or mend the name.",
    ),
    "code.entry-name": (
        "entry 要写函数或类的名字，“{name}”不是：请改。",
        "entry names a function or a class, and '{name}' is no name: change it.",
    ),
    "code.arguments": (
        "arguments 只能是 tensor 或 array：请改。",
        "arguments is tensor or array: choose one.",
    ),
    "code.no-parameter": (
        "{entry} 没有参数 {name}：gradients 只能列参考实现的参数。",
        "{entry} has no parameter {name}: gradients lists parameters of the reference.",
    ),
    "code.gradients-of-arrays": (
        "要算梯度，参数就得是张量：去掉 arguments 或 gradients。",
        "gradients need arguments as tensors: leave out arguments or gradients.",
    ),
    "code.tolerance": (
        "容差不能是负数，也不能太大：请改。",
        "a tolerance is zero or positive, and not huge: change it.",
    ),
    "code.limits": (
        "limits 读不懂或超出范围：时间最多 {seconds} 秒，内存最多 {memory} GB。",
        "limits cannot be read, or go too far: at most {seconds} seconds and {memory} GB.",
    ),
    "code.data-name": (
        "data 只能是 digits 或 cifar10：请改。",
        "data is digits or cifar10: choose one.",
    ),
    "code.cannot-compare": (
        "参考实现返回了 {type}，没法比较：改成数组、数、文字、列表、元组、字典、集合或数据类。",
        "the reference returns {type}, which cannot be compared: return arrays, numbers, texts, "
        "lists, tuples, dicts, sets or dataclasses.",
    ),
    "code.accepted-list-for-array": (
        "返回的是列表，按数组收下。",
        "A list was taken for the array.",
    ),
    "code.accepted-array-for-list": (
        "返回的是数组，按列表收下。",
        "An array was taken for the list.",
    ),
    "code.accepted-whole-for-float": (
        "返回的是整数，按浮点数收下。",
        "Whole numbers were taken for floats.",
    ),
    "code.accepted-other-width": (
        "dtype 的位数不同，数值一样，也收下。",
        "A dtype of another width was taken: the numbers are the same.",
    ),
    "code.off-fence": (
        "代码块外面的文字去掉了，只运行代码。",
        "What stood around the fenced code was taken off.",
    ),
    "code.off-prompt": ("提示符 {prompt} 去掉了。", "The prompts {prompt} were taken off."),
    "code.off-magic": (
        "笔记本命令（如 {line}）去掉了。",
        "Notebook commands such as {line} were taken off.",
    ),
    "code.missing-import": (
        "少写了一行：{line}。这次替你加上了，请补进代码。",
        "A line was missing: {line}. It was added for this run; write it yourself.",
    ),
    "code.other-name": (
        "题目要的是 {entry}，这里运行的是 {name}。",
        "The question asks for {entry}; {name} was taken for it.",
    ),
    "code.other-language": (
        "这道题不用 {name}：请用 {languages} 作答。",
        "This question does not take {name}: answer in {languages}.",
    ),
    "code.no-tape": (
        "{language} 没有自动求导，这一部分要用题目的框架写；数值部分照常评分。",
        "{language} has no tape: this part wants the question's framework. Values were marked.",
    ),
    "code.cut-tape": (
        "对 {name} 没有梯度：NumPy 函数会切断计算图，请改用框架自己的运算。",
        "No gradient reaches {name}: NumPy functions cut the tape, so use the framework's own.",
    ),
    "code.torch-missing": (
        "用 PyTorch 作答要先安装它：pip install 'deep-quizbank[torch]'。",
        "An answer in PyTorch needs it installed: pip install 'deep-quizbank[torch]'.",
    ),
    "code.machine-busy": (
        "机器太忙，代码没分到处理器时间，不计入成绩。请稍后再交一次。",
        "The machine was too busy to run it: nothing was marked. Hand it in again later.",
    ),
    "code.trial": (
        "试运行：只跑了示例，不计分，也不记录。",
        "A trial on the samples: nothing was marked or recorded.",
    ),
    "code.sample": ("输入 {inputs}", "input {inputs}"),
    "code.rel-swapped": (
        "几个返回值的顺序不同。",
        "The outputs are right, in another order.",
    ),
    "code.rel-factor": (
        "每个数正好是应有值的 {factor} 倍。",
        "Every number is exactly {factor} times what it should be.",
    ),
    "code.rel-sign": (
        "数值对，符号反了。",
        "The numbers are right, with the opposite sign.",
    ),
    "code.rel-sum": (
        "正好大了 {n} 倍：求了和，没有取平均？",
        "Exactly {n} times too large: a sum where a mean is asked?",
    ),
    "code.rel-mean": (
        "正好小了 {n} 倍：取了平均，没有求和？",
        "Exactly {n} times too small: a mean where a sum is asked?",
    ),
    "code.rel-root": (
        "差一个 √{n} 的因子。",
        "Off by a factor of √{n}.",
    ),
    "code.rel-square": (
        "差一个 {n}² 的因子。",
        "Off by a factor of {n}².",
    ),
    "code.rel-unbiased": (
        "像是除以了 {n} - 1，而不是 {n}。",
        "As if divided by {n} - 1 and not by {n}.",
    ),
    "code.rel-biased": (
        "像是除以了 {n}，而不是 {n} - 1。",
        "As if divided by {n} and not by {n} - 1.",
    ),
    "code.rel-offset": (
        "每个数都差同一个常数 {offset}。",
        "Every number is off by the same {offset}.",
    ),
    "code.rel-inverted": (
        "得到的是 1 减去应有值。",
        "This is one minus what it should be.",
    ),
    "code.rel-squared": (
        "得到的是应有值的平方。",
        "This is the square of what it should be.",
    ),
    "code.rel-rooted": (
        "得到的是应有值的平方根。",
        "This is the square root of what it should be.",
    ),
    "code.rel-logged": (
        "得到的是应有值的对数。",
        "This is the logarithm of what it should be.",
    ),
    "code.rel-exponential": (
        "得到的是应有值的指数：少取了对数？",
        "This is the exponential of what it should be: is a logarithm missing?",
    ),
    "code.rel-reciprocal": (
        "得到的是应有值的倒数。",
        "This is the reciprocal of what it should be.",
    ),
    "code.rel-absolute": (
        "得到的是应有值的绝对值。",
        "This is the absolute value of what it should be.",
    ),
    "code.rel-cut": (
        "负数都变成了 0。",
        "Negative numbers came out as zero.",
    ),
    "code.rel-rounded": (
        "数被四舍五入了。",
        "The numbers were rounded.",
    ),
    "code.rel-floored": (
        "数被向下取整了。",
        "The numbers were rounded down.",
    ),
    "code.rel-transposed": (
        "结果被转置了。",
        "The result is transposed.",
    ),
    "code.rel-axes": (
        "数值对，轴的顺序不同。",
        "The numbers are right, with the axes in another order.",
    ),
    "code.rel-reversed": (
        "沿第 {axis} 轴的顺序反了。",
        "The order along axis {axis} is reversed.",
    ),
    "code.rel-shifted": (
        "沿第 {axis} 轴错开了一步。",
        "Off by one step along axis {axis}.",
    ),
    "code.rel-reordered": (
        "数都对，位置不对。",
        "The numbers are right, in other places.",
    ),
    "code.rel-sums": (
        "没有归一化：每行之和应为 1。",
        "Not normalised: each row should sum to 1.",
    ),
    "code.rel-lengths": (
        "没有归一化：每行的长度应为 1。",
        "Not normalised: each row should have length 1.",
    ),
    "code.rel-except-last": (
        "除了第 {axis} 轴的最后一项，都对。",
        "Right except for the last entry along axis {axis}.",
    ),
    "code.rel-except-first": (
        "除了第 {axis} 轴的第一项，都对。",
        "Right except for the first entry along axis {axis}.",
    ),
    "code.rel-only-first": (
        "只有第一个样本对。",
        "Right for the first item alone, wrong for all others.",
    ),
    "code.rel-zeros": (
        "错的地方一边是 0：有些位置没算，或不该算。",
        "Where it is wrong, one side is zero: places were left out, or filled that should not be.",
    ),
    "code.rel-nearly": (
        "几乎对：像是里面的小常数（eps）放错了地方，或精度不够。",
        "Nearly right: as if a small constant (eps) stood elsewhere, or precision was lost.",
    ),
    "code.rel-shape": (
        "数值对，只是形状不同。",
        "The numbers are right, in another shape.",
    ),
    "code.rel-reduced-sum": (
        "多求了一次和。",
        "This was summed once too often.",
    ),
    "code.rel-reduced-mean": (
        "多取了一次平均。",
        "This was averaged once too often.",
    ),
    "code.only-value": (
        "只有 {name} = {value} 的用例错了。",
        "Wrong only where {name} = {value}.",
    ),
    "code.only-not-square": (
        "只有 {name} 的高和宽不同时才错。",
        "Wrong only where {name} is not square.",
    ),
    "code.only-batch": (
        "只有 {name} 多于一项时才错。",
        "Wrong only where {name} has more than one item.",
    ),
    "code.only-negative": (
        "只有 {name} 里有负数时才错。",
        "Wrong only where {name} holds negative numbers.",
    ),
    "code.only-zero": (
        "只有 {name} 里有 0 时才错。",
        "Wrong only where {name} holds a zero.",
    ),
    "code.only-large": (
        "只有 {name} 里有很大的数时才错：数值不稳定？",
        "Wrong only where {name} holds very large numbers: is it unstable?",
    ),
    "code.only-ties": (
        "只有 {name} 里有相等的数时才错。",
        "Wrong only where {name} holds equal numbers.",
    ),
    "code.only-empty": (
        "只有 {name} 为空时才错。",
        "Wrong only where {name} is empty.",
    ),
    "code.more": (
        "{relation}",
        " {relation}",
    ),
    "code.no-checks": (
        "property_only 只凭检查评分，但 ## checks 里没有 check_ 函数：请加上。",
        "property_only marks by checks alone, and ## checks has none: add a check_ function.",
    ),
    "code.no-model-inputs": (
        "要返回模型的题目，## cases 里要定义 model_inputs(rng)。",
        "a question about a model defines model_inputs(rng) in ## cases: add it.",
    ),
    "code.no-model": (
        "参考实现没有返回 Keras 模型：请改参考实现，或去掉 model。",
        "the reference returns no Keras model: mend it, or leave out model.",
    ),
    "code.no-section": (
        "缺少 ## {name} 小节：请加上。",
        "The section '## {name}' is missing: add it.",
    ),
    "code.no-fence": (
        "“## {name}”里要有一个代码块：用 ``` 围起来。",
        "'## {name}' needs a block of code: fence it with ```.",
    ),
    "code.mutant-form": (
        "变异体 {name} 需要 zh:、en: 两行和一个代码块：请补上。",
        "The mutant {name} needs lines 'zh:' and 'en:' and a fence: add them.",
    ),
    "code.mutants-many": (
        "变异体太多：最多 {most} 个。",
        "There are too many mutants: at most {most}.",
    ),
    "code.reference-refused": (
        "参考实现没有通过（{outcome}）：{why}",
        "The reference is not accepted ({outcome}): {why}",
    ),
    "code.mutant-unnamed": (
        "变异体 {name} 没有被认出（{outcome}）：加一个能区分它的用例。",
        "The mutant {name} is not named ({outcome}): add a case that tells it apart.",
    ),
    "code.slip-passes": (
        "参考实现第 {line} 行改成 {change}，没有用例能区分：加一个用例，"
        "或在 equal 里写明为什么等价。",
        "No case tells this change of the reference apart, line {line}: {change}. Add a case, "
        "or say in 'equal' why it changes nothing.",
    ),
    "code.not-proved": (
        "这里没有验证：{why} 换一台能运行它的机器再检查。",
        "Not proved here: {why} Check it again where it can run.",
    ),
    "code.question": ("{where}：{why}", "{where}: {why}"),
    "code.none": ("没有更多说明。", "nothing more was said."),
    "code.cuda-missing": (
        "有 NVIDIA 显卡, 但没有装 CUDA 库: pip install 'deep-quizbank[cuda]' 后训练题会更快。",
        "There is an NVIDIA GPU but no CUDA libraries: pip install 'deep-quizbank[cuda]' makes "
        "training questions faster.",
    ),
    "code.one-processor": (
        "只有一个处理器核心, 第一道代码题要等 TensorFlow 加载完。",
        "With one processor core, the first code question waits for TensorFlow to load.",
    ),
    "code.rule-language": ("可用 {languages} 作答。", "Answer in {languages}."),
    "code.rule-entry": ("要定义 {entry}。", "Define {entry}."),
    "code.rule-gradients": (
        "对 {names} 要可微：梯度也会检查。",
        "It must be differentiable in {names}: gradients are checked too.",
    ),
    "code.rule-forbidden": ("不许用 {names}。", "Not allowed: {names}."),
    "code.rule-stable": (
        "数值要稳定：会用极大和极小的输入检查。",
        "It must be stable: very large and very small inputs are tried.",
    ),
    "code.rule-graph": (
        "放进 tf.function 也要能运行。",
        "It must also run inside tf.function.",
    ),
    "code.rule-jit": ("要能用 XLA 编译。", "It must compile with XLA."),
    "code.rule-deterministic": (
        "同样的输入要给出同样的结果。",
        "The same inputs must give the same results.",
    ),
    "code.rule-model": ("返回一个 Keras 模型。", "Return a Keras model."),
    "code.rule-arrays": ("参数以 NumPy 数组传入。", "Arguments arrive as NumPy arrays."),
    "code.rule-strict-container": (
        "返回值的容器类型要一致（列表、元组、数组）。",
        "The kind of container is part of the answer (list, tuple, array).",
    ),
    "code.rule-strict-dtype": ("返回值的 dtype 要一致。", "The dtype is part of the answer."),
    "language.tensorflow": ("TensorFlow", "TensorFlow"),
    "language.numpy": ("NumPy", "NumPy"),
    "language.python": ("纯 Python", "plain Python"),
    "language.torch": ("PyTorch", "PyTorch"),
}
