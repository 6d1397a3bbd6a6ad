from collectors.logs.messages.stacks.recognise import recognise_stack
from collectors.logs.messages.stacks.rust import read_rust
from collectors.logs.messages.stacks.stack import Stack, frame

# What a program of Rust 1.8x prints with RUST_BACKTRACE=1.
PANIC = """\
thread 'main' (233) panicked at src/cart.rs:12:76:
index out of bounds: the len is 1 but the index is 9
stack backtrace:
   0: __rustc::rust_begin_unwind
             at /rustc/5980/library/std/src/panicking.rs:689:5
   1: <alloc::vec::Vec<T,A> as core::ops::index::Index<I>>::index
   2: shop::cart::Cart::total
             at ./src/cart.rs:12:76
   3: shop::main
             at ./src/main.rs:2:50
note: Some details are omitted, run with `RUST_BACKTRACE=full` for a verbose backtrace."""


def test_a_panic_has_its_frames_and_what_it_says() -> None:
    stack = recognise_stack(PANIC)
    assert stack == Stack(
        "panic",
        "index out of bounds: the len is 1 but the index is 9",
        (
            frame("./src/main.rs", 2, "shop::main"),
            frame("./src/cart.rs", 12, "shop::cart::Cart::total"),
            frame("/rustc/5980/library/std/src/panicking.rs", 689, "__rustc::rust_begin_unwind"),
        ),
    )
    assert stack.origin == "shop::cart::Cart::total"


def test_without_a_backtrace_the_place_of_the_panic_is_its_frame() -> None:
    place = frame("src/cart.rs", 3, "src/cart.rs")
    said = "thread 'w' panicked at src/cart.rs:3:9:\nno depot\nnote: run with `RUST_BACKTRACE=1`"
    assert read_rust(said) == Stack("panic", "no depot", (place,))
    assert read_rust("thread 'w' panicked at 'no depot', src/cart.rs:3:9\nnote: run") == Stack(
        "panic", "no depot", (place,)
    )
    assert read_rust("somebody panicked at the door:\nit rang") is None
