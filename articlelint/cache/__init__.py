"""What earlier runs found out of each file, kept in a SQLite file, so that an unchanged file is not parsed again."""
