"""Secrets that are broken up, escaped, wrapped, cut, or stand where nobody looks for one."""

from tests.collectors.redaction.samples.sample import (
    BASE62,
    BASE64URL,
    DIGITS,
    HEX,
    UPPER36,
    Body,
    Sample,
    made,
    sample,
)

_GREEN, _RESET = "\x1b[32m", "\x1b[0m"


def _github(name: str) -> str:
    return "gh" + "p_" + made(BASE62, 36, name)


def _between(name: str, line: str, piece: str, every: int) -> Sample:
    """A GitHub token with `piece` put in after every few characters."""
    token = _github(name)
    broken = piece.join(token[start : start + every] for start in range(0, len(token), every))
    return Sample(name, line, broken)


def _escaped(name: str, line: str, form: str) -> Sample:
    """A GitHub token with each character written as `form` says."""
    return Sample(name, line, "".join(form.format(ord(char)) for char in _github(name)))


SAMPLES = (
    # Characters inside
    _between("ansi inside", "token {}", _GREEN, 9),
    _between("ansi reset inside", f"{_GREEN}using {{}}{_RESET}", _RESET + _GREEN, 20),
    _between("ansi as text", '{"m":"using {}"}', "\\u001b[1m", 8),
    _between("zero width space", "using {}", "\u200b", 6),
    _between("zero width joiner", "using {}", "\u200d", 3),
    _between("soft hyphen", "using {}", "\u00ad", 5),
    _between("byte order mark", "using {}", "\ufeff", 10),
    _between("word joiner", "using {}", "\u2060", 4),
    _between("nul bytes", "using {}", "\x00", 7),
    _between("backspace", "using {}", "\x08", 11),
    _between("bidi mark", "using {}", "\u202e", 12),
    _between("zero width as text", "using {}", "\\u200b", 6),
    sample("ansi between name and value", "\x1b[36mpassword\x1b[0m=\x1b[35m{}\x1b[0m", "mer", "ganser1"),
    sample("zero width in the name", "pass\u200bword={}", "gold", "crest8"),
    sample("full width", "using {}", "\uff47\uff48\uff50_", Body(BASE62, 36)),
    # Escapes
    _escaped("percent all", "GET /cb?next={} 302", "%{:02X}"),
    _escaped("percent twice", "GET /cb?next={} 302", "%25{:02x}"),
    _escaped("unicode escapes", '{"t":"{}"}', "\\u{:04x}"),
    _escaped("hex escapes", "b'{}'", "\\x{:02x}"),
    _escaped("html numbers", "<td>{}</td>", "&#{};"),
    sample("percent underscore", "redirect?u=https%3A%2F%2Fx.example%2F%3Ft%3D{}", "gh", "p%5F", Body(BASE62, 36)),
    sample("percent url password", "url=postgres%3A%2F%2Fapp%3A{}%40db%2Fmain", "wax", "wing2"),
    sample("percent bearer", "h=Authorization%3A%20Bearer%20{}", Body(BASE62, 40)),
    sample("json password in a string", 'body: "{\\"user\\":\\"x\\",\\"password\\":\\"{}\\"}"', "wry", "neck0"),
    sample("json twice", '"{\\\\\\"client_secret\\\\\\":\\\\\\"{}\\\\\\"}"', Body(BASE62, 30)),
    sample("unicode quote escapes", "{\\u0022api_key\\u0022:\\u0022{}\\u0022}", Body(BASE62, 32)),
    sample("html entities", "&quot;password&quot;:&quot;{}&quot;", "red", "start#3"),
    sample("python bytes", "b'{\"secret\": \"{}\"}'", Body(BASE62, 26)),
    sample("slash escaped url", '"dsn":"postgres:\\/\\/app:{}@db\\/main"', "ouz", "el55"),
    # Line ends inside
    sample("wrapped", "using {} to push", "gh", "p_", Body(BASE62, 16), "\n", Body(BASE62, 20)),
    sample("wrapped with indent", "    using {}", "gh", "s_", Body(BASE62, 20), "\n    ", Body(BASE62, 16)),
    sample("wrapped escaped", '"out":"using {}"', "gh", "o_", Body(BASE62, 20), "\\n", Body(BASE62, 16)),
    sample("wrapped with backslash", "curl -H 'Authorization: Bearer {}'", Body(BASE62, 30), "\\\n", Body(BASE62, 30)),
    sample("wrapped jwt", "{}", "ey" + "JhbGciOiJIUzI1NiJ9.", Body(BASE64URL, 56), "\n", Body(BASE64URL, 76), "\n",
           Body(BASE64URL, 30)),
    sample("wrapped google key", "key {}", "AI", "za", Body(BASE64URL, 12), "\r\n", Body(BASE64URL, 23)),
    sample("quoted printable", "link: https://x.example/?token=3D{}", Body(BASE62, 30), "=\n", Body(BASE62, 20)),
    # Cut
    sample("github cut", "pushing with {}...", "gh", "p_", Body(BASE62, 12)),
    sample("github cut at the end of the text", "pushing with {}", "gh", "p_", Body(BASE62, 9)),
    sample("aws id cut", "key {}…", "AK", "IA", Body(UPPER36, 10)),
    sample("google cut", "?key={}...", "AI", "za", Body(BASE64URL, 18)),
    sample("slack cut", "{} [truncated]", "xo", "xb-", Body(DIGITS, 12), "-", Body(DIGITS, 6)),
    sample("quoted password cut", '{"password":"{}', "dun", "nockStee"),
    sample("bearer cut", "Authorization: Bearer {}... (212 more)", Body(BASE62, 18)),
    sample("openai cut", "key={}…", "sk", "-proj-", Body(BASE62, 20)),
    # Names
    sample("branch", "Merge branch 'fix/{}'", "gh", "p_", Body(BASE62, 36)),
    sample("test parameter", "tests/test_auth.py::test_login[{}-admin] PASSED", "sk", "_live_", Body(BASE62, 24)),
    sample("file name", "/srv/dumps/backup_{}.sql.gz", "AK", "IA", Body(UPPER36, 16)),
    sample("file with a password", "exports/password={}.csv", "kitt", "iwake4"),
    sample("test name with jwt", "test_rejects_{} FAILED", "ey" + "JhbGciOiJIUzI1NiJ9.", Body(BASE64URL, 40), ".",
           Body(BASE64URL, 43)),
    sample("image tag", "gcr.io/p/app:gl-{}", "gl", "pat-", Body(BASE62, 20)),
    sample("environment of a test", "PASSED [DB_PASS={}] 0.2s", "corn", "crake6"),
    sample("junit property", '<property name="env.API_TOKEN" value="{}"/>', Body(HEX, 40)),
    sample("underscore before", "test_with_{}_in_header", "gh", "p_", Body(BASE62, 36)),
    sample("glued to a letter", "tok={}", "x", "gh" + "p_", Body(BASE62, 36)),
)  # fmt: skip
