"""Report → search index: one file a store; all are derived from the catalog and disposable."""
