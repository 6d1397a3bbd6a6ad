"""Whether a live read from GitHub could be made: the token, the repository, and one short question to each list."""

import os
from collections.abc import Mapping

from collectors.github.conversation import conversation
from collectors.tried import Tried
from incidents.github.failures import RefusedError
from incidents.github.patience import Patience
from incidents.github.place import GitHubPlace
from incidents.github.refusals import Question
from incidents.github.token import token_in
from incidents.timing.timer import REAL_TIMER, Timer

_SECONDS = 5
_ONE = {"per_page": "1", "page": "1"}
_ASKED: Mapping[str, tuple[str, str | None, Question]] = {
    "issues": ("issues", None, Question("its issues", "read access to issues")),
    "tests": ("actions/runs", "workflow_runs", Question("its workflow runs", "read access to actions")),
}


def github_checkup(place: GitHubPlace, sources: tuple[str, ...], timer: Timer = REAL_TIMER) -> tuple[Tried, ...]:
    """What each of the named sources would be told; nothing is asked twice and nothing is waited for."""
    try:
        token = token_in(os.environ)
    except RefusedError as error:
        return (Tried("github", ok=False, text=str(error)),)
    patience = Patience(timer, seconds=60, waits=())
    try:
        with conversation(place, timer, patience, _SECONDS) as asked:
            name = f"which is called {asked.renamed} now" if asked.renamed else "which answers"
            tried = [Tried("github", ok=True, text=f"{place.shown}, {name} to the token in {token.variable}")]
            for source in sources:
                below, key, question = _ASKED[source]
                try:
                    asked.first_page(below, _ONE, question, key)
                except RefusedError as error:
                    tried.append(Tried("github", ok=False, text=str(error)))
            return tuple(tried)
    except RefusedError as error:
        return (Tried("github", ok=False, text=str(error)),)
