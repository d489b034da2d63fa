"""mon, son, leur, le mien; and the body, which is not owned."""
