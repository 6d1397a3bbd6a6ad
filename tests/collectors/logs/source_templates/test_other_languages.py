import time
from collections.abc import Sequence

import pytest

from collectors.logs.source_templates.other_languages import statements_in
from collectors.logs.source_templates.templates import SourceTemplates
from incidents.model.evidence import Frame

Row = tuple[int, str, str, str | None, str]
PHP = r"""<?php
final class Row {
    public static function make($m) {
        // throw new Fake("no depot");
        throw new \Parcel\NoDepot("no depot {$m->name} of $this->zone");
        throw new E(sprintf('no depot %s of %d', $a, 3));
        throw new E('depot ' . $name . ' is gone', 3);
        Log::error("cannot load $id", ['a' => 1]);
        $this->logger->warning('slow {route}', ['route' => 1]);
        throw new E($message);
"""
RUBY = r"""class Row
  def make(x)
    raise ArgumentError, "no depot #{x.name} here" if x
    raise Parcel::NoDepot.new("gone #{x}")
    raise 'plain words'
    Rails.logger.error("could not #{x}")
    logger.info "without brackets #{x}"
    raise
"""
GO = r"""package a

func (r *Row) Make(k string) error {
	if x { return fmt.Errorf("no depot %q: %w", k, err) }
	panic("no depot " + k)
	log.Printf("took %d ms for %s", a, b)
	log.Println("took", a)
	slog.ErrorContext(ctx, "cannot load", "k", k)
	return errors.New("depot is gone")
"""
TYPESCRIPT = r"""export async function make(k: string) {
  throw new NoDepot(`no depot ${k} in ${a.b}`);
  reject(new Error("lost " + k + " again"));
  console.error("cannot load", k);
  logger.error({ err }, 'cannot load %s', k);
"""
JAVA = r"""class Row {
  public static Row make(String k) {
    throw new IllegalStateException("no depot " + k + " here");
    log.error("cannot load {} of {}", k, a);
    throw new NoDepot(String.format("no depot %s", k));
"""
KOTLIN = 'fun make(k: String) {\n  throw NoDepot("no depot $k at ${a.b}")\n  error("bad state $k")\n'
CSHARP = r"""class Row {
  public async Task Make(string k) {
    throw new InvalidOperationException($"no depot {k} at {a.B}");
    _logger.LogError(ex, "cannot load {Depot} now", k);
"""


def rows(path: str, text: str) -> list[Row]:
    found = statements_in(path, text.encode())
    return [(each.line, each.function, each.level, each.error_type, each.template) for each in found]


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        (
            "app/Row.php",
            PHP,
            [
                (5, "make", "raise", "NoDepot", "no depot <value> of {zone}"),
                (6, "make", "raise", "E", "no depot <value> of <num>"),
                (7, "make", "raise", "E", "depot {name} is gone"),
                (8, "make", "error", None, "cannot load {id}"),
                (9, "make", "warning", None, "slow {route}"),
            ],
        ),
        (
            "app/row.rb",
            RUBY,
            [
                (3, "make", "raise", "ArgumentError", "no depot <value> here"),
                (4, "make", "raise", "NoDepot", "gone {x}"),
                (5, "make", "raise", "RuntimeError", "plain words"),
                (6, "make", "error", None, "could not {x}"),
                (7, "make", "info", None, "without brackets {x}"),
            ],
        ),
        (
            "app/row.go",
            GO,
            [
                (4, "Make", "raise", None, "no depot <value>: <value>"),
                (5, "Make", "raise", "panic", "no depot {k}"),
                (6, "Make", "print", None, "took <num> ms for <value>"),
                (7, "Make", "print", None, "took <value>"),
                (8, "Make", "error", None, "cannot load"),
                (9, "Make", "raise", None, "depot is gone"),
            ],
        ),
        (
            "app/row.ts",
            TYPESCRIPT,
            [
                (2, "make", "raise", "NoDepot", "no depot {k} in <value>"),
                (3, "make", "raise", "Error", "lost {k} again"),
                (4, "make", "error", None, "cannot load <value>"),
                (5, "make", "error", None, "cannot load <value>"),
            ],
        ),
        (
            "app/Row.java",
            JAVA,
            [
                (3, "make", "raise", "IllegalStateException", "no depot {k} here"),
                (4, "make", "error", None, "cannot load <value> of <value>"),
                (5, "make", "raise", "NoDepot", "no depot <value>"),
            ],
        ),
        (
            "app/Row.kt",
            KOTLIN,
            [
                (2, "make", "raise", "NoDepot", "no depot {k} at <value>"),
                (3, "make", "raise", "IllegalStateException", "bad state {k}"),
            ],
        ),
        (
            "app/Row.cs",
            CSHARP,
            [
                (3, "Make", "raise", "InvalidOperationException", "no depot {k} at <value>"),
                (4, "Make", "error", None, "cannot load {Depot} now"),
            ],
        ),
    ],
)
def test_what_is_thrown_or_logged_in_words_is_found_with_its_values(path: str, text: str, expected: list[Row]) -> None:
    assert rows(path, text) == expected


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a.php", "<?php /* throw new E('no depot here'); */"),
        ("a.php", "<?php $a = \"throw new E('no depot\n"),  # a text that never ends: nothing is told
        ("a.js", f"throw new E('no depot here');{'x' * 6000}"),  # made by a tool
        ("a.go", "return errors.New(message)"),
        ("a.java", 'dialog.show("no depot here");'),
        ("a.py", 'raise E("no depot here")'),  # parsed elsewhere
        ("a.lua", 'error("no depot here")'),
    ],
)
def test_what_is_no_such_call_gives_nothing(path: str, text: str) -> None:
    assert rows(path, text) == []


def explained(path: str, text: str, said: str, error_type: str | None, frames: Sequence[Frame] = ()) -> int | None:
    templates = SourceTemplates({"c1": statements_in(path, text.encode())})
    found = templates.explain(said, error_type, frames)
    return found.line if found else None


def test_the_message_of_an_exception_leads_to_the_statement_that_makes_it() -> None:
    frames = (Frame(file="/srv/app/Row.php", line=5, function=""),)  # of a library that writes places alone
    assert explained("app/Row.php", PHP, "no depot a of b", "Parcel\\NoDepot", frames) == 5
    assert explained("app/row.rb", RUBY, "gone south", "Parcel::NoDepot") == 4
    assert explained("app/row.go", GO, "no depot south", "panic") == 5
    assert explained("app/row.go", GO, 'no depot "x": gone', None) == 4
    assert explained("app/Row.java", JAVA, "no depot south", "java.lang.IllegalStateException") is None
    built = (Frame(file="/srv/dist/row.js", line=9, function="make"),)
    assert explained("app/row.ts", TYPESCRIPT, "no depot a in b", "NoDepot", built) == 2


def test_a_statement_of_another_language_made_no_exception_of_this_one() -> None:
    frames = (Frame(file="/srv/app/row.py", line=9, function="make"),)
    assert explained("app/row.go", GO, "no depot south", "panic", frames) is None


def test_a_file_full_of_open_brackets_takes_no_time() -> None:
    assert rows("a.js", "log.error(" * 20_000) == []


@pytest.mark.parametrize("inner", ['throw new E("\n', "throw new E(`\n", "throw new E((\n", "throw new E(a, \n"])
def test_texts_that_are_never_closed_take_no_time(inner: str) -> None:
    began = time.process_time()
    rows("a.php", f"'{inner * 3000}'")
    assert time.process_time() - began < 3
