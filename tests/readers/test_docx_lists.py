"""Numbers that Word takes from styles, overrides and levels above."""

from tests.readers.helpers import document, docx, p, paragraphs

LEVELS = (
    '<w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/>'
    '<w:lvlText w:val="%1、"/></w:lvl>'
    '<w:lvl w:ilvl="1"><w:numFmt w:val="decimal"/>{}<w:lvlText w:val="%1.%2"/></w:lvl>'
)
STYLES = (
    '<w:style w:styleId="H1"><w:pPr><w:numPr><w:numId w:val="1"/></w:numPr></w:pPr></w:style>'
    '<w:style w:styleId="H2"><w:basedOn w:val="H1"/></w:style>'
    '<w:style w:styleId="H3"><w:basedOn w:val="H3"/></w:style>'
)


def lists(extra: str = "", override: str = "") -> str:
    """One list of two levels."""
    return (
        f'<w:abstractNum w:abstractNumId="0">{LEVELS.format(extra)}</w:abstractNum>'
        f'<w:num w:numId="1"><w:abstractNumId w:val="0"/>{override}</w:num>'
    )


def item(level: int) -> str:
    """The properties of a paragraph in that list."""
    return f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="1"/></w:numPr>'


def styled(name: str, inner: str = "") -> str:
    """The properties of a paragraph of a style."""
    numbered = f"<w:numPr>{inner}</w:numPr>" if inner else ""
    return f'<w:pStyle w:val="{name}"/>{numbered}'


def test_a_style_has_the_number_of_the_style_it_is_based_on() -> None:
    """A paragraph may set its own level, or have no number; a style based on itself has none."""
    body = (
        p("甲", styled("H1"))
        + p("乙", styled("H2"))
        + p("丙", styled("H2", '<w:ilvl w:val="1"/>'))
        + p("丁", styled("H2", '<w:numId w:val="0"/>'))
        + p("戊", styled("H3"))
    )

    assert paragraphs(document(docx(body, numbering=lists("<w:isLgl/>"), styles=STYLES))) == [
        "一、甲",
        "二、乙",
        "2.1 丙",
        "丁",
        "戊",
    ]


def test_a_list_may_spell_a_level_in_its_own_way() -> None:
    """The override stands in place of the level it names."""
    own = '<w:lvl w:ilvl="0"><w:numFmt w:val="decimal"/><w:lvlText w:val="（%1）"/></w:lvl>'
    override = f'<w:lvlOverride w:ilvl="0">{own}</w:lvlOverride>'

    assert paragraphs(document(docx(p("甲", item(0)), numbering=lists("", override)))) == [
        "（1）甲"
    ]


def test_a_level_may_count_on_below_a_higher_one() -> None:
    """`lvlRestart` 0 never starts anew; without it a level does."""
    body = p("甲", item(0)) + p("乙", item(1)) + p("丙", item(0)) + p("丁", item(1))

    on = paragraphs(document(docx(body, numbering=lists('<w:lvlRestart w:val="0"/>'))))
    anew = paragraphs(document(docx(body, numbering=lists())))
    assert (on[3], anew[3]) == ("二.2 丁", "二.1 丁")
