"""The way through the house: collectors, window, analysis, documents, folder."""
