import pytest

from collectors.git_history.python import followed_uses
from collectors.git_history.python.followed_uses import FollowedUses
from collectors.git_history.python.production_imports import SourceTree

TREE = {
    "src/desk/__init__.py": "from desk.rates import rate\n",
    "src/desk/rates.py": (
        "def rate(currency):\n    return 1\n\n\n"
        "class Table:\n    def __init__(self):\n        self.rows = self.read()\n\n"
        "    def read(self):\n        return []\n"
    ),
    "src/desk/quote.py": "from . import rates\n\n\ndef quote(parcel):\n    return rates.rate('EUR')\n",
    "src/desk/api.py": (
        "import desk.rates\nfrom desk.quote import quote as asked\nfrom desk import rate as one\n\n\n"
        '@router.get("/quotes/{number}")\nasync def show(number):\n    return asked(number)\n\n\n'
        '@app.route("/table")\ndef table(rows=Depends(desk.rates.Table)):\n    return rows\n\n\n'
        "def unused():\n    return one('EUR')\n"
    ),
    "src/desk/urls.py": "from desk import rates\n\nurls = [path('rates/<int:n>', rates.rate)]\n",
    "src/other/rates.py": "def rate():\n    return rate()\n",
    "src/odd.py": "def (:  # rate\n",
}


def followed(tree: dict[str, str] | None = None) -> FollowedUses:
    """The id of each content is its path."""
    held = TREE if tree is None else tree
    return FollowedUses(SourceTree({path: path for path in held}), {path: text.encode() for path, text in held.items()})


def told(path: str, *names: str) -> set[tuple[str, int, str, tuple[str, ...], str]]:
    found = followed().of({path: frozenset(names)})
    return {(where.removeprefix("src/desk/"), use.line, use.function, use.routes, use.used[1]) for where, use in found}


def test_a_function_is_followed_by_its_names_to_what_answers_a_route() -> None:
    assert told("src/desk/rates.py", "rate") == {
        ("quote.py", 5, "quote", (), "rate"),
        ("api.py", 8, "show", ("GET /quotes/{number}",), "quote"),  # under another name, one step on
        ("api.py", 17, "unused", (), "rate"),  # through the package
        ("urls.py", 3, "<module>", ("rates/<int:n>",), "rate"),  # handed on with its path
    }


def test_a_class_is_used_by_its_start_and_a_method_by_its_own_object() -> None:
    assert told("src/desk/rates.py", "Table.read") == {
        ("rates.py", 7, "Table.__init__", (), "Table.read"),
        ("api.py", 12, "table", ("/table",), "Table.__init__"),
    }


def test_what_uses_itself_or_another_of_the_same_name_is_no_use() -> None:
    assert told("src/other/rates.py", "rate") == set()


@pytest.mark.parametrize(("bound", "value"), [("MOST_PARSED", 2), ("MOST_PARSED_BYTES", 130)])
def test_what_there_is_no_room_for_is_left_out(monkeypatch: pytest.MonkeyPatch, bound: str, value: int) -> None:
    rates, long = "def rate():\n    return 1\n", "# what is long\n" * 8
    tree = {"a.py": rates, "b.py": "from a import rate\nrate()\n", "c.py": f"from a import rate\nrate()\n{long}"}
    monkeypatch.setattr(followed_uses, bound, value)
    few = followed(tree)
    assert [where for where, _ in few.of({"a.py": frozenset({"rate"})})] == ["b.py"]
    assert few.left_out == {"c.py"}


def test_no_step_is_taken_from_enough_uses_on(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(followed_uses, "MOST_USES", 1)
    assert {use.used[1] for _, use in followed().of({"src/desk/rates.py": frozenset({"rate"})})} == {"rate"}


def test_a_line_is_told_by_its_number() -> None:
    assert followed().line("src/desk/quote.py", 5) == b"return rates.rate('EUR')"
    assert followed().line("src/desk/quote.py", 50) == b""


@pytest.mark.parametrize(
    ("made", "declared", "route"),
    [
        ('APIRouter(prefix="/v1/rates/")', '@router.get("")', "GET /v1/rates"),
        ('Blueprint("rates", __name__, url_prefix="/v1")', '@router.route("/rates")', "/v1/rates"),
        ('APIRouter(prefix="/v1/rates")', '@other.get("/all")', "GET /all"),
        ("APIRouter(prefix=WHERE)", '@router.get("/all")', "GET /all"),
    ],
)
def test_what_a_router_puts_before_its_routes_is_part_of_them(made: str, declared: str, route: str) -> None:
    tree = {
        "src/rates.py": "def rate():\n    return 1\n",
        "src/api.py": f"import rates\n\nrouter = {made}\n\n\n{declared}\ndef show():\n    return rates.rate()\n",
    }
    ((_, use),) = followed(tree).of({"src/rates.py": frozenset({"rate"})})
    assert use.routes == (route,)
