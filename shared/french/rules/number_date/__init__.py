"""Dates, hours and numbers."""
