"""What the demo's team deployed: revisions with their commits and settings, oldest first."""

from dataclasses import dataclass, field

SINCE = "parcel-api-00041-qel"
"""The last known good revision of the demo's incident."""

PROJECT = "parcel-staging"
REGION = "europe-west1"
PARCEL_API = "parcel-api"
RATES_SERVICE = "rates-service"
_PIPELINE = "deployer@parcel-staging.iam.gserviceaccount.com"
_COMMON = {"ENVIRONMENT": "staging", "LOG_LEVEL": "INFO", "GOOGLE_CLOUD_PROJECT": PROJECT}
_RATES = {**_COMMON, "RATES_CACHE_HOST": "10.84.0.12", "CARRIER_TIMEOUT_MS": "2500", "CARRIER_LANES_A_DAY": "40"}
_SECRETS = {"TOKEN_SECRET": "parcel-token-secret"}


@dataclass(frozen=True)
class Deployment:
    """One revision. `commit` is a key of the code's history, `command` the gcloud command that made it."""

    service: str
    number: int
    suffix: str
    at: str
    ready_after_s: float
    commit: str
    env: dict[str, str]
    gunicorn: str = "22.0.0"
    most_instances: int = 4
    command: str = "gcloud.run.deploy"
    by: str = _PIPELINE
    secrets: dict[str, str] = field(default_factory=dict)

    @property
    def name(self) -> str:
        return f"{self.service}-{self.number:05d}-{self.suffix}"


def deployments(*, healthy: bool) -> tuple[Deployment, ...]:
    """All revisions; in the demo without faults the last one of rates-service keeps the address of its cache."""
    # Made by `gcloud run services update --set-env-vars`, which replaces the whole set: what is not named is gone.
    named = {**_RATES, "CARRIER_TIMEOUT_MS": "4000"}
    if not healthy:
        del named["RATES_CACHE_HOST"]
    last = Deployment(
        RATES_SERVICE,
        18,
        "ruz",
        "2026-03-10T10:26:08.514207318Z",
        9.38,
        "trace",
        named,
        command="gcloud.run.services.update",
        by="on-call@parcel.example",
    )
    return (*_PARCEL_API, *_RATES_SERVICE, last)


def service_url(service: str) -> str:
    return f"https://{service}-k3v7qh2wzq-ew.a.run.app"


_PARCEL_API = (
    Deployment(PARCEL_API, 39, "dal", "2026-03-02T12:10:43.201944870Z", 14.02, "token-age", _COMMON, secrets=_SECRETS),
    Deployment(PARCEL_API, 40, "yev", "2026-03-05T09:02:17.660318402Z", 13.47, "trace", _COMMON, secrets=_SECRETS),
    Deployment(PARCEL_API, 41, "qel", "2026-03-09T13:05:21.930771655Z", 15.11, "before", _COMMON, secrets=_SECRETS),
    Deployment(
        PARCEL_API,
        42,
        "wub",
        "2026-03-10T09:41:29.087452906Z",
        14.66,
        "after",
        _COMMON,
        gunicorn="23.0.0",
        most_instances=6,
        secrets=_SECRETS,
    ),
)

_RATES_SERVICE = (
    Deployment(RATES_SERVICE, 15, "fot", "2026-02-20T16:40:50.118263047Z", 11.90, "budget", _RATES),
    Deployment(RATES_SERVICE, 16, "jum", "2026-02-26T15:02:34.743590128Z", 12.35, "retry", _RATES),
    Deployment(RATES_SERVICE, 17, "hix", "2026-03-04T09:27:12.405816593Z", 12.08, "trace", _RATES),
)
