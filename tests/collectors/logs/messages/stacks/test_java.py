from collectors.logs.messages.stacks.java import read_java
from collectors.logs.messages.stacks.stack import Stack, frame

WRAPPED = """\
2026-03-02 00:40:45,146 ERROR c.p.Web - request failed
com.parcel.LoadException: cannot load
\tat com.parcel.Load.run(Load.java:20)
\tat com.parcel.Web.get(Web.java:7)
\tat java.base/java.lang.Thread.run(Thread.java:829)
Caused by: java.lang.NullPointerException: depot is null
\tat com.parcel.Depot.find(Depot.java:33)
\tat com.parcel.Load.run(Load.java:18)
\t... 2 more
"""


def test_the_root_cause_counts_with_the_frames_it_shares_with_what_wraps_it() -> None:
    assert read_java(WRAPPED) == Stack(
        "java.lang.NullPointerException",
        "depot is null",
        (
            frame("Thread.java", 829, "java.lang.Thread.run"),
            frame("Web.java", 7, "com.parcel.Web.get"),
            frame("Load.java", 18, "com.parcel.Load.run"),
            frame("Depot.java", 33, "com.parcel.Depot.find"),
        ),
    )


def test_a_single_exception_has_its_frames_outermost_first() -> None:
    text = 'Exception in thread "main" java.lang.IllegalStateException\n\tat a.B.c(B.java:1)\n\tat a.D.e(Native Method)'
    assert read_java(text) == Stack(
        "java.lang.IllegalStateException", None, (frame("Native Method", None, "a.D.e"), frame("B.java", 1, "a.B.c"))
    )


def test_suppressed_exceptions_are_not_the_cause() -> None:
    text = "a.E: x\n\tat a.B.c(B.java:1)\n\tSuppressed: a.F: y\n\t\tat a.G.h(G.java:2)"
    assert read_java(text) == Stack("a.E", "x", (frame("B.java", 1, "a.B.c"),))


def test_a_count_of_shared_frames_that_cannot_be_adds_none() -> None:
    text = "a.E: x\n\tat a.B.c(B.java:1)\nCaused by: a.F: y\n\tat a.G.h(G.java:2)\n\t... 99 more"
    assert read_java(text) == Stack("a.F", "y", (frame("G.java", 2, "a.G.h"),))


def test_frames_below_an_unknown_line_keep_that_line_as_the_message() -> None:
    assert read_java("it broke\n\tat a.B.c(B.java:1)") == Stack(None, "it broke", (frame("B.java", 1, "a.B.c"),))


def test_prose_is_no_stack() -> None:
    assert read_java("we met\n  at noon (in town)") is None
