"""What a person reads at a terminal: results, reports, tables, agencies as lines of text."""
