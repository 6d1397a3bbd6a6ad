"""Who calls a service to deliver something, and calls again when the answer was none it takes for done."""

from collections.abc import Mapping

from incidents.model.evidence import Deliverer

BETWEEN = "\x1e"
"""Stands between the status of a request and who asked, where that is told apart."""

# What they call themselves; https://cloud.google.com/pubsub/docs/push and the handlers of Cloud Tasks and Cloud
# Scheduler (2026). What Eventarc and older subscriptions deliver comes from APIs-Google.
AGENTS: Mapping[str, Deliverer] = {
    "CloudPubSub-Google": "Pub/Sub",
    "APIs-Google": "Pub/Sub",
    "Google-Cloud-Tasks": "Cloud Tasks",
    "Google-Cloud-Scheduler": "Cloud Scheduler",
}


def deliverer(status: str | None) -> Deliverer | None:
    """Of a status with what the first step put behind it."""
    return AGENTS.get((status or "").partition(BETWEEN)[2])


def status_alone(status: str | None) -> str | None:
    return status.partition(BETWEEN)[0] or None if status else status
