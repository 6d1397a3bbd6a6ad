import pytest

from collectors.git_history.diffs.requirement_lines import instructions, requirement, requirements


@pytest.mark.parametrize(
    ("written", "found"),
    [
        ("httpx", ("httpx", "")),
        ("  Parcel_Kit.core == 1.2 ", ("parcel-kit-core", "== 1.2")),
        ("uvicorn[standard]>=0.30,<1", ("uvicorn", "[standard]>=0.30,<1")),
        ("tzdata>=2; sys_platform == 'win32'", ("tzdata", ">=2; sys_platform == 'win32'")),
        ("kit @ https://files.parcel.example/kit.whl", ("kit", "@ https://files.parcel.example/kit.whl")),
        ("kit (>=1)", ("kit", "(>=1)")),
        ("a", ("a", "")),
        ("./kit", None),
        ("vendor/kit", None),
        ("https://files.parcel.example/kit.whl", None),
        ("two words", None),
        ("", None),
        ("a" * 300, None),
    ],
)
def test_a_requirement_has_a_name_and_what_stands_behind_it(written: str, found: tuple[str, str] | None) -> None:
    assert requirement(written) == found


def test_a_file_is_read_as_pip_reads_it() -> None:
    text = (
        "# base\n-r base.txt\n--index-url https://packages.parcel.example\n\nhttpx==0.28  # client\n"
        "redis==5.0 \\\n    --hash=sha256:00 \\\n    --hash=sha256:11\n"
        "-e git+https://git.parcel.example/kit#egg=Parcel_Kit\n-e ./local\nkit @ https://x.example/a#b\r\n"
    )
    assert list(requirements(text)) == [
        ("httpx", "==0.28"),
        ("redis", "==5.0"),
        ("parcel-kit", "-e git+https://git.parcel.example/kit#egg=Parcel_Kit"),
        ("kit", "@ https://x.example/a#b"),
    ]


def test_instructions_are_the_lines_without_comments_and_layout() -> None:
    assert list(instructions("a  ==1 # x\n\n#y\nb\\\n c\n")) == ["a ==1", "b c"]
