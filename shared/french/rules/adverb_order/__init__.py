"""Where adverbs stand."""
