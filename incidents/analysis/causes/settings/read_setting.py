"""An environment variable that the code in the stack reads.

Claims: the revision took the variable away, or set it anew, and the code that failed works with its value. Strong where
the line of the stack reads it, or the failure shows that a value is not there. Refuted by the same failure while the
variable was as before.
"""

import re

from incidents.analysis.causes.settings.setting_change import SettingChange
from incidents.analysis.causes.tie import Tie
from incidents.analysis.course.symptom import Symptom
from incidents.model.evidence import SettingRead

NAME = "read-setting"
IN_FILE = "setting-read-in-file"
_VARIABLE = re.compile(r"\.env\.[^.]+$")
_NOT_THERE = re.compile(
    r"\bNone\b|\bNoneType\b|\bundefined\b|\bnull\b|\bnil\b|NullPointer|\bempty\b|\bKeyError\b|\bmissing\b|\brequired\b|"
    r"not (?:set|defined|configured|found)|[Ii]nvalid (?:URL|URI|url|uri|host|address|DSN)|"
    r"no (?:scheme|host|address)|unsupported protocol scheme",
    re.IGNORECASE,
)


def tie(change: SettingChange, symptom: Symptom) -> Tie | None:
    """What is set for the first time tells nothing by being read in the file: the code did without it before."""
    if not _VARIABLE.search(change.path):
        return None
    read = next((each for each in symptom.reads if each.name == change.leaf and each.near), None)
    read = read or next((each for each in symptom.reads if each.name == change.leaf), None)
    said = _NOT_THERE.search(symptom.message) if not change.after else None
    if read is None or not (read.near or change.before is not None):
        return None
    cites = (change.good.id, change.bad.id)
    how = _how(read, change.leaf)
    if said is not None:
        how += f', and the failure says "{said.group(0)}", as where a value is not there'
    if not read.near:
        return Tie(IN_FILE, 0.7 if said else 0.35, change.did, how, cites, strong=said is not None, about=change.leaf)
    return Tie(NAME, 0.95 if said else 0.75, change.did, how, cites, strong=True, about=change.leaf)


def _how(read: SettingRead, name: str) -> str:
    where = f"line {read.read_at} of {read.read_in} reads `{name}`"
    if not read.near:
        return f"{where}, and the stack of the failure runs through that file"
    if (read.read_in, read.read_at) == (read.file, read.line):
        return f"{where}, and the stack of the failure runs through that line"
    return f"{where}, and line {read.line} of {read.file}, which is in the stack, works with it"
