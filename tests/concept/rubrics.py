"""Small rubrics for the tests of single rules."""

from graders.concept.spec import ConceptSpec, Contradiction, Point, Probe
from graders.verdict import Texts

NORMS = ConceptSpec(
    rubric=(
        Point(
            "bn",
            2,
            ("over the batch", "across the batch", "跨批", "在批上"),
            zh="BatchNorm 对每个通道在批上求统计量",
            en="BatchNorm takes its statistics over the batch",
            about=("BatchNorm", "BN"),
            unlike=("LayerNorm", "LN"),
        ),
        Point(
            "ln",
            2,
            ("over the features", "沿特征"),
            zh="LayerNorm 沿特征求统计量",
            en="LayerNorm takes its statistics over the features",
            about=("LayerNorm", "LN"),
            unlike=("BatchNorm", "BN"),
        ),
    ),
    pass_mark=2,
)
FLAT = ConceptSpec(
    rubric=(
        Point(
            "flat",
            2,
            ("flatter", "more uniform", "更平"),
            zh="温度 T 越大分布越平",
            en="a larger temperature T makes the distribution flatter",
            opposite=("sharper", "更尖"),
            probe=Probe(
                zh="T 越大，分布更平还是更尖？",
                en="A larger T: flatter or sharper?",
                choices=(Texts("更尖", "sharper"), Texts("更平", "flatter")),
                right=2,
                wrong=Texts("把方向记反了", "the direction is the other way round"),
            ),
        ),
        Point(
            "share",
            1,
            ("three quarters",),
            zh="梯度按 1/T² 缩小",
            en="gradients shrink as 1/T²",
            probe=Probe(
                zh="T = 2 时缩小到几分之一？", en="With T = 2, to which share?", accept=("1/4",)
            ),
        ),
    ),
    contradictions=(
        Contradiction(("larger model", "更大的模型"), 2, zh="要更大的模型", en="a larger model"),
    ),
    pass_mark=2,
)
