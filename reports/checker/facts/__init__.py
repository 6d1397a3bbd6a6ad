"""What may be said of an incident, written a second time: phrases from its parts and from each cited record."""
