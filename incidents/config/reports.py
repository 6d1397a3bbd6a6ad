"""How the reports are written: `[reports]`."""

from incidents.config.relative_paths import fault_of, tidy
from incidents.config.section import Section
from incidents.config.wording import quoted


def read_templates(root: Section, report_root: str) -> str | None:
    """The folder of the team's own templates; None where ours are used as they are."""
    section = root.section("reports")
    path = section.text("templates", "report-templates")
    section.close()
    if path is None:
        return None
    fault = fault_of(path, glob=False)
    if not fault and tidy(path).rstrip("/") == ".":
        fault = "is the folder of incident.toml itself: name a folder that holds templates alone"
    if not fault and f"{tidy(path)}/".startswith(f"{tidy(report_root).rstrip('/')}/"):
        fault = "lies where the incidents are written: name a folder of its own"
    if fault:
        section.faults.add(section.at("templates"), f"`reports.templates` {quoted(path)} {fault}")
        return None
    return tidy(path).rstrip("/")
