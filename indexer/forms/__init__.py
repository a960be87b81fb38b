"""The statutory forms as data: one file a generation, with the wording seen in real reports."""
