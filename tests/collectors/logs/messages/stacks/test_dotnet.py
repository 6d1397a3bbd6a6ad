from collectors.logs.messages.stacks.dotnet import read_dotnet
from collectors.logs.messages.stacks.stack import Stack, frame

WRAPPED = """\
fail: Parcel.Worker[0]
      request failed
System.AggregateException: One or more errors occurred. (cannot load)
 ---> System.InvalidOperationException: cannot load
 ---> System.NullReferenceException: depot is null
   at Parcel.Depot.Find(String name) in /src/Depot.cs:line 12
   at Parcel.Load.<RunAsync>b__0() in /src/Load.cs:line 7
--- End of stack trace from previous location ---
   --- End of inner exception stack trace ---
   at System.Threading.Tasks.Task.Execute(Object state, Action`1 done)
   at Parcel.Web.Get() in /src/Web.cs:line 3
 ---> (Inner Exception #0) System.InvalidOperationException: cannot load
   at Parcel.Other.Run() in /src/Other.cs:line 99<---
"""


def test_the_innermost_exception_counts_with_everything_that_it_went_through() -> None:
    assert read_dotnet(WRAPPED) == Stack(
        "System.NullReferenceException",
        "depot is null",
        (
            frame("/src/Web.cs", 3, "Parcel.Web.Get"),
            frame("Unknown Source", None, "System.Threading.Tasks.Task.Execute"),
            frame("/src/Load.cs", 7, "Parcel.Load.<RunAsync>b__0"),
            frame("/src/Depot.cs", 12, "Parcel.Depot.Find"),
        ),
    )


def test_a_crash_without_debug_files_has_its_functions_and_a_message_of_several_lines() -> None:
    head = "Unhandled exception. Parcel.LoadException: no depot\nand no carrier"
    text = f"{head}\n   at Parcel.Web.Get()\n   at A.Main(String[] a)"
    assert read_dotnet(text) == Stack(
        "Parcel.LoadException",
        "no depot\nand no carrier",
        (frame("Unknown Source", None, "A.Main"), frame("Unknown Source", None, "Parcel.Web.Get")),
    )


def test_frames_below_an_unknown_line_keep_that_line_as_the_message() -> None:
    assert read_dotnet("it broke\n   at A.B() in C:\\src\\B.cs:line 1") == Stack(
        None, "it broke", (frame("C:\\src\\B.cs", 1, "A.B"),)
    )


def test_stacks_of_other_machines_and_prose_are_none() -> None:
    for text in (
        "a.E: x\n\tat a.B.c(B.java:1)\n\tat a.D.e(Native Method)\n\tat a.F.g(Unknown Source)",
        "TypeError: x\n    at f (/a.js:1:1)\n    at async Promise.all (index 0)",
        "we met\n  at noon in town:line 3",
    ):
        assert read_dotnet(text) is None
