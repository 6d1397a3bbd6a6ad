import json
from pathlib import Path

import jsonschema

from incidents.cli.schema import schema_text
from incidents.store import incident_file
from tests import builders

CHECKED_IN = Path(__file__).parents[3] / "docs" / "incident.schema.json"


def test_the_checked_in_schema_is_that_of_the_model() -> None:
    assert CHECKED_IN.read_text(encoding="utf-8") == schema_text(), "run `make schema` and review the difference"


def test_an_incident_file_fits_the_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(json.loads(schema_text()))
    jsonschema.validate(json.loads(incident_file.to_bytes(builders.incident())), json.loads(schema_text()))
