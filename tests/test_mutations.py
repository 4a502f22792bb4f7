"""The deliberate faults of ``run.py bench mutations``: each must find its place in the code of today."""

from __future__ import annotations

import pytest

from tests.bench.bench_mutations import HOME, MUTATIONS, Mutation


@pytest.mark.parametrize("mutation", MUTATIONS, ids=lambda mutation: mutation.what)
def test_what_a_deliberate_fault_replaces_stands_once_in_its_file(mutation: Mutation) -> None:
    assert (HOME / mutation.file).read_text("utf-8").count(mutation.old) == 1
