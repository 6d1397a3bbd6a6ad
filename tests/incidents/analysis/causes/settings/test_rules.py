import pytest

from incidents.analysis.causes.settings.rules import setting_ties
from incidents.analysis.causes.settings.setting_change import SettingChange, setting_changes
from incidents.analysis.facts import Facts
from incidents.model.evidence import Setting
from tests import builders
from tests.builders import BAD, GOOD
from tests.incidents.analysis.causes.symptoms import symptom

ENV = "spec.containers[0].env"
LIMITS = "spec.containers[0].resources.limits"
CONNECTOR = "metadata.annotations.run.googleapis.com/vpc-access-connector"
DATABASES = "metadata.annotations.run.googleapis.com/cloudsql-instances"


def changed(path: str, before: str | None, after: str | None) -> SettingChange:
    return SettingChange(builders.revision(name=GOOD), builders.revision(), path, before, after)


@pytest.mark.parametrize(
    ("path", "before", "after", "said", "rule"),
    [
        (
            "metadata.annotations.run.googleapis.com/vpc-access-connector",
            "c",
            None,
            "connect to 10.0.0.3 timed out",
            "network-way",
        ),
        (
            "metadata.annotations.run.googleapis.com/cloudsql-instances",
            "p:r:db",
            None,
            "[Errno 2] No such file or directory",
            "network-way",
        ),
        (f"{ENV}.LABEL_PORT", None, "9090", "failed to start and listen on the port defined by PORT", "listening-port"),
        (
            f"{LIMITS}.memory",
            "1Gi",
            "256Mi",
            "Memory limit of 256 MiB exceeded",
            "memory-limit",
        ),
        ("spec.containerConcurrency", "20", "80", "Memory limit of 256 MiB exceeded", "memory-share"),
        ("spec.containerConcurrency", "20", "80", "QueuePool limit of size 5 overflow 2 reached", "more-at-once"),
        (f"{LIMITS}.cpu", "2", "1", "The container failed to start in time", "start-up"),
        (f"{ENV}.TOKEN_AUDIENCE", "api", "web", "Invalid audience", "credentials"),
        (f"{ENV}.DB_PASSWORD", "secret:db@3", "secret:db@4", "password authentication failed for user", "credentials"),
        (
            "spec.containerConcurrency",
            "80",
            "1",
            "aborted because there was no available instance",
            "room",
        ),
        ("spec.timeoutSeconds", "300", "5", "upstream request timeout", "time-limit"),
        (f"{ENV}.PRINTER_HOST", "old.example", None, "PRINTER_HOST is not set", "named-setting"),
        (f"{ENV}.LABEL_CACHE_HOST", "10.0.0.5", None, "cache 10.8.0.3:6379 timed out", "address"),
        (f"{ENV}.CACHE", "10.0.0.5:6379", "10.0.0.9:6379", "10.0.0.9:6379 refused the connection", "named-setting"),
    ],
)
def test_a_setting_is_tied_to_its_kind_of_failure_and_to_no_other(
    path: str, before: str | None, after: str | None, said: str, rule: str
) -> None:
    first, *_ = setting_ties(changed(path, before, after), symptom(said))
    assert (first.rule, first.strong) == (rule, True)
    (other,) = setting_ties(changed(path, before, after), symptom("parcel lost"))
    assert (other.rule, other.strong) == ("order-of-events", False)


@pytest.mark.parametrize(
    ("path", "before", "after", "said"),
    [
        (f"{LIMITS}.memory", "256Mi", "1Gi", "Memory limit of 256 MiB exceeded"),
        ("spec.containerConcurrency", "1", "80", "no available instance"),
        ("spec.containerConcurrency", "80", "20", "Memory limit of 256 MiB exceeded"),  # less work, the same memory
        ("spec.timeoutSeconds", "5", "300", "upstream request timeout"),
        ("spec.timeoutSeconds", "300", None, "upstream request timeout"),
    ],
)
def test_more_room_takes_no_room_away(path: str, before: str | None, after: str | None, said: str) -> None:
    assert not any(tie.strong for tie in setting_ties(changed(path, before, after), symptom(said)))


@pytest.mark.parametrize(
    ("before", "after", "lowered"),
    [
        ("1Gi", "512Mi", True),
        ("512Mi", "1Gi", False),
        ("1", "500m", True),
        ("80", "80", False),
        (None, "5", True),
        ("x", "5", False),
    ],
)
def test_sizes_are_compared_with_their_units(before: str | None, after: str, lowered: object) -> None:
    assert changed("a", before, after).lowered is lowered


@pytest.mark.parametrize("value", ["true", "staging", "12"])
def test_a_value_that_many_things_have_is_no_name(value: str) -> None:
    ties = setting_ties(changed(f"{ENV}.MODE", "other", value), symptom(f"label {value} lost"))
    assert not any(tie.strong for tie in ties)


def test_a_word_of_the_name_alone_is_a_weak_tie() -> None:
    (tie,) = setting_ties(changed(f"{ENV}.printerSpeed", "1", "2"), symptom("the printer lost a label"))
    assert (tie.rule, tie.strong) == ("kindred-setting", False)


def test_a_word_that_the_service_is_called_by_tells_nothing() -> None:
    (tie,) = setting_ties(changed(f"{ENV}.PARCEL_MODE", "1", "2"), symptom("the parcel is lost"))
    assert tie.rule == "order-of-events"


def test_an_address_of_something_else_is_no_strong_tie() -> None:
    ties = setting_ties(changed(f"{ENV}.QUEUE_HOST", "10.0.0.5", None), symptom("cache 10.8.0.3:6379 timed out"))
    assert not any(tie.strong for tie in ties)


def facts(old: tuple[Setting, ...], new: tuple[Setting, ...]) -> Facts:
    pair = (builders.revision(name=GOOD, settings=old), builders.revision(settings=new))
    return Facts(builders.sealed(collected=builders.collected(*pair)))


def test_only_what_differs_is_a_change() -> None:
    same = Setting(path="spec.a", value="1")
    found = setting_changes(
        facts((same, Setting(path="spec.b", value="1")), (same, Setting(path="spec.c", value="2"))), BAD
    )
    assert [(each.path, each.before, each.after) for each in found] == [("spec.b", "1", None), ("spec.c", None, "2")]


def test_a_description_that_was_not_read_changed_nothing() -> None:
    assert setting_changes(facts((Setting(path="spec.a", value="1"),), ()), BAD) == []
    assert setting_changes(facts((), ()), "unknown") == []


ANNOTATIONS = "metadata.annotations"


@pytest.mark.parametrize(
    ("path", "before", "after"),
    [
        (f"{ANNOTATIONS}.run.googleapis.com/cpu-throttling", "false", "true"),
        (f"{ANNOTATIONS}.run.googleapis.com/cpu-throttling", "false", None),
        (f"{LIMITS}.cpu", "2", "500m"),
        (f"{LIMITS}.memory", "1Gi", "512Mi"),
        (f"{ANNOTATIONS}.autoscaling.knative.dev/minScale", "1", None),
        (f"{ANNOTATIONS}.autoscaling.knative.dev/maxScale", "8", "2"),
        ("spec.containerConcurrency", "1", "80"),
        (f"{ANNOTATIONS}.run.googleapis.com/execution-environment", "gen1", "gen2"),
        (f"{ANNOTATIONS}.run.googleapis.com/startup-cpu-boost", "true", "false"),
    ],
)
def test_what_an_instance_has_to_work_with_is_behind_slower_routes_and_may_be_behind_what_ran_out_of_time(
    path: str, before: str | None, after: str | None
) -> None:
    change = changed(path, before, after)
    (slower,) = setting_ties(change, symptom("GET /parcels p50 900 ms", slower=True))
    assert (slower.rule, slower.strong, slower.closest) == ("slower-work", True, False)
    late = next(each for each in setting_ties(change, symptom("rates: deadline reached")) if each.rule == "slower-work")
    assert (late.strong, late.how.endswith('; the failure says "deadline"')) == (False, True)
    back = SettingChange(change.good, change.bad, path, after, before)
    eased = {each.rule for each in setting_ties(back, symptom("GET /parcels p50 900 ms", slower=True))}
    assert eased == ({"slower-work"} if path.endswith("environment") else {"order-of-events"})


def test_a_variable_is_nothing_that_work_is_done_with() -> None:
    (tie,) = setting_ties(changed(f"{ENV}.LABELS", "a", "b"), symptom("GET /parcels p50 900 ms", slower=True))
    assert tie.rule == "order-of-events"
