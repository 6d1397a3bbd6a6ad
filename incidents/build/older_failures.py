"""What failures from before the window name: the second question to git, which only what was read can put."""

from collectors.git_history.last_changes import Older
from incidents.analysis.facts import Facts
from incidents.analysis.origin.last_changes import named_files, named_names
from incidents.model.evidence import Commit
from incidents.model.sealed import SealedEvidence


def older(sealed: SealedEvidence) -> Older:
    """Files and names, with the commits that were deployed when the window began and those that were read since."""
    facts = Facts(sealed)
    good = sorted({each.good for each in sealed.window.commits if each.good})
    known = frozenset(each.sha for each in facts.of(Commit))
    return Older(facts.start, tuple(good), known, named_files(facts), named_names(facts))
