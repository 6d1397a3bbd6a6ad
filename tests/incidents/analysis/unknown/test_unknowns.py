from incidents.analysis.analyse import analyse
from incidents.model.evidence import (
    AnyEvidence,
    Frame,
    Hunk,
    MinuteCount,
    MinuteRequests,
    RevisionCount,
    RunCounts,
    Setting,
)
from tests import builders
from tests.builders import BAD, GOOD, SERVICE, at


def asked(*evidence: AnyEvidence) -> list[str]:
    records = {each.id: each for each in (builders.revision(name=GOOD), builders.revision(), *evidence)}
    return [each.text for each in analyse(builders.sealed(collected=builders.collected(*records.values()))).questions]


def about(texts: list[str], *words: str) -> list[str]:
    return [each for each in texts if all(word in each for word in words)]


def test_a_failing_service_leaves_open_who_was_hit_and_which_client_depends_on_it() -> None:
    texts = asked(builders.request_statistics())
    assert "How many real users were affected?" in texts
    assert "Who relies on `/parcels/<id>/label`: which client, such as a frontend, depends on it?" in texts


def test_what_only_tests_showed_leaves_open_whether_clients_broke() -> None:
    before = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    texts = asked(before, builders.test_run(), builders.case_result())
    assert about(texts, "Did real clients break?", "no client telemetry")
    assert not about(texts, "How many real users")


def test_a_healthy_window_leaves_nothing_open() -> None:
    assert asked(builders.request_statistics(statuses=(), by_minute=())) == []


def test_a_setting_that_explains_a_failure_leaves_open_who_removed_it() -> None:
    path = "spec.containers[0].env.LABEL_PRINTER_HOST"
    cpu = Setting(path="spec.containers[0].resources.limits.cpu", value="1")
    good = builders.revision(name=GOOD, settings=(cpu, Setting(path=path, value="printer.example")))
    bad = builders.revision(settings=(cpu,))
    message = "LABEL_PRINTER_HOST is not set"
    texts = asked(good, bad, builders.log_pattern(template=message, message=message, excerpt=message))
    assert about(texts, "Who removed", "LABEL_PRINTER_HOST", BAD)


def test_a_setting_that_a_commit_changed_leaves_open_why_and_not_who() -> None:
    path = "spec.containers[0].env.LABEL_PRINTER_HOST"
    cpu = Setting(path="spec.containers[0].resources.limits.cpu", value="1")
    good = builders.revision(name=GOOD, settings=(cpu, Setting(path=path, value="printer.example")))
    message = "LABEL_PRINTER_HOST is not set"
    text = "-  LABEL_PRINTER_HOST: printer.example"
    hunk = Hunk(old_start=3, old_lines=1, new_start=3, new_lines=0, section="", text=text)
    file = builders.file_change(path="deploy/parcel.yaml", path_class="config", hunks=(hunk,))
    logged = builders.log_pattern(template=message, message=message, excerpt=message)
    texts = asked(good, builders.revision(settings=(cpu,)), logged, builders.commit(), file)
    assert about(texts, "Why was", "LABEL_PRINTER_HOST", "removed", BAD)
    assert not about(texts, "Who removed")


def test_settings_that_one_revision_set_together_are_asked_about_together() -> None:
    paths = ("spec.containerConcurrency", "metadata.annotations.autoscaling.knative.dev/maxScale")
    old = tuple(Setting(path=each, value="20") for each in paths)
    new = (Setting(path=paths[0], value="80"), Setting(path=paths[1], value="2"))
    message = "QueuePool limit of size 5 overflow 2 reached"
    logged = builders.log_pattern(template=message, message=message, excerpt=message)
    texts = asked(builders.revision(name=GOOD, settings=old), builders.revision(settings=new), logged)
    assert about(texts, f"Who raised `{paths[0]}` and changed `{paths[1]}`", BAD)


def test_a_probable_commit_leaves_open_why_no_check_caught_it() -> None:
    message = "unknown label 'label_printed'"
    text = "-'label_printed'\n+'sent'"
    hunk = Hunk(old_start=10, old_lines=1, new_start=10, new_lines=1, section="", text=text)
    pattern = builders.log_pattern(template=message, message=message, excerpt=message)
    texts = asked(pattern, builders.commit(), builders.file_change(hunks=(hunk,)))
    assert about(texts, "Why did no review or unit test before the deploy", "2" * 12)


def test_without_a_change_that_may_explain_it_no_check_is_asked_for() -> None:
    assert about(asked(builders.log_pattern(), builders.commit()), "Why did no") == []


def test_what_was_not_reached_may_itself_be_healthy() -> None:
    message = "printer.example: connection refused"
    texts = asked(builders.log_pattern(template=message, message=message, excerpt=message))
    assert f"Was what {SERVICE} could not reach healthy itself?" in texts


def test_a_run_in_which_nothing_ran_leaves_open_what_its_suite_checks() -> None:
    texts = asked(builders.test_run(counts=RunCounts(collected=0)))
    assert about(texts, "Does what the suite of nightly checks still hold?")


def test_a_failure_that_persists_leaves_open_the_issue_that_it_names() -> None:
    message = "AssertionError: 500 != 201 (known, see #77)"
    runs = [builders.test_run(name=name, at=moment) for name, moment in (("earlier", at(1)), ("nightly", at(2.5)))]
    cases = [builders.case_result(run=run.id, message=message) for run in runs]
    assert "When will #77 land?" in asked(*runs, *cases)


def test_runs_that_name_no_commit_may_have_checked_other_code() -> None:
    earlier = builders.test_run(name="earlier", at=at(1), counts=RunCounts(collected=10, passed=10))
    tied = (builders.commit(), builders.commit(sha="3" * 40), builders.file_change())
    frame = Frame(file="parcel_api/labels.py", line=10, function="print_label")
    pattern = builders.log_pattern(frames=(frame,))
    texts = asked(pattern, earlier, *tied, builders.file_change(commit="3" * 40))
    named = asked(
        pattern,
        earlier.model_copy(update={"commit": "2" * 40, "hash": ""}),
        *tied,
        builders.file_change(commit="3" * 40),
    )
    assert about(texts, f"Did the unit tests or another check of its commit run before the deploy of {BAD}?")
    assert not about(named, "run before the deploy")


def test_without_any_run_since_the_deployment_before_it_is_asked_why() -> None:
    frame = Frame(file="parcel_api/labels.py", line=10, function="print_label")
    tied = (
        builders.commit(),
        builders.commit(sha="3" * 40),
        builders.file_change(),
        builders.file_change(commit="3" * 40),
    )
    assert about(asked(builders.log_pattern(frames=(frame,)), *tied), "Why did no unit test or other check run", BAD)


def test_another_party_is_asked_about_by_its_name_and_never_a_service_of_ours() -> None:
    minutes = (
        MinuteRequests(minute=at(2), count=40, server_errors=0),
        MinuteRequests(minute=at(2, 40), count=40, server_errors=20),
    )
    seen = (RevisionCount(revision=BAD, count=20, first=at(2, 40), last=at(2, 41)),)
    counted = (MinuteCount(revision=BAD, minute=at(2, 40), count=20),)
    logged = [
        builders.log_pattern(template=said, message=said, excerpt=said, by_revision=seen, by_minute=counted, count=20)
        for said in (f"{SERVICE} answered 502", "geoline answered 503")
    ]
    texts = asked(builders.request_statistics(count=80, by_minute=minutes), *logged)
    (text,) = about(texts, "status page")
    assert text.startswith("Why has geoline failed")


def test_a_wait_that_was_too_long_leaves_open_whether_the_other_end_became_slower() -> None:
    message = "Read timed out"
    texts = asked(builders.log_pattern(template=message, message=message, excerpt=message))
    assert about(texts, "or had it become slower than before?")
    message = "connection refused"
    texts = asked(builders.log_pattern(template=message, message=message, excerpt=message))
    assert about(texts, "healthy itself?")
    assert not about(texts, "slower")


def test_who_was_hit_is_looked_for_at_every_service_that_failed() -> None:
    other = builders.log_pattern(id="log-other", service="label-api", message="KeyError: 'x'")
    records = (builders.revision(name=GOOD), builders.revision(), builders.request_statistics(), other)
    sealed = builders.sealed(collected=builders.collected(*records))
    asked_of = {each.text: each.query for each in analyse(sealed).questions}
    query = asked_of["How many real users were affected?"]
    assert f'resource.labels.service_name=("label-api" OR "{SERVICE}")' in query


def test_the_record_of_an_unchecked_revision_can_be_shown() -> None:
    frame = Frame(file="parcel_api/labels.py", line=10, function="print_label")
    tied = (builders.commit(), builders.commit(sha="3" * 40), builders.file_change())
    changed = (*tied, builders.file_change(commit="3" * 40), builders.log_pattern(frames=(frame,)))
    records = (builders.revision(name=GOOD), builders.revision(), *changed)
    found = analyse(builders.sealed(collected=builders.collected(*records))).questions
    (one,) = [each for each in found if each.text.startswith("Why did no unit test or other check run")]
    assert one.query == f"incident show {builders.revision().id}"
