"""What notices say, in English by their codes. The Chinese message beside it names the words meant.

Notices of sums over reports have their English within the message.
"""

from __future__ import annotations

_OF_QUERIES = {
    "ambiguous_figure": "Several figures have this name; it is searched as it is written.",
    "call_apart": "A space stands before the parenthesis, so this is searched as a word.",
    "dash": "This dash is searched as punctuation; to exclude, write -.",
    "empty_group": "Nothing stands in the parentheses; they are passed over.",
    "empty_literal": "Nothing stands between the quotes; they are passed over.",
    "empty_query": "There are no words in the query; it is searched as it is written.",
    "empty_value": "No value stands after the colon; this is searched as it is written.",
    "generation_changed": (
        "The index has changed: the list goes on after the page before, and a hit may come twice or"
        " be left out."
    ),
    "index_behind": "The index and the catalog do not agree: run indexer rebuild.",
    "lone_operator": "A word is missing beside this operator, which is searched as a word.",
    "lower_case": "This is searched as a word; operators are written in capitals.",
    "near_distance": "This is no distance that can be used; another one is.",
    "near_form": "NEAR takes two texts and then a distance.",
    "only_punctuation": "There is nothing but punctuation, and it is searched as such.",
    "reversed_range": "This range begins after its end; it is read the other way round.",
    "several_figures": "Several figures have this name, and any of them is meant.",
    "several_places": "Several places have this name, and all of them are meant.",
    "too_deep": "The query is nested too deeply; nothing was searched.",
    "too_long": "The query or a text in it is too long; nothing was searched.",
    "too_many_clauses": "The query has too many conditions; nothing was searched.",
    "too_many_figures": "The query has too many conditions on figures; nothing was searched.",
    "unclosed_quote": "This quote is not closed and is taken as punctuation.",
    "unknown_field": "There is no such field or figure; this is searched as it is written.",
    "unknown_figure": "There is no such figure; this is searched as it is written.",
    "unknown_value": "This value is not known.",
    "unmatched_parenthesis": "This parenthesis has no partner.",
}
_OF_REPORTS = {
    "another_title": "The title of another report stands in the text; look whether it is mixed in.",
    "date_impossible": "A date of publication cannot be right and is not used.",
    "encoding_damage": "Characters are damaged or missing; the file may not be whole.",
    "extra_cells": "Rows have more numbers than columns; what is over belongs to none.",
    "loaded_by_script": (
        "There is hardly any text, which a script seems to load: save the whole page in a browser."
    ),
    "long_table": "A table has more rows than any form.",
    "long_text": "A text without a break is too long to look for tables in it.",
    "no_headings": "No headings were recognised; the whole text is taken as the overview.",
    "page_as_image": "Pages are pictures; their text and tables were not read.",
    "part_missing": "Parts are missing in the file; what is in them was not read.",
    "place_unresolved": "The given region is no single division; it is not used.",
    "recognised": (
        "The text was recognised from pictures and may have wrong characters; numbers count only"
        " where all sums of the form hold."
    ),
    "region_unknown": "The division that the agency belongs to could not be settled.",
    "row_twice": "Rows come twice; where their numbers differ, none is taken.",
    "short_row": "Rows have not as many cells as columns; what is not certain is not taken.",
    "stray_values": "Numbers without the name of a row follow; they are not taken.",
    "table_as_image": (
        "There is no table, but there are pictures, in which tables may be; they were not read."
    ),
    "text_under_picture": (
        "Text lies under pictures of whole pages and may have been recognised from them; numbers"
        " count only where all sums of the form hold."
    ),
    "table_text": "A table has lost its rows and columns; its text is not taken as prose.",
    "two_reports": (
        "Another report begins within the file and was not read: save them as two files, and add"
        " both."
    ),
    "unit_converted": "Amounts are printed in another unit and were converted to the form's.",
    "unknown_indicator": "Rows of the annex have indicators that are not kept.",
    "unknown_row": "Rows have names that are not known; their numbers belong to none.",
    "value_too_long": "Numbers are too long to be read.",
    "year_contradiction": "What the report says of its year does not agree.",
}
NOTICES_ENGLISH: dict[str, str] = {**_OF_QUERIES, **_OF_REPORTS}
