"""Services and the Dockerfiles they are built from."""

import pytest

from incidents.config.sight.deployments import Deployment
from incidents.config.sight.dockerfiles import Dockerfile
from incidents.config.sight.origins import Origin, origins


def image(path: str, *hints: str, paths: tuple[str, ...] = ("x/",)) -> Dockerfile:
    return Dockerfile(path=path, hints=hints, paths=paths)


AUTH = image("auth_service/Dockerfile", "auth_service", paths=("auth_service/",))
ROOT = image("Dockerfile", paths=("Dockerfile", "parcel_api/"))


def matched(services: tuple[str, ...], *images: Dockerfile) -> dict[str, str]:
    return {name: origin.where for name, origin in origins(services, images, (), frozenset()).items()}


@pytest.mark.parametrize(
    ("services", "images", "expected"),
    [
        (
            ("parcel-api-staging", "parcel-auth-service"),
            (ROOT, AUTH),
            {"parcel-api-staging": ROOT, "parcel-auth-service": AUTH},
        ),
        (("only",), (ROOT,), {"only": ROOT}),  # one of each
        (("only",), (image("summary/Dockerfile", "summary"),), {"only": "summary/Dockerfile"}),
        (("parcel-auth", "other"), (AUTH, ROOT), {"parcel-auth": AUTH, "other": ROOT}),  # what is left belongs together
        (("parcel-auth", "other"), (AUTH, image("web/Dockerfile", "web")), {"parcel-auth": AUTH}),
        (("a-auth", "b-auth"), (AUTH,), {}),  # it fits both
        (("auth", "old-auth"), (AUTH,), {"auth": AUTH}),  # it fits one better
        (("auth-api",), (AUTH, image("auth/Dockerfile", "auth")), {}),  # both fit it
        (("service",), (AUTH, ROOT), {}),  # its name says nothing
        (("parcel-api",), (), {}),
        ((), (ROOT,), {}),
        (
            ("medi-web", "medi-api"),  # a word of both is no hint that tells them apart
            (image("medi/summary/Dockerfile", "summary", "medi"), image("web/Dockerfile", "web")),
            {"medi-web": "web/Dockerfile"},
        ),
        (
            ("parcel-auth",),
            (image("auth/docker/Dockerfile", "docker", "auth"), ROOT),
            {"parcel-auth": "auth/docker/Dockerfile"},
        ),
    ],
)
def test_a_dockerfile_is_matched_by_words_that_fit_one_service_only(
    services: tuple[str, ...], images: tuple[Dockerfile, ...], expected: dict[str, Dockerfile | str]
) -> None:
    paths = {name: each.path if isinstance(each, Dockerfile) else each for name, each in expected.items()}
    assert matched(services, *images) == paths
    assert matched(tuple(reversed(services)), *reversed(images)) == paths


def test_the_folder_that_a_deployment_names_comes_first() -> None:
    deployed = (
        Deployment(where="deploy.sh:1", service="a", source="./auth_service/"),
        Deployment(where="deploy.sh:2", service="b", source="lib"),
        Deployment(where="deploy.sh:3", service="c", source="."),
        Deployment(where="deploy.sh:4", service="d", source="missing"),
        Deployment(where="deploy.sh:5", service="e", source="../auth_service"),
        Deployment(where="deploy.sh:6", service="not-asked-for", source="lib"),
    )
    found = origins(("a", "b", "c", "d", "e"), (AUTH,), deployed, frozenset({"auth_service", "lib"}))
    assert found == {
        "a": Origin(("auth_service/",), "auth_service/Dockerfile"),
        "b": Origin(("lib/",), "deploy.sh:2"),
    }


def test_the_first_deployment_of_a_service_counts() -> None:
    deployed = (
        Deployment(where="deploy.sh:1", service="a", source="one"),
        Deployment(where="deploy.sh:2", service="a", source="two"),
    )
    assert origins(("a",), (), deployed, frozenset({"one", "two"})) == {"a": Origin(("one/",), "deploy.sh:1")}
