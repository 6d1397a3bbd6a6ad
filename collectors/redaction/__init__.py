"""Secrets and personal data leave the text here, before anything is stored."""

from collectors.redaction.redactor import Redactor

__all__ = ["Redactor"]
