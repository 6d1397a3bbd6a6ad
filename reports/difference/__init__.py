"""What became of an incident's findings, causes and statements between two builds."""
