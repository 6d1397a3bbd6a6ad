from collectors.logs.messages.stacks.go import read_go
from collectors.logs.messages.stacks.stack import Stack, frame

PANIC = """\
panic: runtime error: index out of range [5] with length 3

goroutine 18 [running]:
main.(*Depot).find(0xc000010000, {0x1, 0x2})
\t/app/depot.go:12 +0x1d
main.main()
\t/app/main.go:5 +0x2a
created by main.start in goroutine 1
\t/app/start.go:9 +0x11

goroutine 1 [chan receive]:
main.other()
\t/app/other.go:1 +0x1
exit status 2
"""


def test_a_panic_has_the_frames_of_its_own_goroutine() -> None:
    assert read_go(PANIC) == Stack(
        "panic",
        "runtime error: index out of range [5] with length 3",
        (
            frame("/app/start.go", 9, "main.start"),
            frame("/app/main.go", 5, "main.main"),
            frame("/app/depot.go", 12, "main.(*Depot).find"),
        ),
    )


def test_the_handlers_that_ran_because_of_the_panic_are_left_out() -> None:
    text = (
        "2026/03/02 00:40:45 http: panic serving 10.0.0.1:5123: no depot\n"
        "goroutine 7 [running]:\nnet/http.(*conn).serve.func1()\n\t/usr/local/go/src/net/http/server.go:1854 +0xb0\n"
        "panic({0x1, 0x2})\n\t/usr/local/go/src/runtime/panic.go:890 +0x263\n"
        "main.load(...)\n\t/app/load.go:7\n"
    )
    assert read_go(text) == Stack("panic", "no depot", (frame("/app/load.go", 7, "main.load"),))


def test_a_panic_that_was_raised_again_counts() -> None:
    text = "panic: first [recovered]\n\tpanic: second\n\ngoroutine 1 [running]:\nmain.main()\n\t/app/main.go:5 +0x2a\n"
    assert read_go(text) == Stack("panic", "second", (frame("/app/main.go", 5, "main.main"),))


def test_frames_that_a_logger_printed_have_no_name() -> None:
    text = "load failed\nmain.load\n\t/app/load.go:7\nmain.main\n\t/app/main.go:5"
    assert read_go(text) == Stack(
        None, None, (frame("/app/main.go", 5, "main.main"), frame("/app/load.go", 7, "main.load"))
    )


def test_prose_is_no_stack() -> None:
    assert read_go("panic: at the disco\nthe show is over") is None
