from typing import Any

import pytest

from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Rival, Stop
from reports.citations import Citations
from reports.sections.explanations import Explanation, explanations, unexplained
from tests.builders import BAD, finding, incident, log_pattern, sealed

RECORDS = {each.id: each for each in sealed().collected.evidence}
LOG = log_pattern().id
STOP = Stop(effect="finding-a", reason="not-collected", text="no change was read.", query="incident doctor")


def cause(**changes: Any) -> Answer:
    values = {
        "id": "cause-one",
        "effect": "finding-a",
        "rule": "changed-code",
        "claim": "commit 2222222 changed it.",
        "mechanism": "it is in the stack",
        "change": None,
        "evidence_for": (LOG,),
        "looked_for": "the same failure before",
        "counterfactual": None,
        "confidence": "possible",
        "missing": None,
    }
    return Answer(cause=Cause(**{**values, **changes}))


def explained(*whys: Answer | Stop) -> tuple[Explanation, ...]:
    given = incident(findings=(finding(id="finding-a"),), chains=(Chain(finding="finding-a", whys=whys),), claims=())
    return explanations(given, Citations(given, RECORDS))


def test_a_link_shows_what_speaks_for_it_and_what_was_looked_for() -> None:
    (found,) = explained(cause(missing="a run without it"))
    assert found.title == "P1: F1 (Labels are not printed)"
    assert found.links[0].head == f"**Possible**: commit `2222222` changed it.[^{LOG}]"
    assert found.links[0].lines == (
        "How: it is in the stack.",
        "Looked for: the same failure before.",
        "Counter-check: none was made.",
        "Would settle it: a run without it.",
    )


def test_counter_evidence_and_the_counter_check_are_shown() -> None:
    (found,) = explained(cause(evidence_against=(LOG,), counterfactual="it is gone on the old revision"))
    assert f"Against it: 1 record.[^{LOG}]" in found.links[0].lines
    assert "Counter-check: it is gone on the old revision." in found.links[0].lines


@pytest.mark.parametrize(
    ("before", "after", "line"),
    [
        ("20", "2", "Setting `env.TIMEOUT`: `20` before, `2` after."),
        (None, "2", "Setting `env.TIMEOUT`: not set before, `2` after."),
        ("20", None, "Setting `env.TIMEOUT`: `20` before, not set after."),
    ],
)
def test_a_changed_setting_is_shown_on_both_sides(before: str | None, after: str | None, line: str) -> None:
    change = ChangeRef(revision="x", setting="env.TIMEOUT", before=before, after=after)
    assert line in explained(cause(change=change))[0].links[0].lines


def test_rivals_stay_visible_when_they_are_refuted() -> None:
    rival = Rival(claim="the network was down", separating="other routes answered", confidence="refuted", cites=(LOG,))
    assert explained(cause(rivals=(rival,)))[0].links[0].rivals == (
        f"Rival (refuted): the network was down.[^{LOG}] Ruled out: other routes answered.",
    )


def test_a_branch_names_the_why_that_it_leaves() -> None:
    second = cause(id="cause-two", effect="cause-one")
    branch = cause(id="cause-three", effect="cause-one", claim="the cache was cold")
    (found,) = explained(cause(), second, branch)
    assert [link.head.split(":")[0] for link in found.links] == ["**Possible**", "**Possible**", "**Possible** (why 1)"]


def test_one_chain_that_explains_several_findings_is_written_once() -> None:
    other = cause(id="cause-other", effect="finding-b", evidence_for=(f"rev-{BAD}",))
    given = incident(
        findings=(finding(id="finding-a"), finding(id="finding-b", title="Parcels are lost.")),
        chains=(Chain(finding="finding-a", whys=(cause(),)), Chain(finding="finding-b", whys=(other,))),
        claims=(),
    )
    (found,) = explanations(given, Citations(given, RECORDS))
    assert found.title == "P1: F1 (Labels are not printed)"
    assert found.others == (f"P1: F2 (Parcels are lost.).[^{LOG}]",)


def test_chains_that_differ_stand_apart() -> None:
    other = cause(id="cause-other", effect="finding-b", confidence="probable")
    given = incident(
        findings=(finding(id="finding-a"), finding(id="finding-b")),
        chains=(Chain(finding="finding-a", whys=(cause(),)), Chain(finding="finding-b", whys=(other,))),
        claims=(),
    )
    assert [each.others for each in explanations(given, Citations(given, RECORDS))] == [(), ()]


def test_where_a_chain_stops_is_its_last_link() -> None:
    (found,) = explained(cause(), STOP)
    assert found.links[1].head == "**Not known further** (not collected): no change was read."
    assert found.links[1].lines == ("To find out: `incident doctor`",)


def test_findings_without_a_cause_are_grouped_by_the_reason() -> None:
    old = STOP.model_copy(update={"effect": "finding-c", "reason": "outside-window", "text": "it is older"})
    given = incident(
        findings=tuple(finding(id=f"finding-{name}") for name in "abcd"),
        chains=(
            Chain(finding="finding-b", whys=(STOP,)),
            Chain(finding="finding-a", whys=(STOP,)),
            Chain(finding="finding-c", whys=(old,)),
        ),
        claims=(),
    )
    cited = Citations(given, RECORDS)
    first, second, third = (
        f"P1: F{n} (Labels are not printed).[^{LOG}] To find out: `incident doctor`" for n in (1, 2, 3)
    )
    assert explanations(given, cited) == ()
    assert [(group.why, group.findings) for group in unexplained(given, cited)] == [
        ("Not collected: no change was read.", (first, second)),
        ("Outside of the window: it is older.", (third,)),
    ]


def test_a_finding_with_a_cause_is_explained_once() -> None:
    given = incident(
        findings=(finding(id="finding-a"),), chains=(Chain(finding="finding-a", whys=(cause(), STOP)),), claims=()
    )
    assert unexplained(given, Citations(given, RECORDS)) == ()
