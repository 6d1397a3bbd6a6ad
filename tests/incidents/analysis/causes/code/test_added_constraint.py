import pytest

from incidents.analysis.causes.code import added_constraint
from incidents.analysis.causes.code.added_constraint import Refusal, refusals
from tests.incidents.analysis.causes.symptoms import change, symptom

POSTGRES = symptom('duplicate key value violates unique constraint "parcel_label_once"')
SQL = "db/migrations/0007_label.sql"


@pytest.mark.parametrize(
    ("message", "refusal"),
    [
        ('duplicate key value violates unique constraint "a_b"', Refusal("a_b", None)),
        ('new row for relation "a" violates check constraint "b_c"', Refusal("b_c", None)),
        ("ORA-00001: unique constraint (SHOP.A_B) violated", Refusal("A_B", None)),
        ("1062 (23000): Duplicate entry 'x-1' for key 'parcel.a_b'", Refusal("a_b", None)),
        ("a foreign key constraint fails (`s`.`p`, CONSTRAINT `fk_p` FOREIGN KEY (`q`))", Refusal("fk_p", None)),
        ("Violation of UNIQUE KEY constraint 'UQ_P'. Cannot insert duplicate key", Refusal("UQ_P", None)),
        ("E11000 duplicate key error collection: s.p index: p_1 dup key: { p: 1 }", Refusal("p_1", None)),
        ('null value in column "qty" of relation "p" violates not-null constraint', Refusal("qty", "empty")),
        ("NOT NULL constraint failed: p.qty", Refusal("qty", "empty")),
        ("UNIQUE constraint failed: p.label, p.town", Refusal("label", "twice")),
    ],
)
def test_each_database_names_what_refused_a_row(message: str, refusal: Refusal) -> None:
    assert refusals(message) == (refusal,)


@pytest.mark.parametrize("message", ["Duplicate entry '7' for key 'PRIMARY'", "parcel_label_once is odd"])
def test_what_every_table_has_or_no_refusal_names_nothing(message: str) -> None:
    assert refusals(message) == ()


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (SQL, "+ALTER TABLE parcel ADD CONSTRAINT parcel_label_once UNIQUE (label);"),
        ("alembic/versions/7_label.py", '+    op.create_unique_constraint("parcel_label_once", "parcel", ["label"])'),
        ("db/migrate/7_label.rb", '+    add_index :parcels, :label, unique: true, name: "parcel_label_once"'),
    ],
)
def test_a_migration_that_creates_the_constraint_is_as_close_as_it_gets(path: str, line: str) -> None:
    (tie,) = added_constraint.ties([change(line, path=path)], POSTGRES)
    assert (tie.closest, tie.about) == (True, "parcel_label_once")
    assert tie.did == f"adds `parcel_label_once` in a migration ({path})"


@pytest.mark.parametrize(
    ("path", "lines"),
    [
        # Another constraint, whose name begins alike.
        (SQL, ("+ALTER TABLE parcel ADD CONSTRAINT parcel_label_once_a_day UNIQUE (label, day);",)),
        # The way back of a migration that drops it.
        ("alembic/versions/7.py", ("+def downgrade():", '+    op.create_unique_constraint("parcel_label_once")')),
        # Code that answers to it.
        ("parcel_api/labels.py", ('+    if "parcel_label_once" in str(error):',)),
        (SQL, ("-ALTER TABLE parcel ADD CONSTRAINT parcel_label_once UNIQUE (label);",)),
    ],
)
def test_anything_else_creates_none(path: str, lines: tuple[str, ...]) -> None:
    assert added_constraint.ties([change(*lines, path=path)], POSTGRES) == []


@pytest.mark.parametrize(
    ("message", "line", "did"),
    [
        (
            "NOT NULL constraint failed: parcel.qty",
            '+    op.alter_column("parcel", "qty", nullable=False)',
            "no longer lets the column `qty` be empty",
        ),
        (
            "UNIQUE constraint failed: parcel.label",
            "+CREATE UNIQUE INDEX p ON parcel (label);",
            "no longer lets the column `label` hold the same twice",
        ),
    ],
)
def test_a_column_needs_the_rule_beside_its_name(message: str, line: str, did: str) -> None:
    (tie,) = added_constraint.ties([change(line, path=SQL)], symptom(message))
    assert tie.did == f"{did} ({SQL})"
    other = change("+ALTER TABLE parcel ADD COLUMN qty int, ADD COLUMN label text;", path=SQL)
    assert added_constraint.ties([other], symptom(message)) == []
