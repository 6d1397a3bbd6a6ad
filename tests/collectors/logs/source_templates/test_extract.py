import pytest

from collectors.logs.source_templates.extract import extract
from collectors.logs.source_templates.statement import LogStatement
from collectors.logs.source_templates.template import Hole
from tests.collectors.logs.source_templates.source_texts import FILE, statements, table, templates

ONE = [
    # the message with its arguments
    ('logger.info("parcel %s left", parcel_id)', "parcel {parcel_id} left"),
    ('logger.info("parcel %s left" % parcel.id)', "parcel {parcel.id} left"),
    ('logger.info("parcel %(id)s left", {"id": number})', "parcel {number} left"),
    ('logger.info("took %.2fs of %d", time() - start, limit)', "took <num>s of {limit}"),
    ('logger.info("%d%% of %s", share, name)', "{share}% of {name}"),
    ('logger.info("%*d parcels", width, count)', "{count} parcels"),
    ('logger.info(f"parcel {parcel_id!r} left at {now:%H:%M}")', "parcel {parcel_id} left at {now}"),
    ('logger.info("parcel {} left {}".format(parcel_id, place))', "parcel {parcel_id} left {place}"),
    ('logger.info("parcel {0.id} of {who}".format(parcel, who=user))', "parcel <value> of {user}"),
    ('logger.info("{{}} of {:>10}".format(user))', "{} of {user}"),
    ('logger.info("parcel " "and" + " carrier " + name)', "parcel and carrier {name}"),
    ('logger.info("-" * 5 + " start")', "----- start"),
    ('logger.info("%d parcels", len(parcels))', "<num> parcels"),
    # without arguments nothing is a directive
    ('logger.info("100% of them, %s")', "100% of them, %s"),
    # loguru fills braces
    ('logger.info("parcel {} left {place}", parcel_id, place=where)', "parcel {parcel_id} left {where}"),
    # a value that may be anything makes its default an example of it
    ('logger.info("kind %s", kind or "unknown")', "kind {kind}"),
    ('logger.info(" - ".join(["left", place]))', "left - {place}"),
    ('logger.info("LEFT".lower() + str(place))', "left{place}"),
    ('logger.info(_("parcel lost"))', "parcel lost"),
    ('logging.getLogger("x").info("parcel lost")', "parcel lost"),
    ('self.log.bind(a=1).info("parcel lost")', "parcel lost"),
    ('getattr(logger, level)("parcel lost")', "parcel lost"),
    ('print("parcel", parcel_id, "lost", sep="/")', "parcel/{parcel_id}/lost"),
    ('sys.stderr.write(f"parcel {parcel_id} lost\\n")', "parcel {parcel_id} lost"),
    ('assert parcels, "no parcels"', "no parcels"),
]


@pytest.mark.parametrize(("source", "shown"), ONE)
def test_a_call_gives_its_template(source: str, shown: str) -> None:
    found = templates(f"def f(*args):\n    {source}\n")
    assert found == [shown]


NONE = [
    "messages.info(request, 'saved')",
    "math.log(5)",
    "np.log('x')",
    "parser.error('bad')",
    "logger.isEnabledFor(10)",
    "logger.setLevel('INFO')",
    "raise",
    "raise error",
]


@pytest.mark.parametrize("source", NONE)
def test_what_prints_nothing_gives_no_statement(source: str) -> None:
    assert statements(f"def f():\n    {source}\n") == ()


def test_a_statement_tells_its_place_level_and_logger() -> None:
    source = """\
        import logging

        log = logging.getLogger(__name__)

        class Depot:
            async def close(self):
                def inner():
                    log.log(logging.WARNING, "depot %s", self.name)
        """
    assert statements(source) == (
        LogStatement(
            parts=("depot ", Hole("name")),
            level="warning",
            file=FILE,
            line=8,
            function="Depot.close.inner",
            kind="logging",
            logger="shop.parcels",
        ),
    )


def test_constants_are_found_in_file_class_and_other_files() -> None:
    source = """\
        from .words import LOST as GONE
        from . import words
        PREFIX = "[parcels]"
        class Depot:
            MESSAGE = "depot %s closed"
            def close(self):
                logger.info(self.MESSAGE, self.name)
                logger.info(PREFIX + " closed")
                logger.info(GONE, 5)
                logger.info(words.TEXTS["late"])
        """
    words = 'LOST = "lost %d parcels"\nTEXTS = {"late": "all too late", "early": "too early"}\n'
    assert templates(source, words=words) == [
        "depot {name} closed",
        "[parcels] closed",
        "lost 5 parcels",
        "all too late",
    ]


def test_a_local_name_has_what_it_was_given_before_and_no_later_value() -> None:
    source = """\
        def f(late):
            text = "parcel sent"
            logger.info(text)
            text = f"parcel {late} late"
            if late:
                text += ", sorry"
            logger.info(text)
            text = "never"
        """
    assert templates(source) == ["parcel sent", "parcel {late} late", "parcel {late} late, sorry"]


def test_a_choice_gives_one_statement_for_each_text() -> None:
    found = statements('logger.info("parcel %s", "sent" if ok else "lost")')
    assert [(each.template, each.line) for each in found] == [("parcel lost", 1), ("parcel sent", 1)]


def test_too_many_choices_are_a_hole() -> None:
    choice = '("a" if x else "b")'
    sums = " + ".join([choice] * 5)
    found = statements(f'logger.info("all " + {sums})')
    assert 1 <= len(found) <= 16
    assert all(each.template.startswith("all ") for each in found)


def test_calls_of_a_function_that_passes_its_message_on_are_statements_of_their_own() -> None:
    source = """\
        from .audit import note, Audit
        def f(audit, parcel_id):
            note("parcel %s left", parcel_id)
            audit.tell(f"parcel {parcel_id} came")
        """
    audit = """\
        import logging
        logger = logging.getLogger("audit")
        def note(message, *args):
            emit("audit: " + message, *args)
        def emit(text, *args):
            logger.warning(text, *args)
        class Audit:
            def tell(self, msg):
                logger.info("[audit] " + msg)
        """
    found = [each for each in statements(source, audit=audit) if each.file == FILE]
    assert [(each.template, each.line, each.level, each.logger) for each in found] == [
        ("audit: parcel {parcel_id} left", 3, "warning", "audit"),
        ("[audit] parcel {parcel_id} came", 4, "info", "audit"),
    ]


def test_a_function_that_logs_one_of_its_values_passes_nothing_on() -> None:
    source = """\
        def book(parcel_id):
            logger.info("booked parcel %s", parcel_id)
        def f():
            book("parcel-5")
        """
    assert templates(source) == ["booked parcel {parcel_id}"]


def test_functions_that_pass_a_message_to_one_another_come_to_an_end() -> None:
    source = """\
        def a(message):
            logger.info(message)
            b(message)
        def b(message):
            a("b " + message)
        a("start")
        """
    assert "start" in templates(source)


RAISED = [
    ('raise ValueError(f"no parcel {number}")', "ValueError", ["no parcel {number}"]),
    ("raise ValueError", "ValueError", [""]),
    ('raise errors.Lost("gone", 5) from error', "Lost", ["<value>", "gone"]),
    ('raise HTTPException(status_code=404, detail="no parcel")', "HTTPException", ["404: no parcel", "no parcel"]),
    ('future.set_exception(RuntimeError("no depot"))', "RuntimeError", ["no depot"]),
    ('sys.exit("no depot")', None, ["no depot"]),
]


@pytest.mark.parametrize(("source", "error_type", "shown"), RAISED)
def test_an_exception_gives_its_class_and_message(source: str, error_type: str | None, shown: list[str]) -> None:
    found = statements(f"def f():\n    {source}\n")
    assert [each.template for each in found] == shown
    assert {each.error_type for each in found} == {error_type}


def test_the_class_of_an_exception_may_compose_its_message() -> None:
    source = """\
        class DepotError(Exception):
            def __init__(self, depot, reason="closed"):
                self.depot = depot
                super().__init__(f"depot {depot}: {reason}")
        class LateError(DepotError):
            pass
        class CodeError(Exception):
            def __init__(self, code):
                self.code = code
            def __str__(self):
                return f"code {self.code} of the carrier"
        def f(name):
            raise DepotError(name)
            raise LateError("north", reason=f"late by {hours}h")
            raise CodeError(17)
        """
    assert [(each.error_type, each.template) for each in statements(source)] == [
        ("DepotError", "depot {name}: closed"),
        ("LateError", "depot north: late by {hours}h"),
        ("CodeError", "code 17 of the carrier"),
    ]


def test_a_warning_is_printed_behind_its_place_and_category() -> None:
    found = statements('warnings.warn("old depot", DeprecationWarning)')
    assert {each.template for each in found} == {
        "old depot",
        "<value>: DeprecationWarning: old depot",
        "<value>: DeprecationWarning: old depot <value>",
    }


def test_an_event_has_its_named_values_beside_it_or_elsewhere() -> None:
    found = statements('log.info("parcel_left", parcel=5, exc_info=True)')
    assert [(each.template, each.kind) for each in found] == [
        ("parcel_left", "event"),
        ("parcel_left<value>", "event"),
    ]


def test_the_order_of_files_does_not_matter() -> None:
    one, two = table("a.py", 'print("one")\n'), table("b.py", 'print("two")\n')
    assert extract({"a.py": one, "b.py": two}) == extract({"b.py": two, "a.py": one})


HOSTILE = [
    "logger.info(" + " + ".join(['"a"'] * 800) + ")",
    "logger.info(" + "(" * 60 + '"a"' + ")" * 60 + ")",
    "x = x + x\n" * 40 + "logger.info('all ' + x)",
    "def f():\n    return 'a' + f()\nlogger.info('all ' + f())",
    "class A(B): pass\nclass B(A): pass\nraise A('x')",
    "from .parcels import x\nlogger.info('all ' + x)",
    "logger.info('%s' * 1000000000, 5)",
    "logger.info(*args)\nlogger.info()\nlogger.log()\nprint()\nraise A.b()",
    "logger.info('%(' * 5000)\nlogger.info('{' * 5000, 5)\nlogger.info('%' * 5001, 5)",
    "logger.info(f'{x:{y}} {x!a:>{w}}')",
]


@pytest.mark.parametrize("source", HOSTILE)
def test_odd_source_is_read_without_harm(source: str) -> None:
    for each in statements(source):
        assert len(each.parts) <= 65
        assert len(each.template) <= 500
