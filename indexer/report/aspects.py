"""What a passage does: names a problem, plans, tells what was done … and whether it says "none".

Decided by the slot and by cues in its words. The bare word 改进 decides nothing: 有待改进 is a
problem. Texts are given in normal form.
"""

from __future__ import annotations

import re

from indexer.model import Aspect
from indexer.report.led import led
from indexer.report.numerals import numeral_at

# Something is said to be lacking.
PROBLEM = led(
    "[存还仍尚有问不差短薄亟较滞形比难需]",
    r"(?:存在|还有|仍有|尚有|有着)[^。；]{0,40}(?:问题|不足|差距|短板|薄弱|困难|欠缺)"
    r"|(?:问题|不足|差距|短板)[^。；，]{0,8}(?:还|仍|依然|较为?|比较|十分)(?:存在|突出|明显)"
    r"|不足之处|问题和不足|薄弱环节"
    r"|(?:不够|不高|不强|不全|不足|不深|不广|不多|不细|不规范|不及时|不完善|不平衡|不到位|不丰富|不熟悉)"
    r"(?=[。；，,;、]|$)"
    r"|(?:有待|仍需|还需|尚需|亟待|亟需|有所欠缺|较为薄弱|不够|滞后|形式单一|比较单一|较单一|难以满足)"
    r"|需(?:要)?进一步(?:加强|提高|提升|完善|拓展|创新|规范|优化|深化|加大|丰富|强化)(?=[。；，,;、]|$)"
    r"|(?:还|仍)?不(?:能|够)完全",
)
_PLAN_WORD = (
    r"下一?步|下一?阶段|在?接下来|今后|在今后|在下一?步|新的一年|明年|未来一年|下一年"
    r"|针对[^。；;，,]{0,30}(?:问题|不足|情况|短板|困难|差距)"
    r"|针对第[一二三四五六七八九十]个?问题|为此[，,]|为解决"
    r"|20\d\d年度?[，,]?[^。；;，,]{0,8}(?:将|拟|打算|计划)|[^。；;，,：:]{0,8}拟(?:从|于|在|采取|通过|对|将)|计划(?:在|于|通过)"
    r"|(?:[（(]?[一二三四五六七八九十\d]{1,2}[）)、．.]{1,2}\s*)?(?:主要)?(?:改进|整改)(?:的?(?:措施|办法|举措|打算|方向))?[：:]"
    r"|[^。；;，,：:]{0,12}将(?:采取|从|重点|进一步|继续|着力|着重|认真|不断|积极|通过|按照|以|加大|加强|努力|坚持|主要)"
)
# A clause that begins a plan; it is looked for at the starts of clauses only.
PLAN = re.compile(rf"(?:(?<=[，,。；;！!？?：:])|^)\s*(?:但|对此[，,]|同时[，,])?(?:{_PLAN_WORD})")
_BEGINS_AS_PLAN = re.compile(
    r"(?:进一步|继续|不断|持续|切实|着力|要|将|拟|同时|深入|大力|积极|全面){0,3}"
    r"(?:加强|加大|加快|提高|提升|完善|强化|推进|推动|优化|拓展|拓宽|规范|落实|建立|健全|做好|做实|做细|抓好|抓实|解决|"
    r"丰富|深化|充实|扩大|增强|创新|理顺|细化|压实|夯实)"
)
_STILL = re.compile(r"存在|不足|仍|还|目前|有待|难以|欠缺|薄弱")
_RECTIFIED = re.compile(
    r"(?:上一?年度?|去年|往年|\d{4}年度?)[^。；]{0,30}(?:问题|不足)[^。]{0,60}"
    r"(?:已|均|完成|得到)[^。]{0,20}(?:整改|改进|解决|落实|完善|改善|建立|加强|提升)"
)
_BASIS = re.compile(
    r"统计期限|如[有对][^。]{0,20}(?:疑问|建议|意见)|若有疑问|(?:请|可)(?:直接)?与[^。]{0,40}联系|联系(?:电话|地址|方式)|邮政?编码?[:：]"
    r"|(?:根据|按照|依据|遵照)[^。]{0,200}(?:编制|特向社会|现将|公布|形成)[^。]{0,60}(?:报告|年报)"
)
_ACHIEVED = re.compile(
    r"取得[^。；]{0,16}(?:成[效绩果]|进展|进步)|新的进展|圆满完成|稳步推进|有序开展"
)
_NONE = led(
    "[未没从尚均暂并无不以都全各零]",
    r"(?:未|没有|从未|尚未|均未|暂未|并未)(?:曾|有)?(?:收到|接到|接收|受理|发生|出现|产生|收取|承办|涉及|因|被|开展收费|制定|制发|"
    r"提出|引发|发现)"
    r"|(?:无|没有|不存在)(?:任何|因|涉及|需|收取|收到|被|承办|相关|其[他它]|依申请|政府|行政|申请|收费|复议|诉讼|举报|投诉|信访|信息|规章|规范性|"
    r"人大|政协|建议|提案|费用|新收|结转)"
    r"|^无[。;]?$|^(?:以上|均)?(?:无|没有)。?$|(?:均|都|全部?|各项)(?:为|是)?(?:零|0(?!\d))"
    r"|零(?:件|起|申请|收费|投诉|诉讼|复议)",
)
_ZERO = re.compile(r"(?<![\d.])0(?:件|条|次|人次|元|起|宗)(?!\d)")
_COUNT = re.compile(r"(?<![\d.])[1-9]\d*(?:件|条|次|人次|元|起|宗|项|篇|份)")
_FORMULA = re.compile(
    r"习近平新时代|党的十[八九]大|党的二十大|[三四五六七]中全会|坚强领导|正确领导|高度重视|取信于民|阳光政府|服务型政府|法治政府|"
    r"以人民为中心|四个意识|四个自信|两个维护|两个确立|新发展理念|新发展阶段|高质量发展|人民群众满意|知情权|"
    r"不忘初心|中国梦|决策部署|重要讲话|指导思想|为指导"
)
_LOCAL = re.compile(
    r"\d+(?:余|多)?(?:\.\d+)?(?:条|件|次|篇|份|个|人|项|场|期|家|%|万|元|名|部|批|起|户|村)|领导小组|微信|网站|公开栏|"
    r"公众号|一是|培训|专栏|电子屏|台账|保密审查"
)
# A text shorter than this under 其他 says that there is nothing to report.
_NOTHING = 12
# Fewer formulas than this may stand in any paragraph that says something.
_FORMULAS = 2


def aspect_of(slot: str, plain: str) -> Aspect:
    """The aspect of a passage with this slot; where both speak, the slot outweighs the words."""
    match slot:
        case "preamble":
            return Aspect.BASIS
        case "signature" | "appendix":
            return Aspect.OTHER
        case "prior_rectification":
            return Aspect.RECTIFICATION
        case "measures":
            return Aspect.MEASURE
        case "problems":
            only_praise = _ACHIEVED.search(plain) and not PROBLEM.search(plain)
            return Aspect.ACCOUNT if only_praise else Aspect.PROBLEM
    if slot == "other" and (is_none(plain) or len(plain) < _NOTHING):
        return Aspect.OTHER
    if _BASIS.search(plain):
        return Aspect.BASIS
    if PLAN.match(plain):
        return Aspect.MEASURE
    return Aspect.PROBLEM if owns_lack(plain) else Aspect.ACCOUNT


def owns_lack(plain: str) -> bool:
    """The text names something that the agency itself lacks, wherever it stands."""
    return may_lack(plain) and bool(PROBLEM.search(plain)) and _admits(plain)


def may_lack(plain: str) -> bool:
    """Without such words no part of the text owns a lack."""
    return bool(_STILL.search(plain))


def _admits(plain: str) -> bool:
    """The lack is the agency's own: not one that was searched for, mended or asked to be mended."""
    return not re.search(
        r"(?:发现|解决|研究|整改|自查|反馈|检查|督促|纠正|查找|梳理|针对|避免|防止)[^。]{0,24}(?:问题|不足|短板|困难)"
        r"|(?:问题|不足)[^。，]{0,8}(?:整改|解决|纠正)",
        plain,
    )


def is_lacking(plain: str) -> bool:
    """The text names something lacking, as problems do and plans do not begin."""
    return bool(PROBLEM.search(plain)) and not begins_as_plan(plain)


def begins_as_plan(plain: str) -> bool:
    """The text begins with what will be done, a numeral before it aside."""
    numeral = numeral_at(plain)
    start = numeral.end if numeral else 0
    return bool(PLAN.match(plain) or _BEGINS_AS_PLAN.match(plain, start))


def is_rectified(plain: str) -> bool:
    """An earlier year's problems are said to have been dealt with."""
    return bool(_RECTIFIED.search(plain))


def is_none(plain: str) -> bool:
    """The text states that there was none of something (未收到, 没有, 无 …)."""
    return bool(_NONE.search(plain) or (_ZERO.search(plain) and not _COUNT.search(plain)))


def is_boilerplate(plain: str) -> bool:
    """Political formulas and no fact of the place."""
    formulas = {match.group() for match in _FORMULA.finditer(plain)}
    return len(formulas) >= _FORMULAS and not _LOCAL.search(plain)
