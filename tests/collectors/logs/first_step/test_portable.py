"""The SQL of the first step must run where a team's logs have outgrown one machine."""

import pytest
import sqlglot
from sqlglot import expressions as exp

from collectors.logs.first_step.statement import Lines, count_texts, group_entries

# What is to be created there, and what BigQuery has under the same name though the translator does not know it:
# https://cloud.google.com/bigquery/docs/reference/standard-sql/functions-all
TO_BE_CREATED = {"FINGERPRINT", "FINGERPRINT_OF", "IN_ORDER", "PART_OF", "STRINGS_AT"}
KNOWN_THERE = {"MIN_BY", "RTRIM"}


UNTIL = 1_772_409_600_000_000_000


def grouped(lines: Lines, *, bounded: bool = False) -> str:
    return group_entries(("parcel-api",), UNTIL, lines, bounded=bounded)


@pytest.mark.parametrize(
    "query",
    [
        *(grouped("counted"), grouped("held"), grouped("kept"), grouped("counted", bounded=True)),
        count_texts(("parcel-api",), UNTIL, "counted"),
    ],
    ids=["counted", "held", "kept", "bounded", "texts"],
)
def test_bigquery_has_all_that_the_first_step_needs(query: str) -> None:
    # BigQuery replaces every match without being told to.
    query = query.replace(", 'g')", ")")
    written = sqlglot.transpile(query, read="duckdb", write="bigquery", unsupported_level=sqlglot.ErrorLevel.RAISE)[0]
    parsed = sqlglot.parse_one(written, read="bigquery")
    unknown = {each.name.upper() for each in parsed.find_all(exp.Anonymous)}
    assert unknown <= TO_BE_CREATED | KNOWN_THERE
    kinds = {each.to.sql("bigquery") for each in parsed.find_all(exp.Cast)}
    assert kinds <= {"INT64", "STRING", "NUMERIC", "NUMERIC(18, 9)"}


def test_a_function_that_bigquery_lacks_is_seen() -> None:
    written = sqlglot.transpile("SELECT json_transform(a, b)", read="duckdb", write="bigquery")[0]
    found = {each.name.upper() for each in sqlglot.parse_one(written, read="bigquery").find_all(exp.Anonymous)}
    assert not found <= TO_BE_CREATED | KNOWN_THERE
