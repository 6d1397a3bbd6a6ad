import pytest

from tests.examples.built import NAMES, Example, built


@pytest.fixture(scope="session", params=NAMES)
def example(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> tuple[str, Example]:
    """Each of the examples by its name, built once."""
    return request.param, built(request.param, tmp_path_factory.mktemp(request.param))
