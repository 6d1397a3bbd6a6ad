"""Reports brought together to runs: which files belong together, the same run told twice, figures that must agree."""
