"""What a rebuild makes of drafts that people edit: block by block, their text never lost and never corrected."""
