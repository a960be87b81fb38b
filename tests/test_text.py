"""The normal form: what the literal guarantee rests on."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from indexer.text import fold, normal, normal_with_origins, occurrences

# Characters of every kind that the normal form treats in a way of its own.
_ODD = "保密审查報告公開２０ＡＢcd ､　\u2002\t\n（）()，,。㈠①⼀⻓⻅ﬁßİKΣ\u200b\ufeff𬇙𠮷鄌é…“”¨"
_TEXTS = st.text(alphabet=st.one_of(st.sampled_from(_ODD), st.characters()), max_size=40)


@given(_TEXTS, st.data())
def test_every_piece_normalises_to_a_piece(text: str, data: st.DataObject) -> None:
    """normal(s) stands in normal(t) for every substring s of t."""
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))

    assert normal(text[start:end]) in normal(text)


@given(_TEXTS)
def test_normalising_twice_is_normalising_once(text: str) -> None:
    """A query copied from a normal text finds it."""
    assert normal(normal(text)) == normal(text)


@given(_TEXTS)
def test_the_offset_map_gives_the_same_text(text: str) -> None:
    """Marking and matching agree on the normal text."""
    assert normal_with_origins(text).text == normal(text)


@given(_TEXTS, st.data())
def test_a_mark_covers_what_was_matched(text: str, data: st.DataObject) -> None:
    """The original characters of a span normalise to a text that holds the span."""
    found = normal_with_origins(text)
    start = data.draw(st.integers(0, len(found.text)))
    end = data.draw(st.integers(start, len(found.text)))
    first, last = found.original((start, end))

    assert found.text[start:end].strip() in normal(text[first:last])


def test_every_character_folds_once() -> None:
    """Folding is stable for all of Unicode."""
    assert [code for code in range(0x110000) if fold(fold(chr(code))) != fold(chr(code))] == []


def test_width_case_script_and_layout_do_not_matter() -> None:
    """Full and half width, capital and small, traditional and simplified, spaced and not."""
    assert normal("政府 信息公開 年\n度") == "政府信息公开年度"
    assert normal("ＩＰｖ６，２０２０") == "ipv6,2020"
    assert normal("⼯作⻓") == "工作长"
    assert normal("法 律 服 务 机 构") == "法律服务机构"


def test_spaces_between_latin_words_stay_one_space() -> None:
    """Words of scripts that are written apart stay apart."""
    assert normal("Open   Government\tReport") == "open government report"
    assert normal("共 12 件 (见 附表)") == "共12件(见附表)"


def test_phrases_are_not_converted() -> None:
    """Single characters only: a phrase table would give a piece another form than the whole."""
    assert normal("頭髮發展") == normal("頭") + normal("髮") + normal("發") + normal("展")


def test_occurrences_do_not_overlap() -> None:
    """Each place once, from the left."""
    assert occurrences("公公", "公公公公公") == [(0, 2), (2, 4)]
    assert occurrences("", "公开") == []
