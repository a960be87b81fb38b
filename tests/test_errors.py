"""Errors as they are told, also by a process to the one that started it."""

from __future__ import annotations

import pickle

import pytest

from indexer import errors
from indexer.errors import GongkaiError

KINDS = [kind for kind in vars(errors).values() if isinstance(kind, type)]


@pytest.mark.parametrize("kind", KINDS)
def test_an_error_passes_from_process_to_process(kind: type[GongkaiError]) -> None:
    """With what is wrong and what to do."""
    told = pickle.loads(pickle.dumps(kind("甲。", "乙。")))

    assert type(told) is kind
    assert (told.message, told.next_step, str(told)) == ("甲。", "乙。", "甲。 乙。")
