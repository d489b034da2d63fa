"""The table of study plans, a part of the embedded store's schema."""

PLAN_TABLES = (
    """CREATE TABLE plans (
        learner_id TEXT NOT NULL,
        week TEXT NOT NULL,
        class_id TEXT NOT NULL,
        state TEXT NOT NULL,
        revision INTEGER NOT NULL,
        document BLOB NOT NULL,
        PRIMARY KEY (learner_id, week)
    ) WITHOUT ROWID""",
    "CREATE INDEX plans_by_class ON plans (class_id, week, learner_id)",
)
