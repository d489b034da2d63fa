"""Where and where to."""
