from incidents.model.cause import Answer, Cause, Chain, ChangeRef, Stop
from incidents.model.evidence import Hunk
from incidents.model.incident import Incident
from reports.page.marks import PageCitations
from reports.page.suspects import suspects
from reports.page.why_tree import WhyNode, why_trees
from tests.builders import commit, file_change
from tests.reports.incident_by_hand import rich_incident
from tests.reports.records_by_hand import EVIDENCE


def marks(incident: Incident) -> PageCitations:
    return PageCitations(incident, EVIDENCE)


def cause(name: str, effect: str) -> Cause:
    first = rich_incident().chains[0].whys[0]
    assert isinstance(first, Answer)
    return first.cause.model_copy(update={"id": name, "effect": effect, "claim": f"because of {name}", "rivals": ()})


def with_whys(*whys: Answer | Stop) -> Incident:
    return rich_incident().model_copy(update={"chains": (Chain(finding="finding-printer", whys=whys),)})


def names(nodes: tuple[WhyNode, ...]) -> list[object]:
    return [(node.id or node.stopped, names(node.whys)) if node.whys else node.id or node.stopped for node in nodes]


def test_a_chain_is_a_tree_below_its_finding_and_ends_in_its_stop() -> None:
    given = rich_incident()
    trees = why_trees(given, marks(given))
    assert [(tree.finding, names(tree.whys)) for tree in trees] == [
        ("finding-printer", [("cause-background", ["needs a person"])]),
        ("finding-label-test", ["cause-timeout"]),  # a refuted cause is shown too
    ]
    (node,) = trees[0].whys
    assert [(each.confidence, each.separating) for each in node.rivals] == [
        ("possible", "undo this setting alone and see whether the failure stays."),
        ("refuted", "`GET /printers` answered 200 throughout."),
    ]
    assert [each.name for each in node.details] == ["How", "Looked for", "Counter-check", "Would settle it"]


def test_branches_hang_where_they_belong_and_a_circle_ends() -> None:
    given = with_whys(
        Answer(cause=cause("cause-one", "finding-printer")),
        Answer(cause=cause("cause-two", "finding-printer")),
        Answer(cause=cause("cause-deep", "claim-cause-one")),
        Answer(cause=cause("cause-one", "cause-deep")),
    )
    (tree,) = why_trees(given, marks(given))
    assert names(tree.whys) == [("cause-one", ["cause-deep"]), "cause-two"]


def test_why_it_was_not_caught_is_a_branch_of_its_own_and_no_suspect() -> None:
    change = ChangeRef(commit="3" * 40)
    missed = cause("cause-missed", "finding-printer").model_copy(update={"branch": "not-caught", "change": change})
    given = with_whys(Answer(cause=cause("cause-one", "finding-printer")), Answer(cause=missed))
    (tree,) = why_trees(given, marks(given))
    assert (names(tree.whys), names(tree.uncaught)) == (["cause-one"], ["cause-missed"])
    assert [each.claim.split(".")[0] for each in suspects(given, EVIDENCE, marks(given))] == ["Because of cause-one"]


def test_a_tree_that_two_findings_share_is_drawn_once() -> None:
    given = rich_incident()
    answer = given.chains[0].whys[0]
    assert isinstance(answer, Answer)
    other = answer.cause.model_copy(update={"id": "cause-other", "effect": "finding-customs"})
    chains = (
        Chain(finding="finding-printer", whys=(answer,)),
        Chain(finding="finding-customs", whys=(Answer(cause=other),)),
    )
    (tree,) = why_trees(given.model_copy(update={"chains": chains}), marks(given))
    assert tree.others == ("customs lookup timed out",)


def test_suspects_are_the_changes_of_causes_and_rivals_the_surest_first() -> None:
    given = rich_incident()
    hunk = Hunk(old_start=1, old_lines=1, new_start=1, new_lines=1, section="", text="-a\n+b")
    change = file_change(hunks=(hunk,), added=1, removed=1)
    found = suspects(given, {**EVIDENCE, change.id: change}, marks(given))
    assert [(each.confidence, each.as_rival, each.setting) for each in found] == [
        ("probable", False, ""),
        ("possible", True, ""),
        ("refuted", False, "env.PRINTER_TIMEOUT"),
    ]
    (file,) = found[0].files
    assert (file.path, file.lines, [line.text for line in file.diff]) == (
        "parcel_api/labels.py",
        "+1 −1",  # noqa: RUF001  a minus sign
        ["@@ -1,1 +1,1 @@", "-a", "+b"],
    )
    assert found[0].at == str(commit().at).replace("T", " ")
    assert (found[2].before, found[2].after) == ("20", "not set")


def test_a_rival_that_is_no_change_is_no_suspect() -> None:
    given = rich_incident()
    assert not any("printer service was down" in each.claim for each in suspects(given, EVIDENCE, marks(given)))
