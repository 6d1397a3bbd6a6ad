"""The link behind a setting: the commit that changed it in a file of the repository from which it is deployed."""

import re
from typing import NamedTuple

from incidents.analysis.causes.code.file_values import file_values
from incidents.analysis.causes.history import built_elsewhere
from incidents.analysis.causes.ranking.named import changed_lines, whole
from incidents.analysis.causes.settings.setting_change import leaf_of
from incidents.analysis.facts import Facts
from incidents.model.cause import Cause, ChangeRef
from incidents.model.evidence import Commit, FileChange, Revision
from incidents.model.record import digest

NAME = "set-in-repository"
_DEPLOYS = re.compile(
    r"\.(?:ya?ml|tf|tfvars|hcl|json|toml|env|properties|sh|mk|ini|conf)$|(?:^|/)(?:Dockerfile|Makefile|Procfile|\.env)[^/]*$"
)
# What other tools call the same; a name that stands for many things counts with its value alone.
_OTHER_NAMES = {
    "maxScale": ("max-instances", "max_instance_count", "maxInstanceCount"),
    "minScale": ("min-instances", "min_instance_count", "minInstanceCount"),
    "containerConcurrency": ("concurrency", "max_instance_request_concurrency"),
    "timeoutSeconds": ("timeout", "timeout_seconds"),
    "vpc-access-connector": ("vpc-connector", "connector"),
    "cloudsql-instances": ("add-cloudsql-instances", "cloud_sql_instances"),
}
_SAID_OFTEN = frozenset({"memory", "cpu", "timeout", "concurrency", "connector", "image", "name", "value"})


class Declared(NamedTuple):
    """Where a setting is declared; without `by_name` the file calls it otherwise."""

    commit: Commit
    file: FileChange
    by_name: bool


def set_in_repository(facts: Facts, lead: Cause) -> Cause | None:
    """Claims: this commit changed the setting in a file that is deployed. Refuted by another file with the setting."""
    change = lead.change
    found = declared_in(facts, change) if change is not None else None
    if change is None or change.revision is None or found is None or not found.by_name:
        return None
    revision = facts.revisions[change.revision]
    return Cause(
        id=f"cause-{digest(lead.id, NAME)}",
        effect=lead.id,
        rule=NAME,
        claim=f"commit {found.commit.sha[:12]} ({found.commit.subject}) {_did(found.file, change)}",
        mechanism=f"{revision.name}, created after that commit, is deployed as this file says",
        change=ChangeRef(commit=found.commit.sha),
        evidence_for=tuple(sorted({found.commit.id, found.file.id, revision.id})),
        looked_for=f"a later commit of the setting before {revision.name} was created; none was read",
        counterfactual=None,
        confidence="probable",
        missing="the record of the deployment, and which version of the file it took",
    )


def in_other_words(facts: Facts, lead: Cause) -> tuple[str, str] | None:
    """The commit that changed what a file of the service calls otherwise, in words, and the command that shows it."""
    found = declared_in(facts, lead.change) if lead.change is not None else None
    if found is None or found.by_name:
        return None
    did = f"changes {file_values(found.file)[0].said} in {found.file.path}"
    said = f"commit {found.commit.sha[:12]} ({found.commit.subject}) {did}"
    return f"{said}, which seems to be about it, and no record says so", f"git show {found.commit.sha}"


def declared_in(facts: Facts, change: ChangeRef) -> Declared | None:
    """The newest commit before the revision that changed the setting by its name, else in words of its own."""
    revision = facts.revisions.get(change.revision or "")
    if revision is None or change.setting is None:
        return None
    found = [pair for each in facts.changes if (pair := _pair(facts, each, change, revision)) is not None]
    return max(found, key=lambda each: (each.by_name, each.commit.at, each.commit.sha, each.file.path), default=None)


def _did(file: FileChange, change: ChangeRef) -> str:
    name = leaf_of(change.setting or "")
    verb = "takes" if change.after is None else "brings" if change.before is None else "changes"
    return f"{verb} `{name}` {'out of' if change.after is None else 'in'} {file.path}"


def _pair(facts: Facts, each: FileChange, change: ChangeRef, revision: Revision) -> Declared | None:
    commit = facts.commits.get(each.commit)
    if commit is None or commit.at is None or revision.at is None or commit.at > revision.at:
        return None
    if not _DEPLOYS.search(each.path) or built_elsewhere(facts, revision.service, each.path):
        return None
    if _changes(each, change):
        return Declared(commit, each, by_name=True)
    return Declared(commit, each, by_name=False) if _in_own_words(each, change, revision.service) else None


def _in_own_words(file: FileChange, change: ChangeRef, service: str) -> bool:
    """Whether a file of this service alone changes just one value, under a word of the setting's name."""
    values = file_values(file) if file.path_class in ("config", "build", "ci") else []
    of_service = whole(service, file.path) or any(whole(service, hunk.text) for hunk in file.hunks)
    if len(values) != 1 or not of_service or None in (values[0].before, values[0].after):
        return False
    said = _words(values[0].key.rpartition(".")[2])
    return bool(said) and said <= _words(leaf_of(change.setting or ""))


def _words(name: str) -> set[str]:
    return set(re.findall(r"[a-z0-9]+", re.sub(r"([a-z])([A-Z])", r"\1 \2", name).lower()))


def _changes(file: FileChange, change: ChangeRef) -> bool:
    """Whether a line with the name, and its value where both sides have one, is on each side that there is."""
    lines = changed_lines(file).split("\n")
    old, new = ([line for line in lines if line.startswith(sign)] for sign in "-+")
    leaf = leaf_of(change.setting or "")
    names = (leaf, *_OTHER_NAMES.get(leaf, ()))
    for name in names:
        by_value = name in _SAID_OFTEN or (change.before is not None and change.after is not None)
        gone = change.before is None or _said(old, name, change.before if by_value else None)
        come = change.after is None or _said(new, name, change.after if by_value else None)
        if gone and come:
            # A name on both sides was not removed, whatever the platform shows.
            one_sided = change.before is None or change.after is None
            return not one_sided or not (_said(old, name, None) and _said(new, name, None))
    return False


def _said(lines: list[str], name: str, value: str | None) -> bool:
    """Of a secret or a name with a version, the first word that tells it apart."""
    wanted = re.split(r"[:@]", (value or "").removeprefix("secret:"))[0]
    return any(whole(name, line) and (not wanted or wanted in line) for line in lines)
