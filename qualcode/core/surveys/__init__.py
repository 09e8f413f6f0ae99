"""Surveys: a file with a row for each respondent and a column for each question."""
