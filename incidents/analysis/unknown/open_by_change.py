"""What a change that explains a fault leaves open: who else it hits, what it was for, and whether it is mended."""

import re
from collections.abc import Iterator

from incidents.analysis.causes.code import changed_contract, changed_limit, dropped_schema, missing_name, sent_field
from incidents.analysis.causes.neighbour.suspects import DROPPED, TAKEN_AWAY
from incidents.analysis.causes.settings import credentials, memory_limit
from incidents.analysis.causes.settings.setting_change import is_lower, leaf_of
from incidents.analysis.commands import described, plain
from incidents.analysis.facts import Facts
from incidents.analysis.unknown.asking import question
from incidents.model.cause import Cause, Chain, ChangeRef
from incidents.model.evidence import Commit
from incidents.model.finding import Finding
from incidents.model.incident import Question

_SHARED = ("key", "field", "column", "table")
"""What others may read or send too; attributes and methods are a matter of one code."""
_DROPS = (dropped_schema.NAME, DROPPED)
_OF_NAMES = (missing_name.NAME, changed_contract.NAME, TAKEN_AWAY, *_DROPS)
_THROTTLED = "cpu-throttling"
_COSTS = ("minscale", "min-instance-count", "cpu", "memory")
_SECRETS = re.compile(r"(?:TOKEN|SECRET|KEY|PASSWORD|CREDENTIALS?)$", re.IGNORECASE)
_REFERENCE = "secret:"
"""How a revision's settings name a secret, before its version."""
_PRODUCTIVE = ("production", "config", "dependencies", "build")


def open_by_change(facts: Facts, worse: list[Finding], chains: list[Chain]) -> Iterator[Question]:
    """Of causes that are probable or better, of findings that are new or worse."""
    leads = {chain.finding: chain.lead for chain in chains}
    for finding in worse:
        lead = leads.get(finding.id)
        if lead is None or lead.change is None or lead.confidence not in ("probable", "confirmed"):
            continue
        yield from _of_names(facts, finding, lead)
        if lead.change.setting:
            yield from _of_setting(facts, finding, lead.change, lead.change.setting)
        elif commit := facts.commits.get(lead.change.commit or ""):
            yield from _of_commit(facts, finding, lead, commit)


def _of_names(facts: Facts, finding: Finding, lead: Cause) -> Iterator[Question]:
    """Of names that cross the border of a service, such as a key of a message or a column."""
    if lead.rule not in _OF_NAMES:
        return
    said = f"{finding.title}\n{finding.signature or ''}"
    for kind, name in missing_name.missing_names(said):
        if kind not in _SHARED or plain(name) is None:
            continue
        text = f"Who else reads or sends the {kind} `{name}`: other clients, services or jobs?"
        why = "the code of this repository was read, and what lies outside of it was not"
        yield question(text, why, f"run `git grep -n -w {name}` in the repository of each of them")
        if lead.rule in _DROPS:
            text = f"Can the data of the {kind} `{name}` be restored, or was it copied before it was dropped?"
            yield question(text, "what the database holds was not read", _backups(facts, finding))


def _backups(facts: Facts, finding: Finding) -> str:
    own = (each for each in facts.revisions.values() if each.service == finding.service)
    given = (each.value for revision in own for each in revision.settings if each.path.endswith("cloudsql-instances"))
    instance = plain(next(given, "").rpartition(":")[2]) or "INSTANCE"
    return f"gcloud sql backups list --instance={instance} --project {facts.sealed.scope.project}"


def _of_setting(facts: Facts, finding: Finding, change: ChangeRef, path: str) -> Iterator[Question]:
    leaf, project = leaf_of(path), facts.sealed.scope.project
    if memory_limit.RULE.settings.search(path):
        limits = f"from {change.before} to {change.after}"
        text = f"How much memory does {finding.service} need under load? Its limit went {limits}."
        query = f"read run.googleapis.com/container/memory/utilizations of {finding.service} in Metrics Explorer"
        yield question(text, "what its instances use was not read", query)
    lowered = is_lower(change.before, change.after)
    if (leaf == _THROTTLED and change.after == "true") or (lowered and any(each in leaf.lower() for each in _COSTS)):
        text = f"What was saved by setting `{leaf}` to {change.after}, which going back would cost again?"
        yield question(text, "no bill was read", "read the billing export for Cloud Run before and since")
    elif lowered:
        text = f"For what was `{leaf}` lowered from {change.before} to {change.after}, and does that still hold?"
        query = described(facts, change.revision)
        yield question(text, "a revision tells what was set, and not for what", query)
    secret = next((each for each in (change.before, change.after) if each and each.startswith(_REFERENCE)), None)
    if secret or _SECRETS.search(leaf):
        text = f"Was the secret behind `{leaf}` renamed or rotated, and who else, such as the code, has to follow?"
        named = plain((secret or "").removeprefix(_REFERENCE).partition("@")[0])
        query = f"gcloud secrets versions list {named}" if named else "gcloud secrets list"
        yield question(text, "a secret is named by the revision, and never read", f"{query} --project {project}")
    elif credentials.RULE.settings.search(leaf):
        text = (
            f"Were the issuer, audience or keys that belong to `{leaf}` to be changed as well, here and at its callers?"
        )
        yield question(text, "what others show or expect was not read", f"gcloud run services list --project {project}")


def _of_commit(facts: Facts, finding: Finding, lead: Cause, commit: Commit) -> Iterator[Question]:
    short = commit.sha[:12]
    if lead.rule == changed_limit.NAME:
        text = f"Why was the limit lowered by commit {short} ({commit.subject}), and was it measured before?"
        yield question(text, "no record tells for what it was lowered", f"git show {commit.sha}")
    if lead.rule == sent_field.NAME:
        text = f"Was what refuses it meant to take what commit {short} ({commit.subject}) sends?"
        yield question(text, "no change of the service that is called was read that would", f"git show {commit.sha}")
    if not commit.new_in:
        text = f"Will the change of commit {short} ({commit.subject}) be deployed as it is, and before what?"
        yield question(text, "no revision that was read holds it", f"git branch -r --contains {commit.sha}")
        return
    taken_back = any(each.reverts == commit.sha for each in facts.commits.values())
    changes = [each for each in facts.changes if each.commit == commit.sha]
    names = sorted({each.name for change in changes for each in change.dependencies})
    if taken_back or lead.counterfactual:
        what = ", ".join(f"`{each}`" for each in names[:2]) if names else f"what commit {short} did"
        verb = "updated" if names else "deployed"
        text = f"When can {what} be {verb} again, without this: {finding.title}?"
        yield question(text, "it was taken back, and no fix of it was read", f"git log --oneline {commit.sha}.. --all")
    elif paths := _unmended(facts, commit):
        text = f"Is a fix of commit {short} on its way? No commit that was read touches {paths[0]} after it."
        why = "other branches and open pull requests were not read"
        yield question(text, why, f"git log --all {commit.sha}.. -- {paths[0]}")


def _unmended(facts: Facts, commit: Commit) -> list[str]:
    """The files of the commit, where no later one that was read touches any of them."""
    paths = {each.path for each in facts.changes if each.commit == commit.sha and each.path_class in _PRODUCTIVE}
    later = {each.sha for each in facts.commits.values() if each.at and commit.at and each.at > commit.at}
    if any(each.commit in later and each.path in paths for each in facts.changes):
        return []
    return sorted(each for each in paths if plain(each))
