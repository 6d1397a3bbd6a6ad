"""What ties one failing thing to another, so that one fault is one finding."""
