"""The rubric, its rows, and how priorities changed from build to build."""
