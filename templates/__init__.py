"""Templates of the documents, and the filters that make text from outside safe in them."""
