import time
from textwrap import dedent

import pytest

from collectors.git_history.test_sources.outline_of_tests import FileOutline, TestOutline, file_outline


def outline(source: str) -> FileOutline:
    found = file_outline(dedent(source).encode())
    assert found is not None
    return found


def only(source: str) -> TestOutline:
    (found,) = outline(source).tests
    return found


@pytest.mark.parametrize(
    ("body", "checks"),
    [
        ("assert answer == 200", 1),
        ("self.assertEqual(answer, 200)", 1),
        ("with pytest.raises(KeyError): ask()", 1),
        ("answer.raise_for_status()", 1),
        ("expect(answer).to_be(200)", 1),
        ("check_answer(answer)", 1),
        ("print(answer)", 0),
        ("client.get('/parcels')", 0),
        ("recheck = 1", 0),
        ("raise ValueError", 0),
    ],
)
def test_what_counts_as_a_check(body: str, checks: int) -> None:
    assert only(f"class TestLabel:\n    def test_prints(self):\n        {body}\n").checks == checks


def test_a_check_in_a_function_of_the_same_file_counts_over_all_steps() -> None:
    source = """
        def ask():
            return look()

        def look():
            assert answer
            ask()

        async def test_prints():
            ask()
    """
    assert only(source).checks == 1


def test_helpers_of_other_files_may_check_as_well() -> None:
    source = """
        from helpers import open_socket, unused
        import client

        class TestLabel(Base):
            def test_prints(self):
                open_socket()
                self.call()
                client.get("/parcels")
                print(len([]))
    """
    assert only(source).unseen == ("call", "open_socket")


def test_stand_ins_are_told_by_their_names_whoever_holds_them() -> None:
    source = """
        from unittest.mock import Mock, patch
        from helpers import FakePrinter, mockingbird
        import respx

        def printer():
            return FakePrinter()

        def test_prints(mocker):
            assert printer().run(mockingbird, Mock())
    """
    found = outline(source)
    assert found.imports == ("FakePrinter", "Mock", "patch", "respx")
    assert found.tests[0].stand_ins == ("FakePrinter", "Mock", "mocker")


def test_only_a_handler_that_takes_a_stand_in_falls_back() -> None:
    source = """
        class Base:
            def connect(self):
                try:
                    return real()
                except OSError:
                    return MockSocket()

            def other(self):
                try:
                    return FakeSocket()
                except OSError:
                    raise

        def test_prints():
            assert Base().connect()
    """
    assert outline(source).fallbacks == ("Base.connect",)


def test_a_choice_by_the_environment_between_the_real_one_and_a_stand_in_is_a_fallback() -> None:
    source = """
        import os
        URL = os.environ.get("PRINTER_URL")
        if os.getenv("GATEWAY_URL"):
            gateway = Gateway()
        else:
            gateway = InMemoryGateway()

        def either():
            return os.environ.get("PRINTER_URL") or StubPrinter()

        def one_or_other():
            return Printer() if os.environ.get("PRINTER_URL") else FakePrinter()

        def by_argument(name):
            return Printer() if name else FakePrinter()

        def always():
            return FakePrinter() if os.environ.get("FAST") else MockPrinter()
    """
    assert outline(source).fallbacks == ("<module>", "either", "one_or_other")


def test_a_long_chain_of_choices_takes_linear_time() -> None:
    chain = "import os\nif os.environ:\n    x = 0\n" + "elif os.environ:\n    x = 1\n" * 1000
    started = time.process_time()
    assert outline(chain).fallbacks == ()
    assert outline(f"{chain}else:\n    x = FakeClient()\n").fallbacks == ("<module>",)
    assert time.process_time() - started < 2


def test_names_are_those_of_the_reports_and_in_the_order_of_the_file() -> None:
    source = """
        class TestLabel:
            def test_b(self): ...
            def helper(self): ...
        def test_a(): ...
    """
    assert [(each.name, each.line) for each in outline(source).tests] == [("TestLabel::test_b", 3), ("test_a", 5)]


@pytest.mark.parametrize("content", [b"def test(:", b"\xff\xfe", b"x = (" * 5000])
def test_what_is_no_program_has_no_outline(content: bytes) -> None:
    assert file_outline(content) is None
