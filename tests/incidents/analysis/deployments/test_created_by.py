"""A revision that another account created than all the others is told, and asked about by its account."""

from incidents.analysis.deployments.created_by import creators
from incidents.analysis.facts import Facts
from incidents.analysis.unknown.unknowns import unknowns
from incidents.model.cause import Answer, Chain, ChangeRef
from tests import builders
from tests.builders import BAD, GOOD
from tests.incidents.analysis.causes.symptoms import cause

PIPELINE, OTHER = "builder@parcel-staging.iam.gserviceaccount.com", "[redacted:email:e9]"


def facts(bad: str | None = OTHER, good: str | None = PIPELINE, rates: str | None = PIPELINE) -> Facts:
    revisions = (
        builders.revision(creator=bad),
        builders.revision(name=GOOD, creator=good),
        builders.revision(name="rates-00001-elm", service="rates", creator=rates),
    )
    return Facts(builders.sealed(collected=builders.collected(*revisions, builders.log_pattern())))


def test_another_account_than_that_of_all_others_is_told() -> None:
    (claim,) = creators(facts())
    assert claim.text == f"{BAD} was created by {OTHER}, and the 2 other revisions that were read by {PIPELINE}."
    assert claim.cites == (f"rev-{BAD}", f"rev-{GOOD}", "rev-rates-00001-elm")


def test_how_many_others_there_are_is_left_open_where_one_names_no_account() -> None:
    unknown = builders.revision(name="rates-00002-oak", service="rates", creator=None)
    (claim,) = creators(Facts(builders.sealed(collected=builders.collected(unknown, *facts().records.values()))))
    assert claim.text == f"{BAD} was created by {OTHER}, and 2 other revisions that were read by {PIPELINE}."


def test_nothing_is_told_where_accounts_are_the_same_several_or_hardly_known() -> None:
    assert [*creators(facts(bad=PIPELINE)), *creators(facts(rates="<email:2>"))] == []
    assert [*creators(facts(rates=None)), *creators(facts(bad=None))] == []


def test_a_changed_setting_is_asked_about_by_that_account() -> None:
    change = ChangeRef(revision=BAD, setting="spec.timeoutSeconds", before="60", after="5")
    chain = Chain(finding=builders.finding().id, whys=(Answer(cause=cause(change=change)),))
    asked = {
        each.text
        for given in (facts(), facts(bad=PIPELINE))
        for each in unknowns(given, [builders.finding()], [chain], [])
        if "timeoutSeconds" in each.text
    }
    assert asked == {
        f"Why has {OTHER}, and not {PIPELINE}, lowered `spec.timeoutSeconds` on the deploy of {BAD}?",
        f"Who lowered `spec.timeoutSeconds` on the deploy of {BAD}, and why?",
    }


def of_setting(given: Facts) -> tuple[str, str]:
    change = ChangeRef(revision=BAD, setting="spec.timeoutSeconds", before="60", after="5")
    chain = Chain(finding=builders.finding().id, whys=(Answer(cause=cause(change=change)),))
    (asked,) = [
        each
        for each in unknowns(given, [builders.finding()], [chain], [])
        if "and why?" in each.text or "Why has" in each.text
    ]
    return asked.text, asked.why


def test_what_is_known_of_a_service_account_leaves_open_who_used_it() -> None:
    assert of_setting(facts(bad=PIPELINE))[1] == (
        f"the revision's description tells that {PIPELINE}, a service account, deployed it, and not who had that done"
    )


def test_of_an_account_of_no_known_kind_the_kind_is_not_said() -> None:
    assert "tells that somebody deployed it" in of_setting(facts(bad="somebody", good="somebody", rates="somebody"))[1]


def test_a_person_who_deployed_as_always_is_asked_for_the_reason_alone() -> None:
    text, why = of_setting(facts(bad=OTHER, good=OTHER, rates=OTHER))
    assert text == f"Why has {OTHER}, a person's account, lowered `spec.timeoutSeconds` on the deploy of {BAD}?"
    assert why == "the revision's description tells who deployed it, and no reason"


def test_the_audit_log_comes_before_the_description() -> None:
    event = builders.platform_event(event="deployment", revision=BAD, account=PIPELINE, method="ReplaceService")
    given = builders.collected(builders.revision(creator=None), builders.log_pattern(), event)
    _, why = of_setting(Facts(builders.sealed(collected=given)))
    assert why.startswith(f"the audit log (ReplaceService) tells that {PIPELINE}, a service account, deployed it")


def test_without_an_account_nothing_is_said_of_one() -> None:
    assert of_setting(facts(bad=None)) == (
        f"Who lowered `spec.timeoutSeconds` on the deploy of {BAD}, and why?",
        "a revision's description tells what was set, and not who decided it",
    )
