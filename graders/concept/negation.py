"""Whether a phrase is denied in its clause, in English and Chinese, on folded text.

A clause ends at punctuation and at words that turn to something else (but, because, 而, 但). Within
it the nearest
word of negation before the phrase denies it; so does a denial right behind the phrase (``X is not
the cause``).
Two negations that follow each other closely cancel; words that only look like a negation (不仅, not
only) do not count.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable

_REACH = 120
# a full stop between digits and a comma within a number end no clause; 、 joins what one negation
# governs
_SENTENCE_END = re.compile(r"[!?;。\n]|\.(?!\d)")
_PUNCTUATION = r"[!?;:。!?;\n]|[.,](?!\d)|(?<!\d)[.,]"
_TURN_EN = (
    r"\b(?:but|however|yet|while|whereas|although|though|because|since|due to|owing "
    r"to|thanks to|so|therefore|hence|thus|"
    r"which|who|where|when|if|unless|until|still|then|via|by|instead(?! of)|rather(?! "
    r"than)|and(?! (?:not|never|no|nor)\b))\b"
)
_TURN_ZH = (
    r"但是?|而是|而(?![不非且])|不过|然而|却|反而|只是|因为|由于|所以|因此|因而|从而|于是"
    r"|以便|同时|并且|而且|且|仍|还是?(?!不)|"
    r"否则|(?<![不没未非这也那成])就(?![是算])|(?<![原法规准])则(?!化)|[也又](?=[不没无未"
    r"])|也|靠|通过"
)
_BOUNDARY = re.compile(f"{_PUNCTUATION}|{_TURN_EN}|{_TURN_ZH}")

_INNOCENT = re.compile(
    r"\bnot (?:only|just|merely|simply|solely)\b|\bno matter\b|\bwhether or not\b|\bnot "
    r"until\b|\bnothing but\b|\bno(?:ne)? other than\b|"
    r"\bno (?:more|less|fewer|later|larger|smaller|bigger|higher|lower) "
    r"than\b|\bnotwithstanding\b|\bnon-?(?:linear\w*|zero|negative|convex)\b|"
    r"\bno doubt\b|\bfalse (?:positive|negative|alarm|discover)\w*|\bwithout (?:a "
    r")?doubt\b|\bnot (?:un\w+|im\w+|without)\b|\bcannot (?:be "
    r")?(?:deny|denied|avoid(?:ed)?|ignored?|overlook(?:ed)?)\b|"
    r"\b(?:can(?:not|'?t)|could(?: not|n'?t)) (?:do|work|live|manage|get by|train|go) "
    r"without\b|\bnever fails? to\b|\bnot (?:the )?least\b|"
    r"差不多|不得了|不然|不一致|不对等|不匹配|不一会|不[仅但只单光]是?|不断|不同|不妨|不管|不论|不变|不等式|不过|不久|不小心|不稳定?|不"
    r"确定|不可避免|不可或缺|不可否认|不可忽视|不平衡|不均衡|不均匀|"
    r"不收敛|不连续|不可导|不可微|不平滑|不足|不够|不再?只|不良|不佳|不当|不利|不少|不得"
    r"不|不能不|不可不|不难|不愧|不免|不外乎|不止|不停|"
    r"不能(?:忽视|忽略|否认|缺少|没有)|离不开|少不了|免不了|没错|没问题|有没有|是不是|能"
    r"不能|会不会|要不要|无论|无穷|无限|无数|无监督|无偏|无疑|无非|"
    r"无不|毫无疑问|未来|未知|未标注|非常|非线性|非零|非负|非凸|非对称|除非|莫过于|不可分"
    r"割|密不可分"
)
_NEGATION = re.compile(
    r"\b(?:no (?:need|reason|point|use|sense) "
    r"(?:to|for|in|of)|not|never|cannot|no|none|neither|nor|without|hardly|scarcely|"
    r"barely|rather than|instead of|as opposed to|nothing|"
    r"lack(?:s|ed|ing)?(?: of)?|absence of|free of|fail(?:s|ed)? to|den(?:y|ies|ied)|"
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|can|could|wo|would|should|need|must)n'?t)\b|"
    r"\b(?:false|wrong|untrue|incorrect|mistaken|a (?:myth|misconception|mistake))(?: to "
    r"(?:say|think|claim|believe)| is)?(?: that)?\b|"
    r"不|没有?|未|并非|绝非|而非|非(?=$)|无(?:法|需|须|关|用|从|效)?|勿|别(?=把|说)|毫无"
    r"|缺乏|否认|误以为|误认为|误解为|错误地"
)
# these deny what directly follows, for a few words and up to a verb or another phrase
_SHORT = frozenset(
    [
        "no",
        "without",
        "lack",
        "lacks",
        "lacking",
        "lack of",
        "lacks of",
        "absence of",
        "free of",
        "none",
        "无",
        "毫无",
        "缺乏",
    ]
)
_STOPS = re.compile(
    r"\b(?:is|are|was|were|be|has|have|can|will|would|must|means?|makes?|causes?|leads?|"
    r"gives?|gets?|lets?|that|in|at|during|for|when|to)\b"
)
_NEAR = re.compile(
    r"[\s是会能可以说认为就真的完全有人要想把它这]*|(?:[ "
    r"]+(?:be|is|to|true|that|it|this|the case|possible|a|an|really|say|think|correct|in "
    r"fact|do|does|did|has|have))*[ ]*"
)
_DENIED_BEHIND = re.compile(
    r"[ ]*(?:\w+ ){0,1}(?:is|are|was|were|be)(?: not|n'?t) ?(?:really |in fact |actually )?"
    r"(?=[ ]*$|[ "
    r"]*[^\w\s]|(?:the|a|an|true|right|correct|needed|necessary|required|used|involved|"
    r"present|there|why|because|what|how|it|relevant|important|possible|"
    r"responsible|helpful|useful|at|to)\b)|"
    r"[ ]*(?:do|does|did)(?: not|n'?t) "
    r"(?:exist|matter|apply|occur|happen|hold|help|play|appear|take "
    r"place|arise|count|enter|work)\b|"
    r"[ ]*(?:has|have|plays?|makes?) no\b|[ ]*(?:is|are|was|were) "
    r"(?:absent|irrelevant|unnecessary|unused|never used|never present)\b|"
    r"[^!?;:。,，、\n"
    r"的]{0,4}?(?:并不是|(?<!而)不是|并非|并不存在|不存在|不成立|不起作用|不重要|不必要|不会"
    r"(?:发生|出现|存在|起作用)|不(?:适用|正确|对)(?![应称])|"
    r"没有(?:用|作用|影响|关系|必要|发生|出现|意义|被用)|无关|无用|毫无作用)"
)
_PAUSE = re.compile(r"[,;]")
_RELATIVE = re.compile(
    r".*?\b(?:if|when|where|that|which|who|for|since|unless)\b.*?"
    r"(?:n'?t|not|never|no)\b[ ]+\S+.*?[ ](?:you|we|i|they|it|one|just|put|use|try|add)\b"
    r"(?! (?:not|never|no))"
)
_STATEMENT_END = re.compile(r"[!?;。!?;\n]|[.,](?!\d)|(?<!\d)[.,]|\bbut\b|但|而是|不过")
_CLAIM_PREFIX = re.compile(
    r"[ ]*(?:so |and |then )?(?:(?:it is|it's|it would be)(?: simply| just)? "
    r"(?:not (?:true|the case|so|right|correct)|false|untrue|wrong|incorrect|"
    r"a (?:myth|misconception|mistake))(?: to (?:say|think|claim))?"
    r"|i do(?: not|n't) (?:think|believe)|nor is it true) that\b"
    r"|[ ]*(?:并不是|并非|不是说|不能说|不应该说|说不上|谈不上|我不认为|误以为|误认为|错误地认为)"
)
_CLAIM_DENIED = re.compile(
    r"\b(?:is|are|was) (?:simply |just |plainly |actually "
    r")?(?:false|wrong|untrue|incorrect|mistaken|a "
    r"(?:myth|misconception|mistake|misunderstanding))\b|"
    r"是(?:错误?的|不对的|不正确的|误解|误区|谣言|错觉)|(?:说法|观点|看法|结论)(?:是错|不"
    r"对|不正确|不成立|有误)|并不正确|纯属误解"
)
_OWN = re.compile(
    r"\b(?:not?|never|without|cannot|neither|nor|non(?!-?\??(?:linear|zero|negative|"
    r"convex))|free|lacks?|fails?|"
    r"(?:is|are|was|were|do|does|did|has|have|had|ca|can|could|wo|would|should|need|must)"
    r"n'?t)\b|[不没无未]|非(?!凸|线性|零|负|饱和|对称)|缺[乏少失]"
)


def denies_itself(phrase: str) -> bool:
    """Whether an accepted phrase carries a negation of its own, such as ``no parameters`` or
    没有参数.
    """
    return bool(_OWN.search(phrase))


def is_called_untrue(text: str, start: int) -> bool:
    """Whether the whole statement was called untrue before it was made, as in ``it is not true that
    ...``; its inner turns do not end that.
    """
    return _untrue_until(text, start) is not None


def _untrue_until(text: str, start: int) -> int | None:
    """The place behind the words that call a statement untrue."""
    window = text[max(0, start - 2 * _REACH) : start]
    begin = max((match.end() for match in _STATEMENT_END.finditer(window)), default=0)
    match = _CLAIM_PREFIX.match(window, begin)
    return match.end() + start - len(window) if match else None


def may_deny(text: str) -> bool:
    """Whether folded `text` holds any word of negation."""
    return bool(_NEGATION.search(text) or _CLAIM_DENIED.search(text))


def scopes_of(text: str) -> Callable[[int, int], bool]:
    """A test whether ``text[start:end]`` is denied; sentences without a negation are not read."""
    ends = [match.end() for match in _SENTENCE_END.finditer(text)] + [len(text)]
    denying = [may_deny(text[a:b]) for a, b in zip([0, *ends], ends, strict=False)]

    def denied(start: int, end: int) -> bool:
        sentence = bisect_right(ends, start)
        return denying[min(sentence, len(ends) - 1)] and is_negated(
            text, start, end, text[start:end]
        )

    return denied


def is_negated(text: str, start: int, end: int, phrase: str = "") -> bool:
    """Whether folded ``text[start:end]``, found by `phrase`, is denied in its clause."""
    untrue = _untrue_until(text, start)
    if untrue is not None:
        # "it is not true that it has no gates" says that it has
        return not _open_negation(_blanked(text[untrue:start]))
    before = _clause_before(text, start)
    if not denies_itself(phrase) and _open_negation(
        _blanked(_last_clause(text[start:end])), anywhere=True
    ):
        # a loose expression may swallow the very word that denies it
        return True
    if _open_negation(_past_relative(_blanked(before))) or re.search(
        r"\b(?:non|un)-?$|非$", before
    ):
        return True
    behind = _clause_behind(text, end)
    return bool(_DENIED_BEHIND.match(behind) or _CLAIM_DENIED.search(behind))


def _last_clause(match: str) -> str:
    """What a loose expression matched, without the clauses that it ran through."""
    return _PAUSE.split(match)[-1]


def _past_relative(before: str) -> str:
    """`before` without a condition or relative clause that a new subject has ended: in ``for data
    that isn't separable you swap ...`` the negation does not reach the main clause.
    """
    relative = _RELATIVE.match(before)
    if relative is None:
        return before
    return before[relative.end() :]


def _blanked(text: str) -> str:
    """`text` with innocent words as long as before, so that places stay."""
    return _INNOCENT.sub(lambda m: "~" * len(m[0]), text)


# words that turn and also say how what follows is meant
_STAYS = frozenset(["也", "又", "if", "when", "where", "which", "who", "unless"])


def _clause_before(text: str, start: int) -> str:
    """What stands before the phrase in its clause."""
    window = text[max(0, start - _REACH) : start]
    begin = 0
    for boundary in _BOUNDARY.finditer(window):
        if _carries_on(window, boundary, text[start:]):
            continue
        begin = boundary.start() if boundary[0] in _STAYS else boundary.end()
    return window[begin:]


_REASONS = frozenset(
    {"by", "via", "because", "since", "due to", "owing to", "thanks to", "when", "where", "if"}
    | {"so", "因为", "由于", "靠", "通过"}
)
_CARRYING = _REASONS | {"就", "and", ","}
_REASON_DENIED = re.compile(
    r"(?:\b(?:not|never|n'?t|hardly|neither|nor)|不是?|不会|并非|没有|绝非|不能)"
    r"(?: (?:simply|just|really|only|merely|at all))?[ ]*$"
)


def _carries_on(window: str, boundary: re.Match[str], rest: str) -> bool:
    """Whether a negation reaches over a boundary: ``not because of X``, ``no A, B or C``, ``without
    A and B``.
    """
    word = boundary[0]
    if word not in _CARRYING or not _NEGATION.search(window, 0, boundary.start()):
        return False
    ahead = _blanked(window[: boundary.start()])
    if word in _REASONS:
        return bool(_REASON_DENIED.search(ahead))
    if word == "就":
        return bool(
            re.search(
                r"不(?:是|代表|意味|等于|见得|一定|能说|会因|能因|要因)|并非|未必|没有?因", ahead
            )
        )
    if word == "and":
        return bool(
            re.search(r"\b(?:without|no|neither|lacks?|lack of)\b(?: [\w-]+){1,3} ?$", ahead)
        )
    if word == ",":
        listed = window[boundary.end() :] + rest[:60]
        item = r"[ ]*(?:[\w-]+ ?){1,3}"
        return bool(
            re.search(
                rf"\b(?:no|not|without|neither|nor|n'?t \w+)\b(?: [\w-]+){{1,4}}(?:,{item})*$",
                ahead,
            )
            and re.match(rf"{item}(?:,{item})*,?[ ]*(?:or|nor)\b", listed)
        )
    return False


def _clause_behind(text: str, end: int) -> str:
    window = text[end : end + 60]
    boundary = re.search(
        rf"{_PUNCTUATION}|\b(?:but|however|because|so|which|and)\b|但|而|因为|所以|、", window
    )
    return window[: boundary.start()] if boundary else window


def _open_negation(before: str, anywhere: bool = False) -> bool:
    """Whether a negation in `before` still holds at its end."""
    found = list(_NEGATION.finditer(before))
    if not found:
        return False
    last = found[-1]
    gap = before[last.end() :]
    if (
        not anywhere
        and last[0] in _SHORT
        and (len(re.findall(r"[a-z0-9-]+", gap)) > 5 or _STOPS.search(gap) or len(gap) > 60)
    ):
        return False
    odd = True
    for left, right in zip(reversed(found[:-1]), reversed(found), strict=False):
        if not _NEAR.fullmatch(before[left.end() : right.start()]):
            break
        odd = not odd
    return odd
