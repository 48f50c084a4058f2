"""What can go wrong when a well-formed formula is given values."""

from __future__ import annotations


class EvaluationError(ValueError):
    """A formula without a value: a stable `code` and a sentence in each language."""

    def __init__(self, code: str, zh: str, en: str) -> None:
        super().__init__(en)
        self.code = code
        self.zh = zh
        self.en = en


class ShapeError(EvaluationError):
    """Shapes that do not combine under `op`; `left` and `right` are the two shapes."""

    def __init__(self, left: tuple[int, ...], right: tuple[int, ...], op: str) -> None:
        self.left = left
        self.right = right
        self.op = op
        super().__init__(
            "shape",
            "形状对不上: "
            f"{describe_shape(left, 'zh')}与{describe_shape(right, 'zh')}不能作 {op} "
            "运算。",
            f"The shapes do not fit: {describe_shape(left, 'en')} {op} "
            f"{describe_shape(right, 'en')}.",
        )


def describe_shape(shape: tuple[int, ...], lang: str) -> str:
    """A shape in words: a scalar, a vector of length 3, a 3x2 matrix."""
    if not shape:
        return "标量" if lang == "zh" else "a scalar"
    if len(shape) == 1:
        return f"长度 {shape[0]} 的向量" if lang == "zh" else f"a vector of length {shape[0]}"
    size = "x".join(map(str, shape))
    return f"{size} 的矩阵" if lang == "zh" else f"a {size} matrix"
