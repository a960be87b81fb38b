"""Who reports and for which year: the identity of a report, with the evidence it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from indexer.divisions import Divisions, Place
from indexer.document import Document, Notice, Refusal, Span
from indexer.labels import SCOPES
from indexer.model import Evidence, Finding, Given, Identity, Level, Published, Scope
from indexer.report.agency import level_of, read_name
from indexer.report.canonical import canonical_agency
from indexer.report.clues import Signature, clues, find_signature
from indexer.report.genre import NEXT_STEP, not_a_report
from indexer.report.given import AGENCY, SCOPE, contradiction
from indexer.report.lines import Line, first_lines, head_of, tidy
from indexer.report.placing import place_of
from indexer.report.scope import find_scope
from indexer.report.title import Title, find_title, looks_like_name, other_titles
from indexer.report.years import find_published, find_year
from indexer.text import normal

_HEAD_LINES, _HEAD_LENGTH = 40, 8_000
_BODY_LINES, _BODY_LENGTH = 150, 30_000
_PARTS = ("agency", "year", "published", "region", "scope")
_A_SITE = ("网站", "网", "平台", "频道")


@dataclass(frozen=True, slots=True)
class Identification:
    """Who reports for which year, and which paragraphs are the title and the signature."""

    identity: Identity
    title: str
    title_spans: tuple[Span, ...]
    signature_spans: tuple[Span, ...]
    notices: tuple[Notice, ...]
    contradictions: tuple[Finding, ...]


def identify(document: Document, came: Given, divisions: Divisions) -> Identification | Refusal:
    """The identity of the report that the document is; the reason where it is none, or where its
    agency or year is neither read nor given.

    What came with the document outranks what is read, and a correction both; a contradiction
    with the text is a Finding.
    """
    given = _as_told(came)
    body = first_lines(document, _BODY_LINES, _BODY_LENGTH)
    title = find_title(document, body)
    others = other_titles(document, title) if title else ()
    refusal = not_a_report(document, body, given, title, others)
    if refusal:
        return refusal
    head = head_of(body, _HEAD_LINES, _HEAD_LENGTH)
    signature = find_signature(document, head, title.spans if title else ())
    year = find_year(head, title, signature, given)
    if year.year is None:
        return Refusal("no_year", "文中没有写明报告的是哪一年。", NEXT_STEP)
    printed = _printed_name(document, title, signature, head, divisions)
    if not (given.agency or printed):
        return Refusal("no_agency", "文中没有写明是哪个机关的报告。", NEXT_STEP)
    name = read_name(given.agency or printed, divisions)
    place, place_grounds, place_told = place_of(
        name, document, title, signature, body, given, divisions
    )
    agency = canonical_agency(given.agency or printed, place, divisions)
    scope, scope_ground = find_scope(name.kind, body)
    published, published_grounds, published_told = find_published(
        document, signature, given, year.year
    )
    evidence = (
        *_given_grounds(came),
        *((title.evidence,) if title else ()),
        *_signed_by(signature),
        *(ground for ground in place_grounds if not _is_correction(ground, came)),
        *year.evidence,
        *published_grounds,
        *((scope_ground,) if scope_ground else ()),
    )
    identity = Identity(
        agency=agency,
        name_in_report=tidy(printed or given.agency or ""),
        level=level_of(name, place, divisions),
        kind=name.kind,
        scope=given.scope or scope,
        year=year.year,
        period=year.period,
        published=_signed_date(published, came),
        province=_name_at(Level.PROVINCE, place, divisions),
        prefecture=_name_at(Level.PREFECTURE, place, divisions),
        county=_name_at(Level.COUNTY, place, divisions),
        township=_name_at(Level.TOWNSHIP, place, divisions),
        code=place.code if place else None,
        evidence=tuple(dict.fromkeys(evidence)),
    )
    said = (*place_told, *year.notices, *published_told, *map(_another_title, others[:1]))
    naming = (*((title.evidence,) if title else ()), *_signed_by(signature))
    return Identification(
        identity,
        title.text if title else f"{agency}{year.year}年政府信息公开工作年度报告",
        title.spans if title else (),
        signature.spans,
        tuple(one for one in said if isinstance(one, Notice)),
        (
            *_agency_otherwise(given, agency, printed, naming, place, divisions),
            *_scope_otherwise(given, scope, scope_ground),
            *year.contradictions,
            *(one for one in said if isinstance(one, Finding)),
        ),
    )


def _printed_name(
    document: Document,
    title: Title | None,
    signature: Signature,
    head: tuple[Line, ...],
    divisions: Divisions,
) -> str:
    """The agency's name as the report has it; "" where it has none.

    The title's, or the signature's where that says the same more fully or the title has none; then
    the page's publisher, then who made the report or can be asked about it.
    """
    titled, signed = title.agency if title else "", signature.name
    if titled and signed and normal(titled) in signed and len(signed) > len(titled):
        kinds = {read_name(text, divisions).kind for text in (titled, signed)}
        return signed if len(kinds) == 1 else titled
    if titled or signed:
        return titled or signed
    publisher = normal(document.head.publisher or "")
    if looks_like_name(publisher) and not publisher.endswith(_A_SITE):
        return publisher
    for clue in clues(head):
        if looks_like_name(clue.text) and read_name(clue.text, divisions).mentions:
            return clue.text
    return ""


def _name_at(level: Level, place: Place | None, divisions: Divisions) -> str | None:
    above = divisions.ancestors(place.code) if place else ()
    return next((found.name for found in above if found.level is level), None)


def _as_told(came: Given) -> Given:
    """What came with a file, with the corrections in the place of what they correct."""
    if came.corrected is None:
        return came
    told = {part: getattr(came.corrected, part) for part in _PARTS}
    return replace(came, **{part: value for part, value in told.items() if value is not None})


def _given_grounds(given: Given) -> Iterator[Evidence]:
    for source, told in (("corrected", given.corrected), ("given", given)):
        values = [getattr(told, part) for part in _PARTS] if told else []
        for value in values:
            if value is not None:
                yield Evidence(source, str(value))


def _is_correction(ground: Evidence, given: Given) -> bool:
    """A ground that is told as a correction already."""
    told = given.corrected
    return told is not None and ground.source == "given" and ground.quote == told.region


def _signed_date(published: Published | None, given: Given) -> Published | None:
    if published and given.corrected and given.corrected.published:
        return Published(published.date, "corrected")
    return published


def _signed_by(signature: Signature) -> Iterator[Evidence]:
    if signature.name_line:
        yield signature.name_line.evidence("signature")


def _agency_otherwise(
    given: Given,
    agency: str,
    printed: str,
    grounds: tuple[Evidence, ...],
    place: Place | None,
    divisions: Divisions,
) -> Iterator[Finding]:
    if given.agency and printed:
        read = canonical_agency(printed, place, divisions)
        if normal(read) != normal(agency):
            yield from contradiction(given, AGENCY, given.agency, tidy(printed), grounds)


def _scope_otherwise(given: Given, read: Scope, ground: Evidence | None) -> Iterator[Finding]:
    if given.scope and read is not Scope.UNKNOWN and given.scope is not read:
        told = SCOPES[given.scope], SCOPES[read]
        yield from contradiction(given, SCOPE, *told, [ground] if ground else [])


def _another_title(line: Line) -> Notice:
    message = f"文中另有一份报告的标题“{tidy(line.whole.text)}”，请核对有无混入。"
    return Notice("another_title", message, line.whole.locator)
