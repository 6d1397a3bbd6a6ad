"""Which stored incident a command means."""

import difflib
from pathlib import Path

from incidents.config.load import load
from incidents.config.locate import find_config
from incidents.errors import BadInputError
from incidents.store.folder import IncidentFolder
from incidents.store.stored import stored_incidents


def chosen_folder(name: str | None, config: Path | None) -> IncidentFolder:
    """The named incident, or the newest one; an unknown name lists what comes near."""
    return folder_under(load(find_config(config or Path())).report_folder, name)


def folder_under(root: Path, name: str | None) -> IncidentFolder:
    """The same, where it is known where incidents lie; where none can be read, the last, whose reading will say why."""
    stored = stored_incidents(root)
    if name is None:
        if not stored:
            raise BadInputError(f"there is no incident under {root}; run `incident build` first")
        readable = [each for each in stored if not each.problem]
        return IncidentFolder(root, (readable or stored)[-1].name)
    names = [each.name for each in stored]
    if name not in names:
        near = difflib.get_close_matches(name, names, n=3, cutoff=0.4) or [each for each in names if name in each][:3]
        hint = f" Did you mean {' or '.join(f'`{each}`' for each in near)}?" if near else ""
        raise BadInputError(f"there is no incident {name!r} under {root}.{hint}")
    return IncidentFolder(root, name)
