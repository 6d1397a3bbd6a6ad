"""The errors a person can put right. The command line catches the root class, prints its sentence and exits with 2."""


class IncidentError(Exception):
    """Root of every error that has a sentence for its reader: what was seen, what to do, what was not done."""


class BadInputError(IncidentError):
    """An argument, a configuration file or a source that cannot be used as it is."""


class WindowError(BadInputError):
    """`--since` or `--until` names nothing, or more than one thing."""


class StoreError(IncidentError):
    """The incident folder could not be read or written; what was there before is untouched."""


class TemplateError(IncidentError):
    """A template is broken: the sentence names the file, the line and what is missing."""
