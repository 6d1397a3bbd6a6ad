"""The first incident.toml of a folder, filled with what can be seen there without running anything."""

from pathlib import Path

from incidents.config.sight.choice import choose_place, choose_services
from incidents.config.sight.deployments import deployments
from incidents.config.sight.dockerfiles import dockerfiles
from incidents.config.sight.folder import look
from incidents.config.sight.git_remote import remote_of
from incidents.config.sight.origins import origins
from incidents.config.sight.saved_evidence import saved_evidence
from incidents.config.sight.suites import suite_globs
from incidents.config.starter_text import Seen, written


def starter(root: Path) -> str:
    """The text of an incident.toml for the folder; nothing is written, run or reached over a network.

    It loads once the person has filled in what is left empty. The same folder gives the same text. BadInputError when
    `root` is no folder.
    """
    folder = look(root)
    repository = next(iter(folder.repositories), "")
    saved = saved_evidence(folder)
    deployed = deployments(folder)
    images = dockerfiles(folder, repository)
    services = choose_services(saved.named, deployed)
    inside = f"{repository}/" if repository else ""
    folders = frozenset(path.removeprefix(inside) for path in folder.folders if path.startswith(inside))
    return written(
        Seen(
            project=choose_place("project", saved.named, deployed, services.meant),
            region=choose_place("region", saved.named, deployed, services.meant),
            services=services,
            variables=tuple(each.where for each in deployed if each.variable),
            origins=origins(tuple(each.name for each in services.meant), images, deployed, folders),
            images=images,
            repositories=folder.repositories,
            remote=remote_of(root / repository),
            sources=saved.globs,
            suites=suite_globs(folder, repository),
            whole=folder.whole,
        )
    )
