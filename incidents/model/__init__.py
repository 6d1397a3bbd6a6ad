"""The typed model that every stage takes and returns; it reads nothing and knows no stage."""
