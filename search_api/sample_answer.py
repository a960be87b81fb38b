"""A query answered by a random sample of its hits, in the form that was asked for."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from indexer.sheets import write_sheet
from search_api.answer import nothing, tell
from search_api.export import one_line
from search_api.options import Output
from search_api.output import Page, print_json, say
from search_api.question import Question
from search_api.render.sample import frame_told, sample_lines
from search_api.sample import Stratum
from search_api.sampled import cells, drawn_json, heads
from search_api.sampling import drawn, sampling, sampling_json
from search_api.session import Session
from search_api.syntax import without_surrogates
from search_api.view_options import AGENCY

_MOST_TOLD = 60


def answer(session: Session, question: Question, output: Output, page: Page) -> bool:
    """Print a sample, after how much it was drawn from; whether there was anything to draw.

    Raises WrongUsage and TooMuch as `sampling` does.
    """
    sample = sampling(session, question)
    tell(sample.found.notices, without_surrogates(question.text))
    if not sample.strata:
        nothing(session.searcher, question)
    else:
        _tell_frames(sample.strata, sample.unit, sample.seed)
    match output.form:
        case "json":
            print_json(sampling_json(question, sample, drawn(session, question, sample)))
        case "csv":
            columns = heads(agencies=sample.unit == AGENCY, excel=output.excel)
            rows = (cells(stratum, one) for stratum, one in drawn(session, question, sample))
            write_sheet(sys.stdout, columns, rows, excel=output.excel)
        case "jsonl":
            for stratum, one in drawn(session, question, sample):
                sys.stdout.write(one_line(drawn_json(sample.by, stratum, one, whole=True)))
        case _:
            shown = drawn(session, question, sample)
            page.print(sample_lines(shown, sample.unit, page.width, question.show()))
    return bool(sample.strata)


def _tell_frames(strata: Sequence[Stratum], unit: str, seed: int) -> None:
    for stratum in strata[:_MOST_TOLD]:
        say(frame_told(stratum, unit))
    if len(strata) > _MOST_TOLD:
        say(f"… 另有 {len(strata) - _MOST_TOLD} 层 (more strata)")
    say(f"--seed={seed} 再抽即得同一样本 (draws the same again)")
