import pytest

from collectors.logs.messages.torn_traces import join_traces
from tests.collectors.logs.log_files import Raw, entry_of, raw_entry

HEAD = "2026-03-02 00:40:45,146 - parcel - ERROR - load failed"
PYTHON = """\
Traceback (most recent call last):
  File "/app/parcel/api.py", line 12, in get_parcel
    return load(key)
           ^^^^^^^^^
KeyError: 'depot'"""
GROUP = """\
  + Exception Group Traceback (most recent call last):
  |   File "/app/parcel/main.py", line 3, in run
  |     async with group():
  | ExceptionGroup: unhandled errors in a TaskGroup (1 sub-exception)
  +-+---------------- 1 ----------------
    | Traceback (most recent call last):
    |   File "/app/parcel/api.py", line 12, in get_parcel
    | KeyError: 'depot'
    +------------------------------------

During handling of the above exception, another exception occurred:
"""
JAVA = """\
java.lang.IllegalStateException: cannot load
\tat com.parcel.Load.run(Load.java:20)
Caused by: java.lang.NullPointerException
\tat com.parcel.Depot.find(Depot.java:33)
\t... 1 more"""
NODE = "TypeError: no depot\n    at load (/app/src/load.js:3:9)\n    at main (/app/src/main.js:1:1)"
GO = "panic: no depot\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:5 +0x2a\nexit status 2"

DOTNET = """\
System.InvalidOperationException: cannot load
 ---> System.NullReferenceException: depot is null
   at Parcel.Depot.Find(String name) in /src/Depot.cs:line 12
   --- End of inner exception stack trace ---
   at Parcel.Load.Run() in /src/Load.cs:line 7
--- End of stack trace from previous location ---
   at Parcel.Web.Get() in /src/Web.cs:line 3"""
RUBY = """\
depot.rb:7:in `rescue in find': no depot south (ParcelError)
\tfrom depot.rb:15:in `<main>'
depot.rb:3:in `fetch': key not found: :south (KeyError)
\tfrom depot.rb:5:in `find'"""
RUBY_LOGGED = """\
E, [2026-03-02T00:40:45.146 #17] ERROR -- : no depot (ParcelError)
app/depot.rb:7:in `find'
/bundle/gems/rack/rack.rb:10:in 'Rack#call'"""
PHP = """\
PHP Fatal error:  Uncaught LoadError: no depot in /app/depot.php:2
Stack trace:
#0 /app/depot.php(3): fetch()
#1 [internal function]: {closure}()
#2 {main}

Next RuntimeException: cannot load in /app/depot.php:3
Stack trace:
#0 {main}
  thrown in /app/depot.php on line 3"""


TAG = "[3478f47f-6975-1475-60b2-f2e9b75407e3] "
RAILS = """\
F, [2026-03-02T00:40:45.146 #1] FATAL -- : [tag]   
[tag] NoMethodError (undefined method 'find' for an instance of Depot):
[tag]   
[tag] app/models/depot.rb:11:in 'Depot#call'
[tag] app/controllers/depots_controller.rb:7:in 'DepotsController#create'""".replace("[tag] ", TAG)  # noqa: W291
UNTAGGED = RAILS.replace(TAG, "")
HEADED = "\n".join(
    f"2026-03-02 00:40:45,14{n} ERROR parcel: {line}" for n, line in enumerate(f"bad\n{PYTHON}".split("\n"))
)
RUST = "thread 'main' (7) panicked at src/depot.rs:3:9:\nno depot\nstack backtrace:\n   0: core::panicking::panic_fmt"
ELIXIR = """\
12:00:00.000 [error] GenServer #PID<0.1.0> terminating
** (RuntimeError) no depot
    (parcel 0.1.0) lib/parcel/worker.ex:12: Parcel.Worker.find/3
    (stdlib 4.0) gen_server.erl:721: :gen_server.try_handle_call/4"""


def lines(text: str, *, second: float = 10, instance: str = "instance-a", trace: str | None = None) -> list[Raw]:
    """Every line an entry, a millisecond after the one before."""
    return [
        raw_entry(line, second=round(second + n / 1000, 3), instance=instance, trace=trace)
        for n, line in enumerate(text.split("\n"))
    ]


def joined(raws: list[Raw]) -> list[str]:
    """The texts that come out, sorted; the order in which entries are given must not matter."""
    entries = [entry_of(raw) for raw in raws]
    forwards = sorted(str(each.body["textPayload"]) for each in join_traces(entries))
    assert sorted(str(each.body["textPayload"]) for each in join_traces(reversed(entries))) == forwards
    return forwards


@pytest.mark.parametrize(
    "text",
    [
        PYTHON,
        f"{HEAD}\n{PYTHON}",
        f"{PYTHON}\n\nDuring handling of the above exception, another exception occurred:\n\n{PYTHON}",
        f"{HEAD}\n{GROUP}\n{PYTHON}",
        f"{HEAD}\n{GROUP}".rstrip(),
        f"{PYTHON}\nDETAIL:  Key (id)=(1) already exists.\n\n[SQL: INSERT]\n(Background on this error at: x)",
        PYTHON.replace("KeyError: 'depot'", "pydantic.ValidationError: 1 error\nDEPOT_URL\n  field required"),
        PYTHON.replace("KeyError: 'depot'", "Error: depot"),  # looks like a level, is the exception
        JAVA,
        f"{HEAD}\n{JAVA}",
        NODE,
        f"{HEAD}\n{NODE}",
        GO,
        DOTNET,
        f"{HEAD}\n{DOTNET}",
        RUBY,
        f"{HEAD}\n{RUBY}",
        RUBY_LOGGED,
        PHP,
        RAILS,
        RAILS.split("\n", 1)[1],  # without a logger's head there is nothing but tags
        RAILS.replace(f"{TAG}  \n{TAG}app/m", f"{TAG}    1: <%= find %>\n{TAG}  \n{TAG}app/m"),  # of a template
        UNTAGGED,
        HEADED,
        f"{TAG}TypeError: no depot\n{TAG}    at load (/app/src/load.js:3:9)",
        RUST,
        f"{RUST}\n             at /rustc/5980/library/core/src/panicking.rs:80:14\nnote: run with `RUST_BACKTRACE`",
        ELIXIR,
        f"2026/03/02 00:40:45 http: panic serving 10.0.0.1:5: x\n{GO.split(chr(10), 2)[2]}",
    ],
)
def test_a_trace_of_one_entry_a_line_becomes_one_entry(text: str) -> None:
    assert joined(lines(text)) == [text]


@pytest.mark.parametrize("after", ["#1 attempt failed", "Stack trace: none", "app/depot.rb:7: warning: unused"])
def test_what_only_begins_like_a_frame_is_not_drawn_to_a_complaint(after: str) -> None:
    assert joined(lines(f"{HEAD}\n{after}")) == sorted([HEAD, after])


@pytest.mark.parametrize("trace", ["Stack trace:\n#0 {main}", "app/depot.rb:7:in `find'"])
def test_a_trace_at_the_margin_does_not_draw_in_a_line_that_announced_nothing(trace: str) -> None:
    assert joined(lines(f"ready\n{trace}")) == sorted(["ready", trace])


def test_traces_of_two_instances_that_interleave_are_told_apart() -> None:
    other = PYTHON.replace("depot", "parcel")
    mixed = lines(PYTHON) + lines(other, second=10.0005, instance="instance-b")
    assert joined(mixed) == [PYTHON, other]


def test_tagged_traces_of_two_requests_that_are_written_at_once_are_told_apart() -> None:
    other = RAILS.replace("3478", "9999").replace("'find'", "'lose'")
    assert joined(lines(RAILS) + lines(other, second=10.0005)) == sorted([RAILS, other])


def test_lines_of_one_request_that_are_records_of_their_own_stay_apart() -> None:
    started = [f"{TAG}Started POST /depots", f"{TAG}Completed 500"]
    assert joined(lines("\n".join([started[0], *RAILS.split("\n")[1:], started[1]]))) == sorted(
        [started[0], RAILS.split("\n", 1)[1], started[1]]
    )


def test_traces_of_two_requests_in_one_instance_are_told_apart_by_their_trace() -> None:
    other = PYTHON.replace("depot", "parcel")
    mixed = lines(PYTHON, trace="t1") + lines(other, second=10.0005, trace="t2")
    assert joined(mixed) == [PYTHON, other]


def test_two_traces_one_after_the_other_stay_two() -> None:
    assert joined(lines(f"{PYTHON}\n{PYTHON}")) == [PYTHON, PYTHON]


@pytest.mark.parametrize(
    "before",
    ["INFO: ready", "ready", "2026-03-02 00:40:45,146 - parcel - INFO - ready"],
)
def test_a_line_that_is_no_complaint_is_not_drawn_into_the_trace(before: str) -> None:
    assert joined(lines(f"{before}\n{PYTHON}")) == sorted([before, PYTHON])


@pytest.mark.parametrize("after", ["ready", "INFO: ready", "2026-03-02 00:40:46 up", "ValueError is a class"])
def test_the_line_after_the_exception_stands_alone(after: str) -> None:
    assert joined(lines(f"{PYTHON}\n{after}")) == sorted([after, PYTHON])


def test_a_complaint_long_before_the_trace_stands_alone() -> None:
    early = raw_entry(HEAD, second=9)
    assert joined([early, *lines(PYTHON)]) == sorted([HEAD, PYTHON])


def test_lines_seconds_apart_are_not_joined() -> None:
    first, *rest = lines(PYTHON)
    late = [raw | {"timestamp": raw["timestamp"].replace("00:00:10", "00:00:19")} for raw in rest]
    assert joined([first, *late]) == sorted(PYTHON.split("\n", 1))


def test_the_joined_entry_is_the_first_with_the_highest_severity() -> None:
    raws = lines(f"{HEAD}\n{PYTHON}")
    raws[2]["severity"] = "ERROR"
    raws[3]["severity"] = "INFO"
    (entry,) = join_traces([entry_of(raw) for raw in raws])
    assert (entry.insert_id, entry.at, entry.stated) == (raws[0]["insertId"], entry_of(raws[0]).at, "ERROR")


def test_equal_times_are_ordered_by_id() -> None:
    raws = [
        raw_entry(line, second=10, insert_id=f"id-{n:02}") for n, line in enumerate(f"{HEAD}\n{PYTHON}".split("\n"))
    ]
    assert joined(raws) == [f"{HEAD}\n{PYTHON}"]
