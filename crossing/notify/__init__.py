"""Messages to people: rows in an outbox, sent by a job, with no personal data in them."""
