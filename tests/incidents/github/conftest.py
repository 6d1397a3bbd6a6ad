import pytest

from tests.incidents.timing.fake_time import FakeTime


@pytest.fixture
def passing() -> FakeTime:
    return FakeTime()
