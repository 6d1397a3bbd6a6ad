"""What the team declared, as evidence: its own file passes the same border as every other source."""

from incidents.build.sources import redactor
from incidents.config.config import Config
from incidents.model.evidence import Declaration
from incidents.model.policy import Policy
from incidents.model.sealed import Collected


def declared(settings: Config) -> tuple[Collected, Policy]:
    """The lines that a report may cite and the policy made of them, both redacted."""
    redact = redactor(settings).redact
    lines = []
    for each in settings.declarations:
        owner = each.owner and redact(each.owner)
        changes = {"excerpt": redact(each.excerpt), "value": redact(each.value), "owner": owner, "hash": ""}
        lines.append(Declaration.model_validate({**each.model_dump(), **changes}))
    components = tuple(
        each.model_copy(update={"owner": each.owner and redact(each.owner), "note": each.note and redact(each.note)})
        for each in settings.policy.components
    )
    overrides = tuple(each.model_copy(update={"reason": redact(each.reason)}) for each in settings.policy.overrides)
    policy = settings.policy.model_copy(update={"components": components, "overrides": overrides})
    return Collected(evidence=tuple(lines)), policy
