"""Which figures belong beside a passage: the headline figures of its slot and topics.

Where nothing belongs, nothing is shown: a passage on staff carries no applications, and one on
信息处理费 never 行政事业性收费, which are all charges of the agency.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from indexer.model import Figure, Finding, Status
from indexer.report.identities import CHECK_OF, cells_of
from search_api.results import HitFigure

_Group = tuple[tuple[str, str], ...]

_APPLICATIONS: _Group = (
    ("t3.new_received.total", "新收"),
    ("t3.carried_in.total", "结转入"),
    ("t3.result.granted.total", "予以公开"),
    ("t3.result.partially_granted.total", "部分公开"),
    ("d.denied", "不予公开"),
    ("d.unable", "无法提供"),
    ("t3.result.total.total", "办结"),
    ("t3.carried_out.total", "结转出"),
)
_PROACTIVE: _Group = (
    ("n.proactive", "正文主动公开"),
    ("t2.normative_documents.issued", "规范性文件制发"),
    ("t2.normative_documents.repealed", "规范性文件废止"),
    ("t2.normative_documents.in_force", "规范性文件现行有效"),
    ("t2.normative_documents.newly_made", "规范性文件新制作"),
    ("t2.normative_documents.newly_disclosed", "规范性文件新公开"),
    ("t2.normative_documents.disclosed_total", "规范性文件对外公开总数"),
)
_DECISIONS: _Group = (
    ("t2.licensing.decisions", "许可决定"),
    ("t2.penalty.decisions", "处罚决定"),
    ("t2.coercion.decisions", "强制决定"),
)
_REVIEW: _Group = (
    ("t4.review.total", "复议"),
    ("t4.review.corrected", "复议纠正"),
    ("t4.review.pending", "复议尚未审结"),
    ("d.litigation", "诉讼"),
    ("t4.litigation_direct.corrected", "直接起诉纠正"),
    ("t4.litigation_after_review.corrected", "复议后起诉纠正"),
    ("t4.litigation_direct.pending", "直接起诉尚未审结"),
    ("t4.litigation_after_review.pending", "复议后起诉尚未审结"),
)
_SECRECY: _Group = (
    ("t3.result.denied.state_secret.total", "属于国家秘密"),
    ("t3.new_received.total", "新收"),
    ("d.denied", "不予公开"),
)
_PROBLEMS: _Group = (
    ("t3.new_received.total", "新收"),
    ("d.denied", "不予公开"),
    ("t4.review.corrected", "复议纠正"),
    ("t4.litigation_direct.corrected", "直接起诉纠正"),
    ("t4.litigation_after_review.corrected", "复议后起诉纠正"),
)
_PROCESSING_FEE: _Group = (("n.processing_fee", "正文信息处理费"),)
_CHARGES: _Group = (("t2.fees.amount_10k_yuan", "行政事业性收费（万元）"),)
_TRAINING: _Group = (("n.training", "正文培训"),)
_ACCOUNTS: _Group = (("n.accounts", "正文新媒体账号"),)

BY_SLOT: Mapping[str, _Group] = {
    "overview.on_request": _APPLICATIONS,
    "tables.requests": _APPLICATIONS,
    "overview.proactive": _PROACTIVE,
    "tables.proactive": _PROACTIVE,
    "overview.management": _PROACTIVE,
    "overview.review": _REVIEW,
    "tables.review": _REVIEW,
    "problems": _PROBLEMS,
    "measures": _PROBLEMS,
    "other.fee": _PROCESSING_FEE,
}
BY_TOPIC: Mapping[str, _Group] = {
    "secrecy_review": _SECRECY,
    "disclosure_on_request": _APPLICATIONS,
    "normative_documents": _PROACTIVE,
    "permits_enforcement": _DECISIONS,
    "review_litigation": _REVIEW,
    "processing_fee": _PROCESSING_FEE,
    "admin_charges": _CHARGES,
    "staff_training": _TRAINING,
    "new_media": _ACCOUNTS,
}
# Checks of arithmetic and what they check: a cell that takes part in a broken identity is disputed.
IDENTITIES = {check: identity for identity, check in CHECK_OF.items()}
_ABSENT = frozenset({Status.NOT_IN_FORM, Status.MISSING})


def disputed_keys(findings: Iterable[Finding]) -> frozenset[str]:
    """The figures that a broken identity covers, also those of 0, which are no ground for it."""
    disputed: set[str] = set()
    for finding in findings:
        if finding.check in IDENTITIES:
            grounds = {ground.figure for ground in finding.evidence if ground.figure}
            disputed |= grounds | cells_of(IDENTITIES[finding.check], grounds)
    return frozenset(disputed)


def headline_keys(slot: str, topics: Collection[str]) -> dict[str, str]:
    """The keys of the figures that may stand beside a passage, in their order, with labels."""
    groups = [BY_SLOT.get(slot, ()), *(BY_TOPIC.get(topic, ()) for topic in topics)]
    return {key: label for group in groups for key, label in group}


def headline(
    slot: str,
    topics: Collection[str],
    figures: Mapping[str, Figure],
    disputed: Collection[str] = frozenset(),
) -> tuple[HitFigure, ...]:
    """The figures that belong to a passage, its slot's before its topics', each once.

    A figure that the report's form does not have is left out, and so is one it has but this text
    lacks unless another of its kind is there.
    """
    held = [
        (figures[key], label)
        for key, label in headline_keys(slot, topics).items()
        if key in figures and figures[key].status is not Status.NOT_IN_FORM
    ]
    if all(figure.status in _ABSENT for figure, _ in held):
        return ()
    return tuple(
        HitFigure(figure.key, label, figure.value, figure.status.value, figure.key in disputed)
        for figure, label in held
    )
