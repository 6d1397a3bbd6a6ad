"""Documents and summaries, printed from the incident and the evidence it cites; nothing is concluded here."""
