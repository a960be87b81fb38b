"""Document → Report: who reports, the parts and passages, the figures, the contradictions."""
