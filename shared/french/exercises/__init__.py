"""Exercises made by rules: from the learner's own sentences, and from frames that morphology fills.

One generator per error type, in `nominal`, `verbal`, `clauses` and `lexical`; each yields `Item`s,
sentences without a shape. `make` gives them their shapes (say it right, choose, transform, answer
aloud), mixes them with the learner's own sentences, and lets the engine check each: the right
sentence must be without a finding, and a wrong one must be found, or be what the learner said.

Adding a generator is adding one decorated function. Its sentences need no proof of their own: what
the engine does not agree with is left out, and a test counts what remains per type.
"""
