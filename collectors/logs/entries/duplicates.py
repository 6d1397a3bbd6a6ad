"""Entries that were exported more than once, by overlapping queries or late shards of a sink."""

from collectors.logs.entries.entry import Entry, as_object


class Duplicates:
    """Remembers one number for each entry, some 90 bytes.

    Cloud Logging calls entries of one log with equal time and id duplicates. The words are compared as well: files
    that were put together by hand have been seen to give one id to different entries, and none of those may vanish.
    """

    def __init__(self) -> None:
        self._seen: set[int] = set()

    def repeats(self, entry: Entry) -> bool:
        """Whether the entry was seen before; from now on it was. An entry without an id repeats nothing."""
        if not entry.insert_id:
            return False
        said = entry.body.get("textPayload")
        if said is None:
            said = as_object(entry.body.get("jsonPayload")).get("message")
        if "split" in entry.body:
            # Parts of one entry differ by their number at least.
            said = f"{as_object(entry.body['split']).get('index')} {said}"
        known = len(self._seen)
        # 64 bits: the chance that two of a million different entries agree is one in thirty million.
        self._seen.add(
            hash((entry.insert_id, entry.at, entry.log, entry.service, said if isinstance(said, str) else ""))
        )
        return len(self._seen) == known
