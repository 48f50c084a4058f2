"""The learner's database: SQLite through SQLAlchemy, migrated by the app itself."""
