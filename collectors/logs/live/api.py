"""Cloud Logging as an API: where it is, and how fast and how long it may be asked."""

from collectors.google_api.endpoint import Api
from collectors.google_api.patience import Patience
from incidents.timing.pacing import Pace
from incidents.timing.timer import Timer

CLOUD_LOGGING = Api("Cloud Logging", "logging.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_LOGGING")
# The quota is 60 a minute for all readers of a project: https://cloud.google.com/logging/quotas#api-limits
# With those that go at once, 52 are read in the first minute.
PACE = Pace(a_minute=48, at_once=5)
_MINUTES = 30


def patience(timer: Timer) -> Patience:
    """That of one read."""
    return Patience(timer, PACE, _MINUTES)
