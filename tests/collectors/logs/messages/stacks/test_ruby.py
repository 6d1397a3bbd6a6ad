import pytest

from collectors.logs.messages.stacks.ruby import read_ruby
from collectors.logs.messages.stacks.stack import Stack, frame

# What Ruby 3.1 prints for an error that another one caused.
CRASH = """\
depot.rb:7:in `rescue in find': no depot south (ParcelError)
\tfrom depot.rb:4:in `find'
\tfrom depot.rb:15:in `<main>'
depot.rb:3:in `fetch': key not found: :south (KeyError)
\tfrom depot.rb:3:in `fetch'
\tfrom depot.rb:5:in `find'
\tfrom depot.rb:15:in `<main>'
"""
FRAMES = "app/depot.rb:3:in `fetch'\n/usr/local/bundle/gems/rack-3.0/lib/rack.rb:10:in 'Rack#call'"
OWN = (frame("/usr/local/bundle/gems/rack-3.0/lib/rack.rb", 10, "Rack#call"), frame("app/depot.rb", 3, "fetch"))


def test_the_cause_counts_with_all_of_its_frames() -> None:
    assert read_ruby(CRASH) == Stack(
        "KeyError",
        "key not found: :south",
        (
            frame("depot.rb", 15, "<main>"),
            frame("depot.rb", 5, "find"),
            frame("depot.rb", 3, "fetch"),
            frame("depot.rb", 3, "fetch"),
        ),
    )


@pytest.mark.parametrize(
    ("head", "error_type", "message"),
    [
        ("E, [2026-11-28T05:31:21.028268 #17678] ERROR -- : no depot (ParcelError)", "ParcelError", "no depot"),
        ("KeyError (key not found: :north):\n  ", "KeyError", "key not found: :north"),
        ("2026-11-28 05:31:21 Rack app: #<Parcel::LoadError: no depot>", "Parcel::LoadError", "no depot"),
        ("ActiveRecord::RecordNotFound: no depot", "ActiveRecord::RecordNotFound", "no depot"),
        ("it broke", None, "it broke"),
    ],
)
def test_a_logger_names_the_exception_above_the_frames(head: str, error_type: str | None, message: str) -> None:
    assert read_ruby(f"{head}\n{FRAMES}") == Stack(error_type, message, OWN)


def test_the_teams_own_function_is_not_a_gems() -> None:
    found = read_ruby("KeyError: x\n/bundle/gems/a/a.rb:1:in `get'\napp/depot.rb:3:in `fetch'")
    assert found is not None
    assert found.origin == "fetch"


def test_prose_is_no_stack() -> None:
    assert read_ruby("see depot.rb:3\nnothing in `fetch'") is None
