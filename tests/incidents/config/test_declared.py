"""Lines of incident.toml as evidence."""

from incidents.config.declared import declaration, declaration_id
from incidents.config.toml_file import TomlFile
from incidents.config.toml_lines import scan
from incidents.model.evidence import Declaration
from incidents.model.record import digest


def test_a_line_is_evidence_under_its_own_path() -> None:
    text = "# head\n[thresholds]\ndb_ms = 500   # agreed\n"
    file = TomlFile("staging.toml", {}, scan(text))
    assert declaration(file, ("thresholds", "db_ms"), "500", owner="data team") == Declaration(
        id=f"config-{digest('thresholds.db_ms')}",
        at=None,
        source="incident.toml",
        locator="staging.toml:3",
        excerpt="db_ms = 500   # agreed",
        path="thresholds.db_ms",
        value="500",
        owner="data team",
    )


def test_the_citation_does_not_depend_on_the_line() -> None:
    key = ("thresholds", "db_ms")
    first = declaration(TomlFile("incident.toml", {}, scan("thresholds.db_ms = 1")), key, "1")
    later = declaration(TomlFile("incident.toml", {}, scan("\n\n[thresholds]\ndb_ms = 2")), key, "2")
    assert first.id == later.id == declaration_id(key)
