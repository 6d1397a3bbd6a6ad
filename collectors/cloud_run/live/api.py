"""The Cloud Run Admin API: where it is, and how fast and how long it may be asked."""

from collectors.google_api.endpoint import Api
from collectors.google_api.patience import Patience
from incidents.timing.pacing import Pace
from incidents.timing.timer import Timer

CLOUD_RUN_ADMIN = Api("Cloud Run", "run.googleapis.com", "CLOUDSDK_API_ENDPOINT_OVERRIDES_RUN")
# Far below the quota of reads of a region (https://cloud.google.com/run/quotas#api), which others need as well.
_PACE = Pace(a_minute=300, at_once=20)
_MINUTES = 10


def patience(timer: Timer) -> Patience:
    """That of one read."""
    return Patience(timer, _PACE, _MINUTES)
