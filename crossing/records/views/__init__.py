"""The pages of records: fetch, ask, do, go."""
