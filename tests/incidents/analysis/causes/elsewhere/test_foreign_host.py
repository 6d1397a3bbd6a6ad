import pytest

from incidents.analysis.causes.elsewhere.foreign_host import hosts
from incidents.analysis.facts import Facts
from incidents.model.evidence import AnyEvidence, Setting
from tests import builders
from tests.builders import BAD, BAD_COMMIT, GOOD, SERVICE
from tests.incidents.analysis.causes.symptoms import change

CALL = "503 Server Error: Service Unavailable for url: https://api.pay.example/v2"
PATH = "spec.containers[0].env.PAY_URL"


def facts(*evidence: AnyEvidence) -> Facts:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return Facts(builders.sealed(collected=builders.collected(*records.values())))


@pytest.mark.parametrize(
    ("text", "host"),
    [
        (CALL, "api.pay.example"),
        ("HTTPSConnectionPool(host='api.pay.example', port=443): Read timed out.", "api.pay.example"),
        ("dial tcp: lookup api.pay.example on 169.254.169.254:53: no such host", "api.pay.example"),
        ("connect ECONNREFUSED 93.184.216.34:443", "93.184.216.34"),
        ("Cannot connect to host api.pay.example:443 ssl:default", "api.pay.example"),
        ("No such host is known. (api.pay.example:443)", "api.pay.example"),
        ("Could not resolve host: api.pay.example", "api.pay.example"),
        ("Server error for url 'https://a.example/x' see https://developer.mozilla.org/docs/Web", "a.example"),
    ],
)
def test_a_host_is_read_as_clients_print_it_and_no_page_that_explains_the_error(text: str, host: str) -> None:
    assert hosts(facts(), BAD, text) == ((host,), ())


@pytest.mark.parametrize(
    "text",
    [
        f"for url https://{SERVICE}-ab12cd-ew.a.run.app/x",
        "http://localhost.localdomain/x",
        "connect ECONNREFUSED 10.8.0.3:6379",
        "http://metadata.google.internal/x",
    ],
)
def test_a_service_of_the_scope_and_what_is_within_the_project_is_no_one_elses(text: str) -> None:
    found = hosts(facts(), BAD, text)
    assert found.all_ours
    assert found.foreign == ()


def test_a_host_that_a_setting_brought_is_ours_and_one_that_was_there_is_not() -> None:
    old = (Setting(path=PATH, value="https://pay.example"),)
    new = (Setting(path=PATH, value="https://api.pay.example"),)
    changed = facts(builders.revision(name=GOOD, settings=old), builders.revision(settings=new))
    assert hosts(changed, BAD, CALL).all_ours
    same = facts(builders.revision(name=GOOD, settings=new), builders.revision(settings=new))
    assert hosts(same, BAD, CALL).foreign == ("api.pay.example",)


def test_a_host_that_a_commit_of_the_deployment_brings_is_ours_and_a_line_that_only_moved_is_not() -> None:
    commit = builders.commit(sha=BAD_COMMIT, new_in=(SERVICE,))
    brought = change('+URL = "https://api.pay.example"', commit=BAD_COMMIT)
    moved = change('-U = "https://api.pay.example"', '+URL = "https://api.pay.example"', commit=BAD_COMMIT)
    assert hosts(facts(commit, brought), BAD, CALL).all_ours
    assert hosts(facts(commit, moved), BAD, CALL).foreign == ("api.pay.example",)
    elsewhere = builders.commit(sha=BAD_COMMIT, new_in=("another",))
    assert hosts(facts(elsewhere, brought), BAD, CALL).foreign == ("api.pay.example",)


@pytest.mark.parametrize(
    ("name", "value", "ours"),
    [
        ("PUBLIC_URL", "https://pay.example/start", True),
        ("ALLOWED_HOSTS", "localhost,.pay.example", True),
        ("COOKIE_DOMAIN", "api.pay.example", True),
        ("PUBLIC_URL", "https://www.pay.example", False),  # beside it, which others may own
        ("PUBLIC_URL", "https://y.example", False),
        ("PAY_URL", "https://pay.example", False),
    ],
)
def test_the_product_s_own_domain_is_no_one_elses(name: str, value: str, *, ours: bool) -> None:
    settings = (Setting(path=f"spec.containers[0].env.{name}", value=value),)
    held = facts(builders.revision(name=GOOD, settings=settings), builders.revision(settings=settings))
    assert hosts(held, BAD, CALL).all_ours is ours
