"""A noun that needs an article and has none."""
