import duckdb

from collectors.logs.fields.sampled import Sampled
from collectors.logs.fields.told import told

PIECE = """SELECT 'api' AS service, 't1' AS trace, FALSE AS is_request,
  '{"lane": "\\ud83d", "\\udc00": 1, "flags": {"beta": "\\ud83d\\ude80"}}' AS payload"""


def test_halves_of_characters_are_told_as_the_escapes_that_they_were() -> None:
    request = Sampled("api", 0, "r1", failed=True, trace="t1", url="", instance="", agent="")
    with duckdb.connect() as database:
        (fields,) = told(database, [PIECE], [request]).values()
    assert fields == {("lane", "\\ud83d"), ("\\udc00", "1"), ("flags.beta", "\U0001f680")}
