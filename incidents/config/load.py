"""incident.toml read as a whole: a complete `Config`, or every error of the file at once."""

from pathlib import Path
from typing import Literal, cast

from incidents.config.components import read_components
from incidents.config.config import Config
from incidents.config.faults import Faults
from incidents.config.policies import read_categories, read_session_mode, read_thresholds
from incidents.config.priorities import read_priorities
from incidents.config.redaction_rules import read_redaction
from incidents.config.relative_paths import fault_of, tidy
from incidents.config.reports import read_templates
from incidents.config.section import Section
from incidents.config.services import read_project, read_region, read_services
from incidents.config.sources import read_sources, refuse_live_without_repository
from incidents.config.toml_file import read_toml
from incidents.config.tracker import read_tracker
from incidents.config.wording import quoted
from incidents.model.policy import Policy

_Level = Literal["P0", "P1", "P2"]


def load(path: Path) -> Config:
    """Read and check one file.

    BadInputError names every error with its line; nothing else is opened, so a glob that matches no file is no error.
    """
    file = read_toml(path)
    faults = Faults(file)
    root = Section(file.values, (), faults)
    project = read_project(root)
    region = read_region(root)
    environment = root.text("environment", "staging") or "staging"
    services = read_services(root)
    report_root = _report_root(root)
    fail_on = cast(_Level | None, root.choice("fail_on", ("P0", "P1", "P2")))
    sources = read_sources(root)
    components, component_lines = read_components(root, faults)
    categories, category_lines = read_categories(root)
    thresholds, threshold_lines = read_thresholds(root)
    session_mode, session_lines = read_session_mode(root)
    priorities = read_priorities(root)
    redaction = read_redaction(root)
    issues = read_tracker(root)
    refuse_live_without_repository(sources, root)
    templates = read_templates(root, report_root)
    root.close()
    faults.refuse()
    assert project is not None
    assert region is not None
    declarations = (*component_lines, *category_lines, *threshold_lines, *session_lines, *priorities.declarations)
    return Config(
        path=path.absolute(),
        project=project,
        region=region,
        environment=environment,
        services=services,
        sources=sources,
        report_root=report_root,
        fail_on=fail_on,
        policy=Policy(
            components=components,
            categories=categories,
            thresholds=thresholds,
            session_mode=session_mode,
            rubric=priorities.rubric,
            overrides=priorities.overrides,
        ),
        declarations=tuple(sorted(declarations, key=lambda each: each.id)),
        redaction=redaction,
        issues=issues,
        templates=templates,
    )


def _report_root(root: Section) -> str:
    path = root.text("report_root", "postmortems") or "postmortems"
    fault = fault_of(path, glob=False)
    if fault:
        root.faults.add(("report_root",), f"`report_root` {quoted(path)} {fault}")
    return tidy(path)
