import subprocess
import sys
from pathlib import Path

from tests.incidents.store.states import NAME, OLD, alone, on_disk, store

REPOSITORY = Path(__file__).parents[3]
WRITER = """
import resource
import sys
from pathlib import Path
from incidents.errors import StoreError
from incidents.store.folder import IncidentFolder
resource.setrlimit(resource.RLIMIT_FSIZE, (4096, 4096))
try:
    with IncidentFolder(Path(sys.argv[1]), sys.argv[2]).writing() as transaction:
        transaction.put("impact.md", b"fits")
        transaction.put("report.html", b"x" * 5000)
except StoreError as error:
    print(error)
"""


def test_a_write_that_the_kernel_cuts_off_leaves_the_old_state(tmp_path: Path) -> None:
    # A limit on the size of files is met like a full disk, in the middle of a write.
    store(tmp_path, OLD)
    command = [sys.executable, "-c", WRITER, str(tmp_path), NAME]
    done = subprocess.run(command, cwd=REPOSITORY, capture_output=True, text=True, check=True)
    assert done.stdout == (
        f"{tmp_path / NAME}: a file would grow over the size that this disk or this process allows; raise the limit "
        "and try again; nothing was written\n"
    )
    assert on_disk(tmp_path) == alone(OLD)
