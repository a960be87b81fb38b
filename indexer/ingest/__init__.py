"""Files → readers → report → catalog → index, one Outcome a file."""
