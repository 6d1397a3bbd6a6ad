"""Tells tests and what supports them from everything else, by the conventions of the usual test runners."""

import re
from typing import Literal

CODE = re.compile(
    "pyi?|[mc]?[jt]sx?|vue|svelte|go|java|kts?|scala|groovy|clj|rb|php|cs|fs|vb|swift|mm?|c|h|cc|cpp|hpp|cxx|rs|exs?|"
    "erl|hs|ml|dart|lua|p[lm]|r|jl|sh|bash|ps1|sql|proto|graphql"
)
PROSE = re.compile("md|mdx|markdown|rst|adoc|asciidoc|org")

# In these a test's file name is a rule of the usual runners, so any other code beside tests supports them.
_NAMED_TESTS = re.compile("py|go|java|kt|scala|groovy|cs|fs|vb|rb|php|swift|exs?|dart|c|cc|cpp|cxx")
_TEST_FOLDERS = re.compile(
    r"tests?|__tests?__|e2e|testsuite|androidtest|cypress|playwright|(unit|integration|functional|acceptance|system|"
    r"smoke|regression|contract|load|perf|it|ui|api|android|end[-_]to[-_]end)[-_]?tests?|.+[._-]tests|"
    r"tests?[-_](unit|integration|functional|e2e|smoke)",
)
# A folder of this name holds tests in some languages and descriptions of interfaces in others.
_SPEC_FOLDERS = frozenset({"spec", "specs"})
_SPEC_LANGUAGES = re.compile("[mc]?[jt]sx?|rb|lua|groovy|scala|kt|swift|php")
_SUPPORT_FOLDERS = re.compile(
    r"test(ing|s)?[-_]?(framework|utils?|util(s|ities)|helpers?|support|lib|kit|common|fixtures?|infra|base|tools?|"
    r"harness|doubles|data|resources|mocks?)|__mocks__|__fixtures__|__snapshots__|mocks?|fakes?|benchmarks?|cassettes",
)
_SUPPORT_WITHIN_TESTS = re.compile(r"fixtures?|stubs?|resources|golden|snapshots?")
# Folders that hold helpers in one project and tests of such modules in the next: there the file's name decides.
_EITHER = re.compile(r"helpers?|support|utils?|data|factories|common|lib|shared|setup|plugins|page[-_]?objects?")
_TEST_NAMES = re.compile(
    r"test_.+\.pyi?|.+_tests?\.(py|go|rb|dart|cc|cpp|cxx|c|exs|rs|php|lua|jl|clj)|tests\.py|.+_unittest\.(cc|cpp)|"
    r".+[._-](tests?|specs?|cy|e2e)\.[mc]?[jt]sx?|.+_spec\.(rb|lua|js|ts)|.+\.(feature|robot|bats|t)|"
    r".+(Tests?|TestCase|IT|Specs?|Suite)\.(java|kt|scala|groovy|cs|fs|vb|php|swift)|Test[A-Z].+\.(java|kt|mm?)",
)
_SUPPORT_NAMES = re.compile(
    r"conftest\.py|pytest\.ini|\.?pytest\.toml|tox\.ini|noxfile\.py|nose2?\.cfg|phpunit\.xml.*|testng\.xml|\.rspec|"
    r"(jest|vitest|karma|playwright|cypress|wdio|protractor|mocha|ava|nightwatch)[._-].+|\.mocharc.*|locustfile\.py|"
    r"setup_?[tT]ests?\..+|(spec|test|rails)_helper\..+|(base[-_]?test([-_]?case)?|testutils?|testhelpers?)\..+|"
    r"(Base|Abstract)Test(Case)?\..+|Test(Utils?|Helpers?|Support|Base|Case|Data|Config|Fixtures?|Factory|Constants)\."
    r"(java|kt|scala|groovy|cs|fs|vb|swift|php)|.+[-_]test[-_](utils?|helpers?|support|base|fixtures?)\..+|.+\.snap"
)
# Inside a folder of tests, such a file is a test of the module it names.
_SUPPORT_NAMES_OUTSIDE = re.compile(r"tests?[-_](utils?|helpers?|support|base|case|fixtures?)\.\w+")
_SUPPORT_WORDS = re.compile(
    r"helper|util|setup|mock|fixture|support|factor|common|config|index|stub|base", re.IGNORECASE
)

_Place = Literal["test", "support", "either"]


def testing_class(name: str, suffix: str, folders: tuple[str, ...]) -> Literal["test", "test-support"] | None:
    """The class of a file by its name, its lower-case suffix and lower-case folders; None if none claims it."""
    place = _place(folders, suffix)
    if _SUPPORT_NAMES.fullmatch(name) or (place is None and _SUPPORT_NAMES_OUTSIDE.fullmatch(name)):
        return "test-support"
    if _TEST_NAMES.fullmatch(name) and place != "support":
        return "test"
    if place in {"support", "either"}:
        return "test-support"
    if place is None or PROSE.fullmatch(suffix):
        return None
    helps = not CODE.fullmatch(suffix) or _NAMED_TESTS.fullmatch(suffix) or _SUPPORT_WORDS.search(name)
    return "test-support" if helps else "test"


def _place(folders: tuple[str, ...], suffix: str) -> _Place | None:
    """What the innermost telling folder is; `either` holds tests and their support side by side."""
    place: _Place | None = None
    for folder in folders:
        if _SUPPORT_FOLDERS.fullmatch(folder) or (place and _SUPPORT_WITHIN_TESTS.fullmatch(folder)):
            place = "support"
        elif folder == "testing" or (place == "test" and _EITHER.fullmatch(folder)):
            place = "either"
        elif _TEST_FOLDERS.fullmatch(folder) or (folder in _SPEC_FOLDERS and _SPEC_LANGUAGES.fullmatch(suffix)):
            place = "test"
    return place
