"""What a template asks for and is not there, with the name that was probably meant."""

import difflib

from jinja2 import StrictUndefined


class MissingName(StrictUndefined):
    """Fails wherever it is used, as Jinja's own does; what a view lacks is told with what it has that reads alike."""

    __slots__ = ()

    @property
    def _undefined_message(self) -> str:
        said = super()._undefined_message
        if self._undefined_hint:  # what it may not have, it has
            return said
        offered = [each for each in dir(self._undefined_obj) if not each.startswith("_")]
        near = difflib.get_close_matches(str(self._undefined_name), offered, n=1, cutoff=0.75)
        return f"{said}. Did you mean {near[0]!r}?" if near else said
