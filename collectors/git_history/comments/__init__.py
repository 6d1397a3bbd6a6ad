"""What of a file is comment, for languages that are not parsed; a file that cannot be told apart safely is not."""
