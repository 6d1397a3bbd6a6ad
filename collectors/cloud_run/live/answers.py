"""Live answers in the form of listings, so that they take the way of every file."""

import os

from collectors.cloud_run.documents import document_of
from collectors.cloud_run.listing import Extent, Listing
from collectors.cloud_run.live.api import CLOUD_RUN_ADMIN, patience
from collectors.cloud_run.live.fetch import Answer, asked_of, fetch
from collectors.collector import Ask
from collectors.google_api.endpoint import endpoint_named
from collectors.google_api.failures import RefusedError
from incidents.timing.timer import Timer


def live_listings(ask: Ask, timer: Timer) -> list[Listing]:
    """A listing for each question that was put to Cloud Run; none where nothing live is asked for."""
    if not ask.source.live:
        return []
    location = _location(ask)
    # Only a live read pays for Google's libraries.
    from collectors.cloud_run.live.admin import connected_admin  # noqa: PLC0415

    try:
        with connected_admin(endpoint_named(os.environ, CLOUD_RUN_ADMIN)) as pages:
            answers = fetch(pages, location, ask.scope.service_names, patience(timer))
    except RefusedError as error:
        answers = (Answer(asked_of(location), broken=str(error)),)
    return [_listing(ask, each) for each in answers]


def live_survey(ask: Ask) -> tuple[str, ...]:
    """What would be asked."""
    if not ask.source.live:
        return ()
    return (ask.redactor.redact(f"{asked_of(_location(ask))}: {', '.join(ask.scope.service_names)}"),)


def _location(ask: Ask) -> str:
    return f"projects/{ask.scope.project}/locations/{ask.scope.region}"


def _listing(ask: Ask, answer: Answer) -> Listing:
    what = ask.redactor.redact(answer.what)
    partial = failed = None
    if answer.broken and not answer.records:
        end = " " if answer.broken.endswith("?") else ". "
        failed = f"{answer.broken}{end}Nothing was read"
    elif answer.broken:
        partial = ask.redactor.redact(f"{answer.broken}; only the first {len(answer.records)} were read")
    documents = [document_of(record, number) for number, record in enumerate(answer.records)]
    return Listing(ask, what, documents, Extent(answer.pages, answer.unreadable, partial, failed))
