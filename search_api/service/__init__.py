"""What the API and the page share: the open home, its limits, and how errors are told."""
