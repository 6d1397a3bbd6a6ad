from collectors.logs.messages.stacks.elixir import read_elixir
from collectors.logs.messages.stacks.stack import Stack, frame

CRASH = """\
12:00:00.000 [error] GenServer #PID<0.1.0> terminating
** (Parcel.NoDepot) no depot
 in the south
    (parcel 0.1.0) lib/parcel/worker.ex:12: Parcel.Worker.handle_call/3
    (stdlib 4.0) gen_server.erl:721: :gen_server.try_handle_call/4
Last message: :find"""


def test_the_exception_behind_two_stars_has_the_frames_below_it() -> None:
    assert read_elixir(CRASH) == Stack(
        "Parcel.NoDepot",
        "no depot\nin the south",
        (
            frame("gen_server.erl", 721, ":gen_server.try_handle_call"),
            frame("lib/parcel/worker.ex", 12, "Parcel.Worker.handle_call"),
        ),
    )


def test_two_stars_without_frames_are_no_stack() -> None:
    assert read_elixir("rated ** (Good) by all\nof them") is None
