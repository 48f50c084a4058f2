"""What is said of formulas: what cannot be read, what has no value, what has two readings."""

from __future__ import annotations

WORDS: dict[str, tuple[str, str]] = {
    "formula.note-free-index": (
        "下标 {names} 没有求和: 按每个分量来比较。",
        "The index {names} is not summed: the formula is compared component by component.",
    ),
    "formula.note-elementwise": (
        "并排的两个向量按逐元素相乘读; 内积请写 u·v 或 u^T v。",
        "Two vectors side by side are multiplied elementwise; write u·v or u^T v for the "
        "scalar product.",
    ),
    "formula.note-dotted": (
        "向量之间的 · 是内积; 逐元素相乘请写 * 或 ⊙。",
        "Between vectors · is the scalar product; write * or ⊙ for the elementwise one.",
    ),
    "formula.note-matrix-power": (
        "矩阵的幂按逐元素读 (没有逆矩阵); 矩阵乘积请写 A A。",
        "A power of a matrix is taken elementwise (there is no inverse); write A A for "
        "the matrix product.",
    ),
    "formula.index-below": (
        "下标 {index} 只能写在数组后面, 例如 max_{index} x_{index}。",
        "The index {index} can only stand below an array here, as in max_{index} x_{index}.",
    ),
    "formula.index-expected": (
        "这里应当是一个下标, 例如 i。",
        "An index such as i is expected here.",
    ),
    "formula.negative-power": (
        "{name} 的负次幂有歧义: 请写 1/{name}(x)。",
        "A negative power of {name} can mean two things: write 1/{name}(x).",
    ),
    "formula.function-subscript": (
        "这个函数的下标读不懂。",
        "The subscript of this function cannot be read.",
    ),
    "formula.arity": (
        "{name} 需要 {wanted} 个参数, 这里有 {count} 个。",
        "{name} takes {wanted} argument(s), here {count}.",
    ),
    "formula.unknown-function": ("没有 {fn} 这个函数。", "There is no function {fn}."),
    "formula.too-many-tokens": (
        "公式太长: 最多 {most} 个记号。",
        "The formula is too long: at most {most} symbols.",
    ),
    "formula.too-deep": ("嵌套太深: 最多 {most} 层。", "Nested too deeply: at most {most} levels."),
    "formula.closer-expected": ("这里应当是“{closer}”。", "'{closer}' is expected here."),
    "formula.bracket-open": ("这里的“{text}”没有闭合。", "The '{text}' here is never closed."),
    "formula.unreadable": ("这个公式算不出来。", "This formula cannot be evaluated."),
    "formula.index-no-value": ("{name} 没有取值。", "{name} has no value here."),
    "formula.too-many-terms": ("求和项数超过 {most}。", "The sum has more than {most} terms."),
    "formula.bounds-whole": (
        "求和的上下限应当是整数。",
        "The bounds of a sum must be whole numbers.",
    ),
    "formula.subscript-whole": ("下标应当是整数。", "A subscript must be a whole number."),
    "formula.subscript-outside": (
        "下标超出范围 1 到 {shape}。",
        "A subscript is outside 1 to {shape}.",
    ),
    "formula.too-large": ("数值太大。", "A value is too large."),
    "formula.not-real": ("结果不是实数。", "The value is not a real number."),
    "formula.no-value": ("在这一点没有值。", "There is no value at this point."),
    "formula.subscript-out": ("下标超出范围。", "A subscript is out of range."),
    "formula.missing-before": ("“{text}”前面少了一项。", "Something is missing before '{text}'."),
    "formula.stops": ("公式到这里还没有写完。", "The formula stops before it is complete."),
    "formula.infinity": ("公式里不能用无穷大。", "Infinity cannot be used in a formula."),
    "formula.bracket-too-many": ("多了一个“{text}”。", "There is a '{text}' too many."),
    "formula.subscripts-many": ("下标太多了。", "There are more subscripts than dimensions here."),
    "formula.rows-differ": ("矩阵各行的长度不同。", "The rows of this matrix differ in length."),
    "formula.cases-rows": (
        "分段函数至少两行, 每行是“值 & 条件”。",
        "A case distinction needs at least two rows of 'value & condition'.",
    ),
    "formula.begin-alone": ("\\begin 没有对应的 \\end。", "This \\begin has no \\end."),
    "formula.chain-long": (
        "公式太长: 一连串的运算最多 {most} 层。",
        "The formula is too long: a chain of operations has at most {most} levels.",
    ),
    "formula.subscript-misplaced": ("这里不能带下标。", "A subscript cannot stand here."),
    "formula.token-unread": ("“{text}”在这里读不懂。", "'{text}' cannot be read here."),
    "formula.operator-missing": (
        "两个数之间少了运算符。",
        "An operator is missing between two numbers.",
    ),
    "formula.no-array": ("{id} 不是数组, 不能带下标。", "{id} is no array: it takes no subscript."),
    "formula.negative-index": ("这里不能用负下标。", "A negative index cannot stand here."),
    "formula.attribute-unread": ("“.{text}”读不懂。", "'.{text}' cannot be read."),
    "formula.no-dimension": ("这个变量没有这一维。", "This symbol has no such dimension."),
    "formula.else-missing": ("if 后面少了 else。", "'if' needs an 'else' after it."),
    "formula.shape-needs-index": (
        "shape 后面要有 [0] 或 [1]。",
        "'shape' needs [0] or [1] after it.",
    ),
    "formula.sum-index-empty": ("求和的下标是空的。", "The index of the sum is empty."),
    "formula.no-range": (
        "看不出 {name} 从几加到几: 请写明上下限, 或用 {name} 作下标。",
        "The range of {name} is not clear: write its bounds, or use {name} as a subscript.",
    ),
    "formula.declaration": (
        "{name} 的声明“{shown}”读不懂。可以写 scalar real、vector[n] in (0,1)、"
        "matrix[n,2] real、simplex[K]、integer 1..7 等。",
        "The declaration of {name}, '{shown}', cannot be read. Write for example scalar "
        "real, vector[n] in (0,1), matrix[n,2] real, simplex[K] or integer 1..7.",
    ),
    "formula.too-long": (
        "公式太长: 最多 {most} 个字符, 这里有 {count} 个。",
        "The formula is too long: at most {most} characters, here {count}.",
    ),
    "formula.empty": ("还没有写答案。", "There is no answer yet."),
    "formula.escape-unread": ("“\\{char}”读不懂。", "'\\{char}' cannot be read."),
    "formula.bad-number": (
        "这个数写得不对, 或者太大。",
        "This number is not written correctly, or is too large.",
    ),
    "formula.environment-name": (
        "\\{name} 后面要有环境的名字。",
        "\\{name} needs the name of an environment.",
    ),
    "formula.end-alone": ("\\end 没有对应的 \\begin。", "This \\end has no \\begin."),
    "formula.letter-missing": ("\\{name} 后面要有一个字母。", "\\{name} needs a letter after it."),
    "formula.sign-unread": ("这里的“{shown}”读不懂。", "'{shown}' cannot be read here."),
    "formula.unknown-near": (
        "没有声明过“{name}”, 是不是想写 {near}?",
        "'{name}' is not declared; did you mean {near}?",
    ),
    "formula.unknown-name": (
        "没有声明过“{name}”。可以用的有: {declared}。",
        "'{name}' is not declared. Declared are: {declared}.",
    ),
    "formula.nothing-declared": (
        "没有声明过“{name}”: 这里只能用数和函数。",
        "'{name}' is not declared: only numbers and functions can stand here.",
    ),
    "formula.shapes-differ": (
        "形状对不上: {left}与{right}不能作 {op} 运算。",
        "The shapes do not fit: {left} {op} {right}.",
    ),
    "shape.scalar": ("标量", "a scalar"),
    "shape.vector": ("长度 {length} 的向量", "a vector of length {length}"),
    "shape.array": ("{size} 的矩阵", "a {size} matrix"),
    "formula.at-character": (
        "{why}（“{text}”的第 {place} 个字符）",
        "{why} (at character {place} of '{text}')",
    ),
    "formula.ellipsis": (
        "省略号读不懂：请用求和号，或把每一项都写出来。",
        "Dots that leave something out cannot be read: write a sum, or every term.",
    ),
    "formula.generator": (
        "这个 for 读不懂：可以写 sum(f(i) for i in range(n))。",
        "This 'for' cannot be read; write for example sum(f(i) for i in range(n)).",
    ),
    "formula.keyword": (
        "{name} 的参数 {word}= 读不懂。",
        "{name} takes no {word}= that could be read here.",
    ),
    "formula.axis-unread": (
        "{name} 的 axis 要写成 0、1 或 -1。",
        "The axis of {name} is written 0, 1 or -1.",
    ),
    "formula.clip-bounds": (
        "截断要有下限或上限：clip(x, a, b)。",
        "Clipping needs a bound: clip(x, a, b).",
    ),
    "formula.note-time": (
        "下标 t 读作整个符号的时刻，不取分量。",
        "The subscript t is read as the time of the whole symbol, not as a component.",
    ),
    "formula.note-bar": (
        "没有声明的 x̄ 读作 x 的平均值。",
        "An undeclared x̄ is read as the mean of x.",
    ),
    "formula.note-fraction": (
        "数字分数后面紧跟的因子乘在整个分数上：1/2(a+b) 是 (1/2)(a+b)，1/2n 是 1/(2n)。",
        "A bracket or a power after a fraction of numbers multiplies the whole fraction: "
        "1/2(a+b) is (1/2)(a+b), while 1/2n is 1/(2n).",
    ),
    "formula.note-sum-power": (
        "sum 后面的幂：有空格时先平方再求和，没有空格时先求和再平方。",
        "A power after sum(...): with a space before the bracket the powers are summed, without "
        "one the sum is raised.",
    ),
    "formula.note-exponent": (
        "没有花括号的指数只取紧跟的一项：e^-kt 是 (e^-k)t；要整个作指数请写 e^(-kt)。",
        "An exponent without brackets is the one factor that follows: e^-kt is (e^-k) t; write "
        "e^(-kt) for the other.",
    ),
    "formula.note-sum-reach": (
        "求和号只管到 + 或 − 为止：后面还有没求和的下标，要一起求和请加括号。",
        "A sum reaches up to + or −: an index is left over behind it; put brackets around what is "
        "summed.",
    ),
}
