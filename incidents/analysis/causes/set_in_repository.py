"""The link behind a setting: the commit that changed it in a file of the repository from which it is deployed."""

import re

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


def set_in_repository(facts: Facts, lead: Cause) -> Cause | None:
    """Claims: this commit changed the setting in a file that is deployed. Refuted by another file with the setting."""
    change = lead.change
    revision = facts.revisions.get(change.revision or "") if change and change.setting else None
    if change is None or revision is None:
        return None
    found = [pair for each in facts.changes if (pair := _pair(facts, each, change, revision)) is not None]
    if not found:
        return None
    commit, file = max(found, key=lambda each: (each[0].at, each[0].sha, each[1].path))
    name = leaf_of(change.setting or "")
    verb = "takes" if change.after is None else "brings" if change.before is None else "changes"
    place = f"out of {file.path}" if change.after is None else f"in {file.path}"
    return Cause(
        id=f"cause-{digest(lead.id, NAME)}",
        effect=lead.id,
        rule=NAME,
        claim=f"commit {commit.sha[:12]} ({commit.subject}) {verb} `{name}` {place}",
        mechanism=f"{revision.name}, created after that commit, is deployed as this file says",
        change=ChangeRef(commit=commit.sha),
        evidence_for=tuple(sorted({commit.id, file.id, revision.id})),
        looked_for=f"a later commit of the setting before {revision.name} was created; none was read",
        counterfactual=None,
        confidence="probable",
        missing="the record of the deployment, and which version of the file it took",
    )


def _pair(facts: Facts, each: FileChange, change: ChangeRef, revision: Revision) -> tuple[Commit, FileChange] | None:
    commit = facts.commits.get(each.commit)
    if commit is None or commit.at is None or revision.at is None or commit.at > revision.at:
        return None
    if not _DEPLOYS.search(each.path) or built_elsewhere(facts, revision.service, each.path):
        return None
    return (commit, each) if _changes(each, change) else None


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
