"""How a speaker stands to what is said: it is asserted, supposed, told of others, or refuted."""

from __future__ import annotations

import re
from collections.abc import Callable

from graders.concept.clauses import Clauses

_SUPPOSED = re.compile(
    r"\b(?:if|unless|would|could|might|suppose|imagine|were to|only (?:when|if|helps?)|"
    r"in case)\b|如果|若是|若|假如|要是|除非|万一|的话|时才|才(?:需要|用|做|会|能|要|考虑)|倘若"
)
_REPORTED = re.compile(
    r"\b(?:some|many|most|other|certain)? ?(?:people|folks|beginners|students|candidates|they|some|"
    r"many|textbooks?|it is (?:often|sometimes)|one might|you might|you may|one may) (?:often |"
    r"sometimes |may |might |would |still )?(?:think|thinks|say|says|said|believe|claim|assume|"
    r"argue|confuse|expect|hear|read)\b|\b(?:myth|misconception|misunderstanding|common mistake|"
    r"pitfall|temptation|tempting|naive|naively|wrongly|mistakenly)\b"
    r"|\b(?:supposed|said|thought) to\b|"
    r"有人|很多人|不少人|人们?常|常有人|别人|误区|误解|误以为|误认为|常见的?错误|错误(?:地|的?做法|的?想法)"
    r"|容易(?:误|以为|当成|搞混)|以为|乍看|听起来|所谓|传言|据说"
)
_REFUTED = re.compile(
    r"\b(?:not (?:true|so|right|correct|the case|really)"
    r"|(?:is|are|was|would be|that's|it's) (?:a )?"
    r"(?:wrong|false|untrue|incorrect|mistaken|mistake|myth|misconception|error|bad idea)|"
    r"but (?:it|that|this|they|in fact)?\s*(?:does|do|did|is|are)(?: not|n't)|actually not|"
    r"(?:make|makes|made|making) (?:it|things|this|matters|overfitting|the gap) (?:even )?worse|"
    r"only (?:widen|make|worsen)\w*|backfire\w*|would hurt|"
    r"does(?: not|n't) (?:help|work|follow|hold)|won't help|no help|the (?:wrong|opposite))\b|"
    r"不对|不正确|错误|是错|错的|不成立|并非如此|其实不|并不是这样|不是这样|不是这么|恰恰相反|正好相反|更糟|更差|更严重|"
    r"只会(?:让|使|更)|反而|适得其反|没有用|毫无用|无济于事|不可取|行不通|不应该?|不能这样"
)
_INTERROGATIVE = re.compile(
    r"\b(?:what|why|how|which|when|where|who|does|do|is it|is that|are they|can one|may)\b"
    r"|什么|怎样|怎么|为何|哪|如何|吗|几[个种]|多少|是否"
)
_INSTRUCTION = re.compile(
    r"[ ]*(?:compare|explain|describe|name|tell the story|unroll)\b[^.]*[:,]"
    r"|[ ]*(?:比较|解释|说明|讲清|描述|列出|用几句话)[^。]*[:、,]"
)
_AVOIDED = re.compile(
    r"(?:\b(?:avoid\w*|prevent\w*|against|stop\w* (?:it|them|us)? ?from|unlike|"
    r"replac\w*|in place of|beware of|refus\w*|forbid\w*)(?: \w+){0,3}"
    r"|避免|防止|不像|杜绝|禁止|取代|代替|替代)[^,。;.]{0,6}$"
)
_REMOVED = re.compile(
    r"(?:\b(?:remov\w*|drop(?:ping|ped)?|get(?:ting)? rid of|turn(?:ing|ed)? off|"
    r"switch(?:ing|ed)? off|disabl\w+|omit\w*|skip\w*|leav\w+ out|cut(?:ting)? out|give up|"
    r"giving up|abandon\w*)(?: (?:the|any|all|your|some|of|on))*[ ]*"
    r"|去掉|去除|取消|关掉|关闭|移除|停用|舍弃|省掉|撤掉|拿掉|放弃)[^,。;.的]{0,4}$"
)
_AWAY = re.compile(
    r"avoid|prevent|against|from|unlike|beware|replac|in place|"
    r"refus|forbid|remov|drop|rid|off|disabl|reduc|less|fewer|omit|skip|out|cut|giv|abandon|"
    r"避免|防止|不像|杜绝|禁止|[取代]|去[掉除]|取消|关[掉闭]|移除|减|停用|舍弃|省掉|撤掉|拿掉|放弃|削弱"
)


def supposed(clauses: Clauses, start: int, end: int) -> bool:
    """Whether ``text[start:end]`` stands under a condition, or in what others say."""
    from_, to = clauses.sentence_span(clauses.number_at(start))
    sentence = clauses.text[from_:to]
    first, last = clauses.statement(clauses.number_at(start), clauses.number_at(start))
    statement = clauses.text[slice(*clauses.span(first, last))]
    return bool(_SUPPOSED.search(statement) or _REPORTED.search(sentence[: start - from_ + 1]))


def refuted(clauses: Clauses, start: int, end: int) -> bool:
    """Whether the sentence goes on to say that this is wrong or does harm, or the next one does."""
    number = clauses.number_at(start)
    _, to = clauses.sentence_span(number)
    behind = clauses.text[end : to + 60]
    return bool(_REFUTED.search(behind) or _REFUTED.search(clauses.words(number)))


def reported_and_refuted(clauses: Clauses, start: int, end: int) -> bool:
    """Whether this is others' opinion that the speaker does not share."""
    from_, _ = clauses.sentence_span(clauses.number_at(start))
    reported = _REPORTED.search(clauses.text[from_ : start + 1])
    return bool(reported) and refuted(clauses, start, end)


def only_asked(clauses: Clauses, start: int) -> bool:
    """Whether the sentence is a question or an instruction, as where the question is quoted."""
    from_, to = clauses.sentence_span(clauses.number_at(start))
    sentence = clauses.text[from_:to]
    behind = clauses.text[to : to + 1]
    if sentence.endswith("?") or behind == "?":
        return bool(_INTERROGATIVE.search(sentence))
    return from_ == 0 and bool(_INSTRUCTION.match(sentence))


def takes_away(clauses: Clauses) -> Callable[[int], bool]:
    """A test whether what stands at a place is named as what is avoided, replaced or removed."""
    cues = [bool(_AWAY.search(clauses.words(number))) for number in range(len(clauses.clauses))]

    def away(start: int) -> bool:
        number = clauses.number_at(start)
        if not cues[number]:
            return False
        ahead = clauses.text[max(clauses.clauses[number].start, start - 50) : start]
        return bool(_AVOIDED.search(ahead) or _REMOVED.search(ahead))

    return away
