"""From distinct masked texts to templates with holes."""
