"""The wording of a first incident.toml: what was seen is a setting, what was not is a comment that says so."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from glob import escape

from incidents.config.sight.choice import Choice, Sighting
from incidents.config.sight.dockerfiles import Dockerfile
from incidents.config.sight.git_remote import Remote, is_github
from incidents.config.sight.origins import Origin
from incidents.config.toml_text import toml_list, toml_string

_SUITES = (
    ("P1", re.compile(r"e2e|end.?to.?end|smoke|accept|critical|journey")),
    ("P3", re.compile(r"integration|contract")),
    ("P5", re.compile(r"unit")),
)
_MOST_SERVICES = 50
_MOST_ASIDE = 10
_EMPTY = Choice((), ())
_HEAD = """\
# What `incident build` reads, and what it judges by. Paths are relative to this file.
# Written by `incident init` from what lies in this folder: please check it. A setting behind a single # is a
# suggestion; take the # away to use it.
"""
_SAVED = {
    "logs": ("Cloud Logging entries saved as JSON, or read live.", '["logs/*.json"]', True),
    "cloud_run": (
        "`gcloud run revisions list` and `gcloud run services describe`, as JSON, or read live.",
        '["revisions.json", "services.json"]',
        True,
    ),
    "tests": ("Test runs: JUnit XML, with the console's text beside it, or read live.", '["artifacts/*"]', True),
    "coverage": (
        "Which lines the tests ran: JSON of coverage.py with its contexts, Cobertura's XML, lcov.",
        '["artifacts/*/coverage.json"]',
        False,
    ),
    "issues": ("Open issues as GitHub lists them in JSON, or read live.", '["issues.json"]', True),
    "probes": ("Health probes, with the control that was probed beside them.", '["probes.json"]', False),
    "metrics": ("Measured figures.", '["metrics/*.json"]', False),
    "session": ("The record of the work session.", '["session.json"]', False),
    "plan": ("The tests that were planned.", '["plan.json"]', False),
    "context": ("What was said, without proof, before the work began.", '["context.json"]', False),
    "images": ("Images with their size and how they were built.", '["images.json"]', False),
}
_POLICY = """
# What the parts of the product are worth. Reports cite these lines, so write only what the team stands by.
# [components.checkout]
# value = "$500K+ ARR"          # ARR or MRR; K, M or B; "+" for "at least"; a note may follow
# owner = "payments team"
# date = 2026-01-10             # when the value was last agreed
# tier = 1                      # 1 is core; 2 is the default; 3 is the least
# paths = ["checkout/"]         # of the repository
# routes = ["/checkout*"]
#
# A short form, where only the value is known:
# [business_value]
# checkout = "$500K+ ARR"
"""
_REST = """
# Limits that a report may compare with; the unit belongs in the name.
# [thresholds]
# db_ms = 500

# Which row of the rubric gives which priority, and an author's own word on one finding.
# [priority.levels]
# D = "P0"
# [priority.findings.finding-0a1b2c3d4e5f]     # as `incident show` prints it
# level = "P2"
# reason = "the vendor has confirmed it, #311"

# What the work session was allowed to do: "read-only", "read-write" or "unknown".
# [session]
# mode = "read-only"

# Templates of your own, which come before ours: `incident templates eject` writes ours to start from.
# [reports]
# templates = "report-templates"

# Secrets of your own, besides tokens, keys and addresses, which are always taken out.
# [redaction]
# rules = [{ name = "badge", pattern = "BDG-[0-9]{6}" }]
"""
_FILING = """\
# labels = ["incident"]
# tracker = "folder"            # `incident file` writes Markdown files to filed-issues instead of issues on GitHub
# most = 10                     # drafts of one incident at most
# recurrence = "reopen"         # or "link": what was closed in the last closed_days = 30 and came back
# folder_url = "https://files.example/postmortems"   # where the incident folders can be opened, for links
"""


@dataclass(frozen=True)
class Seen:
    """Everything that `incident init` saw; empty parts were not seen."""

    project: Choice = _EMPTY
    region: Choice = _EMPTY
    services: Choice = _EMPTY
    variables: tuple[str, ...] = ()
    origins: dict[str, Origin] = field(default_factory=dict)
    images: tuple[Dockerfile, ...] = ()
    repositories: tuple[str, ...] = ()
    remote: Remote | None = None
    sources: dict[str, tuple[str, ...]] = field(default_factory=dict)
    suites: tuple[str, ...] = ()
    whole: bool = True


def written(seen: Seen) -> str:
    """The file; every name and path in it is escaped, in comments too."""
    parts = (_scope(seen), _services(seen), _sources(seen), _policy(seen), _tracker(seen))
    return _HEAD + "\n".join(line for part in parts for line in part) + "\n"


def _scope(seen: Seen) -> Iterator[str]:
    if not seen.whole:
        yield "# The folder is too large to be looked at as a whole: something may have been missed."
    yield ""
    yield from _place("project", "the Google Cloud project; `gcloud config get-value project` prints it", seen.project)
    yield from _place("region", 'the region of the services, such as "europe-west1"', seen.region)
    yield 'environment = "staging"'
    yield 'report_root = "postmortems"   # where incident folders are written'
    yield '# fail_on = "P1"              # `incident build` exits with 1 if it finds P1 or worse'


def _place(key: str, what: str, choice: Choice) -> Iterator[str]:
    if choice.meant:
        yield f"{key} = {toml_string(choice.meant[0].name)}   # seen in {_comment(choice.meant[0].where)}"
        return
    yield f"# Fill in {what}."
    yield from (f"# Seen: {_sighting(each)}" for each in choice.besides[:_MOST_ASIDE])
    yield f'{key} = ""'


def _services(seen: Seen) -> Iterator[str]:
    yield ""
    yield "# The Cloud Run services, and the paths of the repository that are built into the image of each."
    yield from (f"# Seen, and left out: {_sighting(each)}" for each in seen.services.besides[:_MOST_ASIDE])
    yield from (f"# The name is a variable in {_comment(where)}." for where in seen.variables[:_MOST_ASIDE])
    used = {origin.where for origin in seen.origins.values()}
    free = [image for image in seen.images if image.path not in used][:_MOST_ASIDE]
    for each in seen.services.meant[:_MOST_SERVICES]:
        yield "[[services]]"
        yield f"name = {toml_string(each.name)}   # seen in {_comment(each.where)}"
        yield from _paths(seen.origins.get(each.name))
    if seen.services.meant:
        yield from (f"# No service was seen that is built from {_comment(image.path)}." for image in free)
        return
    yield "# Fill in each name as `gcloud run services list` prints it."
    for image in free:
        yield "[[services]]"
        yield f'name = ""   # what is built from {_comment(image.path)}'
        yield from _paths(Origin(image.paths, image.path))
    if not free:
        yield "[[services]]"
        yield 'name = ""'
        yield from _paths(None)


def _paths(origin: Origin | None) -> Iterator[str]:
    if origin is None:
        yield '# source_paths = ["src/"]   # no Dockerfile was seen that fits; without paths every change may be in it'
    elif origin.paths == (".",):
        yield f'# source_paths = ["src/"]   # {_comment(origin.where)} copies everything: every change may be in it'
    else:
        yield f"source_paths = {toml_list(origin.paths)}   # seen in {_comment(origin.where)}"


def _sources(seen: Seen) -> Iterator[str]:
    yield ""
    yield "# Where the evidence lies: files, or live = true where that is offered."
    for name, (what, example, live) in _SAVED.items():
        yield ""
        globs = seen.sources.get(name, ())
        mark = "" if globs else "# "
        yield f"# {what}" + ("" if globs else " None were seen.")
        yield f"{mark}[sources.{name}]"
        yield f"{mark}files = {toml_list(globs) if globs else example}"
        if live and not globs:
            yield "# live = true                  # instead of files"
    yield ""
    yield from _git(seen.repositories)
    yield ""


def _git(repositories: tuple[str, ...]) -> Iterator[str]:
    yield "# The repository that the services are built from."
    if not repositories:
        yield "# None was seen here. Without these lines this folder itself is tried."
        yield "# [sources.git]"
        yield '# files = ["repo"]'
        return
    yield from (f"# Seen, and left out: {_comment(each)}" for each in repositories[1 : 1 + _MOST_ASIDE])
    yield "[sources.git]"
    yield f"files = {toml_list([escape(repositories[0]) or '.'])}"


def _policy(seen: Seen) -> Iterator[str]:
    yield from _POLICY.strip().splitlines()
    yield ""
    yield "# Which tests matter most: P1 first, P6 last. A folder's name does not say it, so please choose."
    yield "# [tests.categories]"
    if not seen.suites:
        yield '# P1 = ["tests/e2e/*.py"]      # no folder of tests was seen'
    for name, globs in _suggested(seen.suites).items():
        yield f"# {name} = {toml_list(globs)}"
    yield ""
    yield from _REST.strip().splitlines()
    yield ""


def _suggested(suites: tuple[str, ...]) -> dict[str, tuple[str, ...]]:
    named = {suite: next((level for level, words in _SUITES if words.search(suite.lower())), "P4") for suite in suites}
    return {level: tuple(each for each in suites if named[each] == level) for level in sorted(set(named.values()))}


def _tracker(seen: Seen) -> Iterator[str]:
    yield "# Where issues are read from and filed to."
    if seen.remote and seen.remote.repository:
        yield "[issues]"
        yield f"repository = {toml_string(seen.remote.repository)}   # the remote {_comment(seen.remote.name)}"
        yield from _FILING.splitlines()
        return
    if seen.remote is None:
        where = "no remote was seen"
    elif is_github(seen.remote.host):
        where = f"the remote at {seen.remote.host} names no repository"
    else:
        where = f"the remote is at {seen.remote.host}, which is not GitHub"
    yield "# [issues]"
    yield f'# repository = "owner/name"   # {where}'
    yield from _FILING.splitlines()


def _sighting(each: Sighting) -> str:
    return f"{_comment(each.name)} in {_comment(each.where)}"


def _comment(text: str) -> str:
    """What does not print is escaped: a new line would end the comment."""
    return text if text.isprintable() else toml_string(text)
