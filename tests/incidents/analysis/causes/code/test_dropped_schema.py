import pytest

from incidents.analysis.causes.code import dropped_schema
from tests.incidents.analysis.causes.symptoms import change, symptom

MISSING = symptom('column "weight_g" of relation "parcel" does not exist')
SQL = "db/migrations/0007_weight.sql"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (SQL, "+ALTER TABLE parcel DROP COLUMN weight_g;"),
        (SQL, "+alter table parcel rename column weight_g to weight;"),
        ("app/migrations/0007_weight.py", '+    migrations.RemoveField(model_name="parcel", name="weight_g"),'),
        ("alembic/versions/7_weight.py", '+    op.drop_column("parcel", "weight_g")'),
        ("db/migrate/7_weight.rb", "+    remove_column :parcels, :weight_g"),
        ("migrations/7_weight.js", "+  table.dropColumn('weight_g')"),
    ],
)
def test_a_migration_that_drops_or_renames_what_is_missing_is_strong(path: str, line: str) -> None:
    (tie,) = dropped_schema.ties([change(line, path=path)], MISSING)
    assert (tie.strong, tie.did) == (True, f"drops or renames the column `weight_g` ({path})")


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        (SQL, ("+alter table parcel add column weight_g int;",)),
        (SQL, ("+alter table parcel drop column height_mm;",)),
        # The way back of a migration that adds it.
        ("alembic/versions/7_weight.py", ("+def downgrade():", '+    op.drop_column("parcel", "weight_g")')),
        ("db/migrations/0007_weight.down.sql", ("+alter table parcel drop column weight_g;",)),
        # No migration.
        ("parcel_api/labels.py", ('+    drop_column("weight_g")',)),
        # A migration that is taken away.
        (SQL, ("-alter table parcel drop column weight_g;",)),
    ],
)
def test_anything_else_drops_nothing(path: str, lines: tuple[str, ...]) -> None:
    assert dropped_schema.ties([change(*lines, path=path)], MISSING) == []


def test_a_table_is_dropped_by_what_speaks_of_a_table() -> None:
    missing = symptom('relation "parcel" does not exist')
    (tie,) = dropped_schema.ties([change("+drop table if exists parcel;", path=SQL)], missing)
    assert tie.did == f"drops or renames the table `parcel` ({SQL})"
    assert dropped_schema.ties([change("+alter table parcel drop column weight_g;", path=SQL)], missing) == []


def test_a_failure_that_misses_no_column_is_tied_to_no_drop() -> None:
    assert dropped_schema.ties([change("+drop column weight_g;", path=SQL)], symptom("weight_g is 0")) == []
