import pytest

from incidents.cli.stages import stage_of
from incidents.errors import BadInputError


@pytest.mark.parametrize("word", ["preliminary", "analysis"])
def test_a_stage_is_given_by_its_name(word: str) -> None:
    assert stage_of(word) == word


def test_another_word_is_refused_before_anything_is_read() -> None:
    with pytest.raises(BadInputError, match=r"--stage is 'final'; it takes preliminary or analysis\. Nothing was read"):
        stage_of("final")
