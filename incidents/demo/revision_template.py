"""What a revision and the service that makes it have in common: settings, image, resources."""

from incidents.demo.deployments import PROJECT, REGION, Deployment

Json = dict[str, object]


def annotations(revision: Deployment) -> dict[str, str]:
    return {
        "autoscaling.knative.dev/maxScale": str(revision.most_instances),
        "autoscaling.knative.dev/minScale": "1",
        "run.googleapis.com/client-name": "gcloud",
        "run.googleapis.com/client-version": "558.0.0",
        "run.googleapis.com/sessionAffinity": "true",
        "run.googleapis.com/startup-cpu-boost": "true",
        "run.googleapis.com/vpc-access-connector": f"projects/{PROJECT}/locations/{REGION}/connectors/services",
        "run.googleapis.com/vpc-access-egress": "private-ranges-only",
    }


def spec(revision: Deployment, commit: str) -> Json:
    secrets: list[Json] = [
        {"name": name, "valueFrom": {"secretKeyRef": {"key": "3", "name": secret}}}
        for name, secret in revision.secrets.items()
    ]
    probe = {"failureThreshold": 1, "periodSeconds": 240, "tcpSocket": {"port": 8080}, "timeoutSeconds": 240}
    container: Json = {
        "env": [*({"name": name, "value": value} for name, value in revision.env.items()), *secrets],
        "image": f"{image_name(revision)}:{commit[:7]}",
        "name": f"{revision.service}-1",
        "ports": [{"containerPort": 8080, "name": "http1"}],
        "resources": {"limits": {"cpu": "1000m", "memory": "512Mi"}},
        "startupProbe": probe,
    }
    return {
        "containerConcurrency": 80,
        "containers": [container],
        "serviceAccountName": f"{revision.service}@{PROJECT}.iam.gserviceaccount.com",
        "timeoutSeconds": 60,
    }


def image_name(revision: Deployment) -> str:
    return f"{REGION}-docker.pkg.dev/{PROJECT}/services/{revision.service}"
