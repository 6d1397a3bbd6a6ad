from pathlib import Path

import pytest

from incidents.errors import StoreError
from incidents.model.incident import SCHEMA_VERSION
from incidents.store.schema_version import Document, migrated, needed

PATH = Path("incident.json")


def second_last(document: Document) -> Document:
    return {**document, "steps": [*document["steps"], "second last"]}


def last(document: Document) -> Document:
    return {**document, "steps": [*document["steps"], "last"]}


def test_each_version_takes_the_migrations_that_lead_to_the_current_one() -> None:
    both = (second_last, last)
    assert needed(SCHEMA_VERSION, PATH, both) == ()
    assert needed(SCHEMA_VERSION - 1, PATH, both) == (last,)
    assert needed(SCHEMA_VERSION - 2, PATH, both) == both


def test_migrations_run_oldest_first() -> None:
    assert migrated({"steps": []}, (second_last, last), PATH) == {"steps": ["second last", "last"]}


@pytest.mark.parametrize(
    ("stated", "said"),
    [
        (SCHEMA_VERSION + 1, f"it was written by a newer version (schema version {SCHEMA_VERSION + 1}, this one reads"),
        (10**30, "it was written by a newer version"),
        (SCHEMA_VERSION - 2, f"it was written by a version that is too old (schema version {SCHEMA_VERSION - 2}, this"),
        (-(10**30), "it was written by a version that is too old"),
        (None, "it does not state its schema version"),
        ("1", "it does not state its schema version"),
        (1.0, "it does not state its schema version"),
        (True, "it does not state its schema version"),
    ],
)
def test_a_version_that_cannot_be_read_is_one_sentence(stated: object, said: str) -> None:
    with pytest.raises(StoreError) as caught:
        needed(stated, PATH, (last,))
    assert str(caught.value).startswith(f"{PATH}: {said}")
    assert str(caught.value).endswith("; nothing was read")


def test_a_document_that_a_migration_stumbles_over_is_one_sentence() -> None:
    with pytest.raises(StoreError) as caught:
        migrated({}, (last,), PATH)
    assert str(caught.value) == (
        f"{PATH}: it could not be brought to the current schema version; build the incident again; nothing was read"
    )
