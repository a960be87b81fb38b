"""What each check finds, and of what it stays silent: in Chinese and English.

docs/checks.md has the same words.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class CheckWords:
    """`finds` and `silent`, each in Chinese and then in English."""

    finds: tuple[str, str]
    silent: tuple[str, str]


_WITHOUT_NUMBER = ("有格没有数值的列", "columns with a cell that carries no number")
_ACROSS = (
    "不相连的年份；统计范围未定的报告；空白、位置不明或勾稽存疑的格",
    "years that do not follow each other; a scope that is not known; blank, ambiguous or "
    "disputed cells",
)

CHECK_WORDS: dict[str, CheckWords] = {
    "given_contradicts_text": CheckWords(
        (
            "随文件给出的机关、年度、地区、口径或公布日期与文中所示不同",
            "an agency, year, region, scope or date given with the file is not what the text has",
        ),
        ("文中没有写明的", "what the text does not say"),
    ),
    "t3_flow": CheckWords(
        (
            "表三每一列：新收 + 结转入 ≠ 总计 + 结转出",
            "table 三, each column: received + carried in ≠ total + carried out",
        ),
        _WITHOUT_NUMBER,
    ),
    "t3_result_sum": CheckWords(
        (
            "表三每一列：各项结果之和 ≠ 总计",
            "table 三, each column: the results do not add up to the total",
        ),
        _WITHOUT_NUMBER,
    ),
    "t3_row_sum": CheckWords(
        (
            "表三每一行：自然人与各类法人之和 ≠ 总计",
            "table 三, each row: persons and organisations do not add up to the total",
        ),
        ("格数少于列数的行", "rows with fewer cells than columns"),
    ),
    "t4_sum": CheckWords(
        (
            "表四每一组：四种结果之和 ≠ 总计",
            "table 四, each block: the four results do not add up to the total",
        ),
        ("有空白的组", "blocks with a blank"),
    ),
    "section_missing": CheckWords(
        (
            "编制说明预告、或表式要求的部分，本文本中未见",
            "a part that the preamble announces or the form asks for is not found in this text",
        ),
        ("写在别的标题之下的", "a part told under another heading"),
    ),
    "section_numbering": CheckWords(
        ("一级标题的序号重复或跳过", "numerals of main headings that repeat or skip"),
        ("独占一行的序号，下级标题", "a numeral that stands in a line of its own, sub-headings"),
    ),
    "blank_count": CheckWords(
        (
            "“公开信息　条”“收到　件申请”“申请XX件”：数字处是空的或仍是占位",
            "a count in prose that is empty or still a placeholder",
        ),
        (
            "连单位一起省略的数，为对齐而留的空白",
            "counts left out together with their unit, white space of justified lines",
        ),
    ),
    "prose_vs_table": CheckWords(
        (
            "称“未收到”“无复议诉讼”“未制发规范性文件”而表中有；正文所述件数与所指各格都不相等",
            "prose says there was none and the table has some; a number in prose that equals "
            "none of the cells it may speak of",
        ),
        (
            "约数、累计、往年、季度、计划；分渠道；公开属性、信访、12345、热线、工单、建议提案、咨询；"
            "本机关与全县（汇总）口径不同；所指的格有空白",
            "rounded, cumulative, earlier, quarterly or planned numbers; single channels; "
            "disclosure attributes, petitions, hotlines, proposals, inquiries; another scope; "
            "cells with a blank",
        ),
    ),
    "prose_sum": CheckWords(
        (
            "一句之内：“其中”“包括”之后一项大于总数；同一分类的各项之和大于总数；以“其余”收尾的各项之和不等于总数；"
            "“占P%”与所列各数都不符（按所印位数）",
            "within a sentence: a part greater than the whole, parts of one division that exceed "
            "it, parts closed by “the rest” that do not make it, a percentage that fits none of "
            "the numbers told",
        ),
        (
            "“其中”只列一部分的、同一信息多渠道发布的、两种分类并列的、约数和累计",
            "lists of some parts only, one item through several channels, two divisions side by "
            "side, rounded and cumulative numbers",
        ),
    ),
    "foreign_place": CheckWords(
        ("乡镇报告把另一个乡镇说成本地", "a town's report speaks of another town as its own"),
        (
            "《》中的名称，参观、学习、转引的地方，本地的村和上级",
            "names in 《》, places visited, learned from or quoted, own villages and ancestors",
        ),
    ),
    "foreign_agency_word": CheckWords(
        (
            "乡镇报告中的局机关、局党组、我局、本局；自称与机关名称不符：镇称“我乡”“我街道”，区、市称“我县”，"
            "县称“我区”，县级机关称“我镇”",
            "words of a bureau in a town's report; an agency that calls itself by another kind of "
            "place than its name",
        ),
        (
            "全局、各科室；我市；引号之内；自治区的“我区”；开发区；地区未定的机关",
            "全局, 各科室; 我市; quotations; 我区 of an autonomous region; zones; places that were "
            "not resolved",
        ),
    ),
    "heading_content": CheckWords(
        (
            "“依申请公开”一节只有主动公开的条数",
            "the part on requests tells only counts of proactive disclosure",
        ),
        ("对申请有任何说明的", "parts that say anything on applications"),
    ),
    "form_vs_year": CheckWords(
        ("报告年度不该使用的表式", "a form that was not in use for the year"),
        ("2019 年度，两种都可以", "2019, when either was allowed"),
    ),
    "fee_statement": CheckWords(
        (
            "2021 年起，全文未提信息处理费",
            "since 2021: the text does not mention the processing fee",
        ),
        ("没有第六部分的报告", "reports without section six"),
    ),
    "rules_without_power": CheckWords(
        (
            "县级、乡级机关表二填有本年规章（提示）",
            "a county or town whose table 二 counts rules made this year (a note)",
        ),
        (
            "市级、省级、国务院部门、开发区；现行有效件数",
            "prefectures, provinces, ministries, zones; rules in force",
        ),
    ),
    "late": CheckWords(
        (
            "公布日期晚于当年法律所定的日子：2018 年度及以前 3 月 31 日；2019 年度起"
            "部门 1 月 31 日、政府 3 月 31 日；"
            "乡镇、开发区和通知所定的 2 月 20 日、3 月 10 日只作提示",
            "published after the day the law sets: 31 March up to 2018; since 2019, 31 January for "
            "departments and 31 March for governments; towns, zones and the days of the notices "
            "are notes only",
        ),
        (
            "文末所署日期；没有公布日期的报告",
            "the date under a report; reports without a date of publication",
        ),
    ),
    "carry_over": CheckWords(
        (
            "同一机关、同一口径：上年表三“结转下年度”≠ 本年“上年结转”，逐列",
            "one agency, one scope: what last year carried out ≠ what this year carried in, by "
            "column",
        ),
        _ACROSS,
    ),
    "in_force_series": CheckWords(
        (
            "2021 年表式：上年现行有效 + 本年制发 − 本年废止 ≠ 本年现行有效"
            "（清理可致不等，只作提示）",
            "2021 form: in force last year + issued − repealed ≠ in force (a review of documents "
            "may explain it: a note)",
        ),
        (f"{_ACROSS[0]}；其他表式", f"{_ACROSS[1]}; other forms"),
    ),
    "items_series": CheckWords(
        (
            "2019 年表式：上年报告的上一年项目数量 + 增/减 ≠ 本年报告的上一年项目数量",
            "2019 form: items of the year before + change, as told last year ≠ items of the year "
            "before, as told this year",
        ),
        (f"{_ACROSS[0]}；其他表式", f"{_ACROSS[1]}; other forms"),
    ),
    "same_as_last_year": CheckWords(
        (
            "正文八成以上、或“存在问题”“改进措施”的全部段落与上年逐字相同（年份、数字、《》“”内文字不计）",
            "four fifths of the text, or all of its problems or measures, are word for word last "
            "year's (years, numbers, titles and quotations aside)",
        ),
        (
            "编制说明、表格、落款、“无”的说明、套语；不足 30 字的段落",
            "the preamble, tables, signature, statements that there was none, political formulas; "
            "passages under 30 characters",
        ),
    ),
    "versions_differ": CheckWords(
        (
            "同一报告的两个来源：数据不同，或有段落为对方所无",
            "two sources of one report: figures differ, or one has passages that the other lacks",
        ),
        (
            "同一文字的另一种排版或切分；一方没有数值的数据",
            "another layout or cut of the same text; a figure that one of them has no number for",
        ),
    ),
}
