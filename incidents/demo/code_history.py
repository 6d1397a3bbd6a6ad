"""The history of the demo's code: who changed which files when, and what was deployed."""

from dataclasses import dataclass

MAIN = "main"
BRANCH = "freight-minimum"
_ANA = "Ana Lindqvist <ana@parcel.example>"
_JORIS = "Joris Maas <joris@parcel.example>"
_BOT = "dependency updates <updates@parcel.example>"


@dataclass(frozen=True)
class Change:
    """One commit. `files` names stored files: a path, a dot and the version of its content.

    `key` names the commits that the rest of the story speaks of.
    """

    at: str
    author: str
    message: str
    files: tuple[str, ...]
    key: str | None = None


_BEGINNING = (
    Change(
        "2026-01-12T09:02:11Z",
        _ANA,
        "Answer health checks",
        (
            ".gitignore.1",
            "README.md.1",
            "Dockerfile.1",
            "requirements.txt.1",
            "requirements-dev.txt.1",
            "pytest.ini.1",
            "parcel_api/__init__.py.1",
            "parcel_api/app.py.1",
            "parcel_api/web.py.1",
        ),
    ),
    Change(
        "2026-01-13T10:40:52Z",
        _ANA,
        "Book shipments and read them back",
        ("parcel_api/app.py.2", "parcel_api/shipments.py.1", "tests/__init__.py.1", "tests/unit/test_shipments.py.1"),
    ),
    Change(
        "2026-01-14T14:21:37Z",
        _JORIS,
        "Price shipments by tier and weight",
        (
            "parcel_api/pricing/__init__.py.1",
            "parcel_api/pricing/quotes.py.1",
            "parcel_api/shipments.py.2",
            "tests/unit/test_quotes.py.1",
        ),
    ),
    Change(
        "2026-01-16T08:55:03Z",
        _ANA,
        "Refuse requests without a valid token",
        ("parcel_api/app.py.3", "parcel_api/auth.py.1", "tests/unit/test_auth.py.1"),
    ),
    Change(
        "2026-01-19T13:12:48Z",
        _JORIS,
        "Render labels for the depot's printers",
        ("parcel_api/app.py.4", "parcel_api/labels.py.1", "tests/unit/test_labels.py.1"),
    ),
    Change(
        "2026-01-22T09:47:20Z",
        _ANA,
        "Track parcels by their code",
        ("parcel_api/app.py.5", "parcel_api/parcels.py.1", "parcel_api/tracking.py.1"),
    ),
    Change(
        "2026-01-23T15:30:09Z",
        _ANA,
        "Estimate the day of delivery in working days",
        ("parcel_api/calendars.py.1", "parcel_api/tracking.py.2", "tests/unit/test_tracking.py.1"),
    ),
    Change(
        "2026-01-27T11:05:44Z",
        _JORIS,
        "Compare the rates of three carriers in a service of its own",
        (
            "Dockerfile.2",
            "rates_service/__init__.py.1",
            "rates_service/app.py.1",
            "rates_service/carriers.py.1",
            "rates_service/structured_log.py.1",
            "tests/unit/test_rates.py.1",
        ),
    ),
    Change(
        "2026-01-28T16:18:31Z",
        _JORIS,
        "Keep rates in the shared cache for an hour",
        ("rates_service/app.py.2", "rates_service/cache.py.1", "tests/unit/test_cache.py.1"),
    ),
    Change("2026-01-30T09:20:15Z", _ANA, "Deploy from a workflow", (".github/workflows/deploy.yml.1",)),
    Change(
        "2026-02-02T10:11:56Z",
        _JORIS,
        "Bill bulky parcels by volume",
        ("parcel_api/pricing/quotes.py.2", "parcel_api/shipments.py.3", "tests/unit/test_quotes.py.2"),
    ),
)

_STAGING = (
    Change(
        "2026-02-04T14:02:27Z",
        _ANA,
        "Book shipments on staging end to end",
        (
            ".github/workflows/e2e.yml.1",
            "tests/e2e/conftest.py.1",
            "tests/e2e/test_shipments_staging.py.1",
            "tests/support/__init__.py.1",
            "tests/support/staging_client.py.1",
        ),
    ),
    Change(
        "2026-02-09T11:36:40Z",
        _JORIS,
        "Sell freight\n\nPallets are priced by their own terms; the end-to-end tests book one.",
        ("parcel_api/pricing/quotes.py.3", "parcel_api/shipments.py.4", "tests/e2e/test_shipments_staging.py.2"),
    ),
    Change(
        "2026-02-11T15:44:12Z",
        _ANA,
        "Print a label and compare rates on staging end to end",
        (
            "tests/e2e/conftest.py.2",
            "tests/e2e/test_label_print_staging.py.1",
            "tests/e2e/test_rates_staging.py.1",
            "tests/support/label_printer.py.1",
        ),
    ),
    Change(
        "2026-02-12T09:08:33Z",
        _JORIS,
        "Take the address of the cache from the environment\n\n"
        "The cache moved to 10.84.0.12. The address it had before stays the default until every environment sets\n"
        "RATES_CACHE_HOST.",
        ("rates_service/app.py.3", "rates_service/cache.py.2", "tests/unit/test_cache.py.2"),
    ),
    Change(
        "2026-02-17T10:29:58Z",
        _ANA,
        "Deliver to Portugal",
        ("parcel_api/calendars.py.2", "parcel_api/parcels.py.2", "tests/e2e/test_tracking_staging.py.1"),
    ),
    Change(
        "2026-02-18T13:51:06Z",
        _ANA,
        "Order pickups",
        (
            "parcel_api/app.py.6",
            "parcel_api/pickups.py.1",
            "tests/e2e/test_pickup_staging.py.1",
            "tests/unit/test_pickups.py.1",
        ),
    ),
    Change(
        "2026-02-20T16:07:45Z",
        _JORIS,
        "Stay within the number of lanes the carriers let us ask for",
        ("rates_service/app.py.4", "rates_service/carriers.py.2", "tests/unit/test_rates.py.2"),
        key="budget",
    ),
    Change(
        "2026-02-24T09:33:19Z",
        _ANA,
        "Order freight pickups on staging end to end",
        ("tests/e2e/conftest.py.3", "tests/e2e/test_pickup_staging.py.2"),
    ),
    Change(
        "2026-02-26T14:15:02Z",
        _JORIS,
        "Ask the cache twice before going to the carriers",
        ("rates_service/app.py.5", "rates_service/cache.py.3"),
        key="retry",
    ),
    Change(
        "2026-03-02T10:58:24Z",
        _ANA,
        "Log which client's token has expired, and when",
        ("parcel_api/auth.py.2",),
        key="token-age",
    ),
    Change(
        "2026-03-04T08:41:50Z",
        _JORIS,
        "Carry the trace into the log of rates-service",
        ("rates_service/app.py.6", "rates_service/structured_log.py.2"),
        key="trace",
    ),
    Change(
        "2026-03-09T12:20:37Z",
        _ANA,
        "Answer 404 for unknown tracking codes",
        ("parcel_api/tracking.py.3",),
        key="before",
    ),
)

_WINDOW = (
    Change("2026-03-09T14:38:05Z", _ANA, "Describe tiers and prices", ("docs/tiers.md.1",), key="tiers-described"),
    Change(
        "2026-03-09T15:52:41Z",
        _JORIS,
        "Read the terms of a tier from one table\n\nA new tier is one more line, and prices stay what they were.",
        ("parcel_api/pricing/quotes.py.4", "parcel_api/pricing/tiers.py.1"),
        key="one-table",
    ),
    Change("2026-03-09T16:30:00Z", _BOT, "Bump gunicorn from 22.0.0 to 23.0.0", ("requirements.txt.2",)),
    Change("2026-03-10T08:05:13Z", _ANA, "Format the volume weight", ("parcel_api/pricing/quotes.py.5",)),
    Change(
        "2026-03-10T08:47:29Z",
        _ANA,
        "Accept postcodes without a space",
        ("parcel_api/shipments.py.5", "tests/unit/test_shipments.py.2"),
    ),
    Change(
        "2026-03-10T09:21:54Z",
        _JORIS,
        "Keep pip's downloads between deployments",
        (".github/workflows/deploy.yml.2",),
        key="after",
    ),
    Change("2026-03-10T11:14:36Z", _ANA, "Add an example to the prices", ("docs/tiers.md.2",)),
)

CHANGES = (*_BEGINNING, *_STAGING, *_WINDOW)
"""The commits of the main branch, oldest first."""

BRANCHES_OFF = "tiers-described"
"""The commit of the main branch that the other one starts from."""

UNMERGED = Change(
    "2026-03-10T08:31:22Z",
    _JORIS,
    "Bill freight for at least 100 kg",
    ("parcel_api/pricing/quotes.py.branch",),
    key="minimum",
)
"""The one commit of the branch, which touches the function of the incident and was never deployed."""
