"""Broken, hostile and empty OFD files end in a Refusal, or say what they lack."""

from __future__ import annotations

import random
import re

import pytest

from indexer.document import Refusal
from indexer.readers.read import read
from tests.printing.ofd import frame, package, packed, path, picture, stroke, words
from tests.readers.helpers import badly_covered, document, paragraphs, refusal
from tests.readers.test_ofd import grid
from tests.shared import SHARED

ORIGINALS = SHARED / "originals"


def test_letters_without_a_character_are_said() -> None:
    """Characters of a font's own, and placeholders beside glyphs; a figure of them has no value."""
    glyphs = words("\ue001", 20, 20) + words("公开情况", 20, 30)
    glyphs += words("¤¤", 20, 40).replace(
        "<ofd:TextCode", '<ofd:CGTransform CodePosition="0"/><ofd:TextCode'
    )
    read_document = document(package([glyphs + words("¤", 20, 50)]))

    assert paragraphs(read_document) == ["�", "公开情况", "��", "¤"]
    assert [notice.code for notice in read_document.notices] == ["encoding_damage"]
    assert refusal(package([words("\ue001\ue002公", 20, 20)])).code == "ofd_glyphs"


def test_pages_of_pictures_are_refused_as_such() -> None:
    """Also letters drawn as curves; the next step leads to text."""
    for drawn in (picture(0, 0, 210, 297), path("M 0 0 B 1 1 2 2 3 3 C")):
        refused = refusal(package([drawn, drawn]))

        assert refused.code == "ofd_pictures"
        assert "2 页" in refused.message
        assert "PDF" in refused.next_step
    assert refusal(package([""])).code == "no_text"


def test_what_the_package_lacks_is_said() -> None:
    """A template and a composite unit by a notice, a page by a refusal."""
    used = '<ofd:CompositeObject Boundary="10 0 90 90" ResourceID="7"/>'
    page = '<a><Template TemplateID="5"/><Content><Layer>{}</Layer></Content></a>'
    members = {
        "OFD.xml": "<OFD><DocBody><DocRoot>/Doc_0/Document.xml</DocRoot></DocBody></OFD>",
        "doc_0\\document.XML": '<a><Pages><Page BaseLoc="P.xml"/></Pages></a>',
        "Doc_0/P.xml": page.format(words("公开", 20, 20).replace("ofd:", "") + used[:1] + used[5:]),
    }
    read_document = document(packed(members))

    assert paragraphs(read_document) == ["公开"]
    assert [notice.code for notice in read_document.notices] == ["part_missing"] * 2
    del members["Doc_0/P.xml"]
    assert "第 1 页" in refusal(packed(members)).message


@pytest.mark.slow
@pytest.mark.parametrize(
    ("data", "code"),
    [
        (packed({"OFD.xml": "<OFD"}), "damaged"),
        (packed({"OFD.xml": "<OFD/>"}), "no_text"),
        (packed({"OFD.xml": "<!DOCTYPE a [<!ENTITY e 'x'>]><OFD>&e;</OFD>"}), "damaged"),
        (packed({"OFD.xml": "<OFD><DocBody/></OFD>"}), "damaged"),
        (packed({"OFD.xml": "<OFD/>", "Encryptions.xml": "<a/>"}), "encrypted"),
        (package([words("公开", 20, 20)])[:-60], "damaged"),
        (package([words("公开", 20, 20)] * 201), "too_large"),
        (package([words("公开", 20, float("nan"))]), "damaged"),
        (package([words("公开", 20, 20, deltas="inf")]), "damaged"),
        (package([words("公开", 20, 20, deltas="g 4")]), "damaged"),
        (package([words("公开", 20, 20, more='CTM="1 0 0"')]), "damaged"),
        (package([words("公开", 20, 20)], box="0 0 nan 297"), "damaged"),
        (package([path("M 0 0 X 1 1") + words("公开", 20, 20)]), "damaged"),
        (package([path("M 0 0 L 1") + words("公开", 20, 20)]), "damaged"),
        (package([words("公" * 60_001, 20, 20, deltas="g 60000 0")]), "too_complex"),
        (package([stroke(20, 20, 90, 20) * 30_001]), "too_complex"),
        (package(["<ofd:PageBlock>" * 22 + "</ofd:PageBlock>" * 22]), "too_complex"),
    ],
)
def test_broken_and_hostile_packages_are_refused(data: bytes, code: str) -> None:
    """Each with a code and a next step."""
    refused = refusal(data)

    assert refused.code == code
    assert refused.next_step


def test_units_that_use_one_another_end() -> None:
    """A unit that draws itself twice, and so on, is refused before it fills the memory."""
    again = '<ofd:CompositeObject Boundary="0 0 9 9" ResourceID="{}"/>'
    units = {"1": again.format(2) * 2, "2": again.format(1) * 2}

    assert refusal(package([again.format(1)], units=units)).code == "too_complex"


def test_a_hundred_thousand_objects_and_far_coordinates_are_read_or_refused() -> None:
    """Pictures count for nothing; a line to the end of the world and a page without end."""
    many = document(package([picture(1, 1, 2, 2) * 100_000 + words("公开", 20, 20)]))
    far = document(package([path("M 0 0 L 1e300 0 L 1e308 1e308") + words("公开", 20, 20)]))

    assert paragraphs(many) == paragraphs(far) == ["公开"]
    assert paragraphs(document(package([words("公开", 20, 20)], box="0 0 1e308 1e308"))) == ["公开"]


@pytest.mark.parametrize("seed", range(20))
def test_spoiled_numbers_are_read_or_refused(seed: int) -> None:
    """Whatever stands where a number is due, nothing is raised and nothing lost."""
    draw = random.Random(seed)
    spoiled = ("NaN", "inf", "-1", "1e308", "-1e308", "", "g", "x", "1e-320", "9" * 400, "g 9 9")
    page = grid(words("118", 72, 26)) + frame(20, 50, 90, 60) + picture(1, 1, 2, 2)
    words_of = re.split(r'(?<=[" >])(?=[-\d.]+[" <])', page)
    for _ in range(20):
        pieces = list(words_of)
        for at in draw.sample(range(1, len(pieces)), 2):
            pieces[at] = draw.choice(spoiled) + pieces[at].lstrip("-.0123456789")
        result = read(package(["".join(pieces)]), "x")

        assert isinstance(result, Refusal) or badly_covered(result) == []
