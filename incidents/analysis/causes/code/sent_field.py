"""A field that this service no longer sends, or began to send, where another one refuses its requests for it.

Claims: a request was refused as one that cannot be read, the refusal names a field that is missing or not known, and
the change takes just that name out, or brings it. Refuted by the same refusal of what was sent before.
"""

import re
from collections.abc import Sequence

from incidents.analysis.causes.code.given_names import net, spellings
from incidents.analysis.causes.code.refused_names import refused_names
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import FileChange

NAME = "changed-request"
_REFUSED = re.compile(r"\b(?:400|404|409|422)\b|\bBad ?Request\b|\bUnprocessable|\bINVALID_ARGUMENT\b", re.IGNORECASE)
_WEIGHT = 0.95


def ties(changes: Sequence[FileChange], symptom: Symptom) -> list[Tie]:
    """By what is missing first: what is not known may have been ignored before."""
    if not _REFUSED.search(symptom.message):
        return []
    refused = refused_names(symptom.message)
    sent = [each for each in changes if each.path_class in ("production", "config")]
    return [
        *(_tie(sent, name, spelled, -1) for name in refused.missing for spelled in _moved(sent, name, -1)),
        *(_tie(sent, name, spelled, 1) for name in refused.unknown for spelled in _moved(sent, name, 1)),
    ]


def _moved(changes: Sequence[FileChange], name: str, sign: int) -> list[str]:
    """The first spelling of which all changes together have fewer, or more, lines than before."""
    return [each for each in spellings(name) if sign * sum(net(change, each) for change in changes) > 0][:1]


def _tie(changes: Sequence[FileChange], name: str, spelled: str, sign: int) -> Tie:
    change = max(changes, key=lambda each: sign * net(each, spelled))
    did = f"takes `{spelled}` out of {change.path}" if sign < 0 else f"brings `{spelled}` in {change.path}"
    lacks = f"lacks the field `{name}`" if sign < 0 else f"has the field `{name}`, which is not known there"
    how = f"the service that is called refuses the request, because it {lacks}"
    return Tie(rule=NAME, weight=_WEIGHT, did=did, how=how, cites=(change.id,), strong=True, about=name)
