"""What engines ask the catalog of versions of reports: once for each, for versions never change."""

from __future__ import annotations

from collections.abc import Mapping, Set

from indexer.catalog.read import Catalog
from indexer.stores.entries import facts_of
from search_api.engines.collect import ReportFacts


class Facts:
    """The facts of versions, as `collect` asks for them."""

    def __init__(self, catalog: Catalog) -> None:
        self._catalog = catalog
        self._known: dict[int, ReportFacts] = {}

    def prepare(self, known: Mapping[int, ReportFacts]) -> None:
        """Take over what is known already."""
        self._known.update(known)

    def __call__(self, versions: Set[int]) -> Mapping[int, ReportFacts]:
        """The facts of these versions, among others."""
        unknown = {version for version in versions if version not in self._known}
        if not unknown:
            return self._known
        for version, report, year, agency, values in facts_of(self._catalog, unknown):
            self._known[version] = ReportFacts(report, year, agency, values)
        return self._known
