"""Stack traces of Python, Java, Node and Go in one form."""
