"""Thinks about sealed evidence and yields an incident; reads nothing and writes nothing."""
