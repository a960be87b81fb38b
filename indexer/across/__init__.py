"""What reports say beside one another: an agency's neighbouring years, one report told twice."""
