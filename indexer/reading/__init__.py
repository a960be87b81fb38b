"""A file's bytes → its report, read in a child process that can take only so much."""
