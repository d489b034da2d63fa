"""The infinitive, and forms said for it."""
