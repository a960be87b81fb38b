"""given_contradicts_text: what came with a file and is not what the file says.

What was given stands in the identity, so the finding is what leads back to the text.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from indexer.model import Evidence, Finding, Given, Origin, Severity

CHECK = "given_contradicts_text"


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an identity: its name in `Given`, and in Chinese and English."""

    key: str
    name: str
    name_en: str


AGENCY = Part("agency", "机关", "agency")
YEAR = Part("year", "年度", "year")
REGION = Part("region", "地区", "region")
SCOPE = Part("scope", "口径", "scope")
PUBLISHED = Part("published", "公布日期", "date of publication")


def contradiction(
    given: Given, part: Part, told: str, read: str, grounds: Iterable[Evidence]
) -> tuple[Finding, ...]:
    """The finding that the text has another value; `grounds` are where it stands in the text.

    None where a person set the part right: that is no contradiction but its end.
    """
    if given.corrected and getattr(given.corrected, part.key) is not None:
        return ()
    found = Finding(
        CHECK,
        Severity.WARNING,
        Origin.UNDECIDED,
        f"随文件给出的{part.name}是“{told}”，文中所示是“{read}”，请核对。",
        f"The {part.name_en} given with the file is {told}; the text has {read}.",
        (Evidence("given", told), *grounds),
    )
    return (found,)
