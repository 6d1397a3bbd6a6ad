"""What failed requests say of themselves that those answered well do not: the values of their fields."""
