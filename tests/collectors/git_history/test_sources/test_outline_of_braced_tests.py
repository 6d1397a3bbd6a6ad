import time

import pytest

from collectors.git_history.test_sources.outline_of_braced_tests import braced_outline
from collectors.git_history.test_sources.outline_of_tests import FileOutline


def outline(source: str, path: str = "shop.spec.ts") -> FileOutline:
    found = braced_outline(path, source.encode())
    assert found is not None
    return found


def test_tests_are_named_as_in_reports_behind_their_suites() -> None:
    source = """
        // it('not this one', () => {})
        describe("labels", () => {
          it('prints `one`', async () => { expect(await print()).toBe(1); });
          test.only("says so", () => {});
        });
        test('alone', () => {});
    """
    assert [(each.name, each.line) for each in outline(source).tests] == [
        ("labels > prints `one`", 4),
        ("labels > says so", 5),
        ("alone", 7),
    ]


def test_annotated_methods_are_the_tests_of_java() -> None:
    source = """
        class LabelTest {
          private Shop shop() { return new Shop(); }
          @Test
          void prints() throws Exception { assertEquals(1, shop().pages()); }
          @ParameterizedTest @ValueSource(ints = {1, 2})
          void printsAll(int pages) { shop().print(pages); }
        }
    """
    tests = outline(source, "LabelTest.java").tests
    assert [(each.name, each.checks) for each in tests] == [("prints", 1), ("printsAll", 0)]


@pytest.mark.parametrize(
    ("body", "checks", "unseen"),
    [
        ("expect(1).toBe(1); assert.ok(x);", 2, ()),
        ("await request(app).get('/').expect(200);", 1, ()),
        ("await page.waitForSelector('h1'); cy.contains('x');", 2, ()),
        ("open();", 0, ("open",)),  # of another file, which may check
        ("helper();", 1, ()),  # of its own
        ("'expect(1)'; /* expect(1) */", 0, ()),
    ],
)
def test_checks_are_its_own_and_those_of_what_it_calls_in_its_file(
    body: str, checks: int, unseen: tuple[str, ...]
) -> None:
    head = "import { open } from './kit';\nconst helper = () => { expect(1).toBe(1); };\n"
    (test,) = outline(f"{head}it('x', async () => {{ {body} }});").tests
    assert (test.checks, test.unseen) == (checks, unseen)


def test_stand_ins_are_those_that_it_uses_and_no_word_of_its_title() -> None:
    (test,) = outline("it('mocks nothing', () => { const a = new FakeShop(); jest.fn(); });").tests
    assert test.stand_ins == ("FakeShop",)


@pytest.mark.parametrize(
    "source",
    [
        "function shop() { try { return real(); } catch (e) { return new FakeShop(); } }",
        "const shop = async () => { try { return await real(); } catch { return fakeShop; } };",
        "const shop = () => real().catch(() => new MockShop());",
        "function shop() { if (process.env.SHOP_URL) { return real(); } else { return new StubShop(); } }",
        "function shop() { const url = process.env.SHOP_URL; return url ? real(url) : new StubShop(); }",
        "function shop() { return process.env.SHOP || stubShop; }",
    ],
)
def test_a_function_that_takes_a_stand_in_where_something_failed_or_is_not_set_falls_back(source: str) -> None:
    assert outline(source).fallbacks == ("shop",)


def test_java_falls_back_by_its_environment_too() -> None:
    source = (
        'class T { Shop shop() { String u = System.getenv("U"); if (u == null) { return new FakeShop(); } return x; } }'
    )
    assert outline(source, "T.java").fallbacks == ("shop",)


def test_what_takes_one_outside_of_functions_is_of_the_module() -> None:
    assert outline("const shop = process.env.SHOP_URL ? new Shop() : new FakeShop();").fallbacks == ("<module>",)


@pytest.mark.parametrize(
    "source",
    [
        "function shop() { return new FakeShop(); }",
        "function shop() { try { return new FakeShop(); } catch (e) { throw e; } }",
        "function shop() { if (ready) { return real(); } else { return new FakeShop(); } }",
        "const url = process.env.SHOP_URL\nconst shop = ready ? real() : new FakeShop()",
        "// try {} catch (e) { fake() }\nfunction shop() { return real(); }",
    ],
)
def test_a_stand_in_that_no_failure_and_no_environment_chooses_is_no_way_back(source: str) -> None:
    assert outline(source).fallbacks == ()


@pytest.mark.parametrize(
    ("path", "content"),
    [
        ("a.ts", b"it('x', () => { "),
        ("a.ts", b"it('x', () => ) }"),
        ("a.ts", b"const a = 'open"),
        ("a.ts", b"\xff\xfe"),
        ("a.txt", b"it()"),
        ("a.ts", b" " * 400_001),
    ],
)
def test_of_what_does_not_fit_together_nothing_is_said(path: str, content: bytes) -> None:
    assert braced_outline(path, content) is None


@pytest.mark.parametrize(
    "source",
    [
        "f()" + " " * 30_000,
        "import " + "{ " * 1 + "a, " * 9_000,
        "x = " * 9_000,
        "process.env.A ? " * 4_000,
        "f(){}" * 6_000,
        "if (process.env.A) {" * 15_000 + "}" * 15_000,
        "catch (e) { mock() " * 15_000 + "}" * 15_000,
        "p.catch(e => {" * 15_000 + "})" * 15_000,
        "a = b => a " * 9_000,
        "function f() {} " * 9_000 + "catch (e) { mock() } " * 9_000,
        "".join(f"function f{n}() {{ f{n + 1}() }}\n" for n in range(3_000)) + "it('x', () => f0())\n" * 500,
    ],
)
def test_hostile_texts_take_no_long_time(source: str) -> None:
    began = time.process_time()
    braced_outline("a.ts", source.encode())
    assert time.process_time() - began < 2
