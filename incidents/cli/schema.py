"""`incident schema`: the JSON Schema of incident.json."""

import json
import sys

from incidents.model.incident import Incident


def schema_text() -> str:
    """The schema as it is checked in under docs/."""
    return json.dumps(Incident.model_json_schema(), indent=2, sort_keys=True, ensure_ascii=False) + "\n"


def schema() -> int:
    sys.stdout.write(schema_text())
    return 0
