"""False friends: words that mean something else than in the learner's language."""
