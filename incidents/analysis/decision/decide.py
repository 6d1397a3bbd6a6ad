"""The word for the whole, from a fixed function of the criteria."""

from collections.abc import Mapping

from incidents.analysis.causes.behind import Behind
from incidents.analysis.decision.checks import checks
from incidents.analysis.decision.declared import declared
from incidents.analysis.decision.deployment import deployment
from incidents.analysis.decision.service import service
from incidents.analysis.decision.weighed import Weighed
from incidents.analysis.facts import Facts
from incidents.analysis.judged.authenticity import Judgement
from incidents.model.claim import Claim, Value
from incidents.model.decision import Decision
from incidents.model.incident import Impact


def decide(
    facts: Facts,
    behind: Behind,
    impact: Impact,
    judged: Mapping[str, tuple[Judgement, ...]],
    stated: list[Claim],
) -> tuple[Decision, list[Claim]]:
    """`stated` are the sentences that criteria may rest on; returned are the further ones that they need."""
    deployed = list(deployment(facts, list(behind.findings)))
    every = [
        *deployed,
        *service(facts, behind, impact),
        *checks(facts, judged),
        *declared(facts, judged),
    ]
    ours = [each for each in every if each.criterion.area != "elsewhere"]
    failed = sum(each.criterion.result == "fail" for each in ours)
    unknown = sum(each.criterion.result == "unknown" for each in ours)
    asked = [each for each in ours if each.criterion.area == "check"]
    made = [claim for each in every for claim in each.made]
    cited = {claim.id: claim.cites for claim in (*stated, *made)}
    if not deployed:
        reason = Claim(
            id="claim-decision",
            kind="unknown",
            template="No revision was deployed in the window, so there is no deployment to decide on.",
        )
        word = "cannot-tell"
    else:
        word = "no-go" if failed else "cannot-tell" if unknown or not asked else "go"
        reason = _reason(len(ours), failed, unknown, _cites(ours, cited))
    checked = _checked(facts, asked, _cites(asked, cited))
    decision = Decision.model_validate(
        {
            "word": word,
            "claim": reason.id,
            "checked": checked.id if checked else None,
            "criteria": tuple(each.criterion for each in every),
        }
    )
    return decision, [*made, reason, *([checked] if checked else [])]


def _cites(those: list[Weighed], cited: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """The first record of each sentence, those of failed criteria before the others."""
    order = sorted(those, key=lambda each: each.criterion.result != "fail")
    return tuple(dict.fromkeys(key for each in order for key in cited[each.criterion.claim][:1]))


def _reason(total: int, failed: int, unknown: int, cites: tuple[str, ...]) -> Claim:
    figures = {"total": total, "failed": failed, "unknown": unknown}
    template = f"{{failed}} of {{total}} criteria {'fails' if failed == 1 else 'fail'}"
    template = template if failed else "None of {total} criteria fails"
    template += f", and {{unknown}} {'is' if unknown == 1 else 'are'} open" if unknown else ""
    used = [name for name in figures if f"{{{name}}}" in template]
    return Claim(
        id="claim-decision",
        kind="derived" if cites else "unknown",
        template=f"{template}.",
        values=tuple(Value(name=name, form="number", value=figures[name]) for name in used),
        cites=cites,
    )


def _checked(facts: Facts, asked: list[Weighed], cites: tuple[str, ...]) -> Claim | None:
    if not asked or not cites:
        return None
    passed = sum(each.criterion.result == "pass" for each in asked)
    return Claim(
        id="claim-checked",
        kind="derived",
        template=f"{{passed}} of {{total}} {'check' if len(asked) == 1 else 'checks'} against {{environment}} passed.",
        values=(
            Value(name="passed", form="number", value=passed),
            Value(name="total", form="number", value=len(asked)),
            Value(name="environment", form="text", value=facts.sealed.scope.environment),
        ),
        cites=cites,
    )
