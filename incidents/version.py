"""Which version of this program runs."""

from importlib.metadata import PackageNotFoundError, version


def own_version() -> str:
    """As it was installed; a checkout that is only on the path of Python has none."""
    try:
        return version("staging-incident")
    except PackageNotFoundError:
        return "unknown"
