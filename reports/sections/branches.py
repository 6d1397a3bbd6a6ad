"""The two branches of a chain: what led to the failure, and why no check noticed it; neither explains the other."""

from incidents.model.cause import Answer, Cause, Chain, Why


def causal(chain: Chain) -> tuple[Why, ...]:
    """The whys of the failure itself, and where they stop."""
    others = {each.id for each in not_caught(chain)}
    effects = others | {f"claim-{each}" for each in others}
    return tuple(why for why in chain.whys if _effect(why) not in effects and not _is_other(why))


def not_caught(chain: Chain) -> tuple[Cause, ...]:
    return tuple(why.cause for why in chain.whys if isinstance(why, Answer) and why.cause.branch == "not-caught")


def _is_other(why: Why) -> bool:
    return isinstance(why, Answer) and why.cause.branch == "not-caught"


def _effect(why: Why) -> str:
    return why.cause.effect if isinstance(why, Answer) else why.effect
