"""The incident folder: what was collected, what was concluded and what people edit, kept whole whatever happens."""
