import pytest

from collectors.logs.source_templates.leading_calls import CodeFiles
from collectors.logs.source_templates.setting_reads import SettingReads
from incidents.model.evidence import Frame


def reads(code: dict[str, str], path: str, line: int) -> list[tuple[str, int, bool]]:
    texts = {name: text.encode() for name, text in code.items()}
    frames = (Frame(file=f"/srv/{path}", line=line, function="send"),)
    return [(each.name, each.read_at, each.near) for each in SettingReads(CodeFiles(texts), texts).of(frames)]


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("a/q.py", "def send():\n    return get(os.environ.get('DEPOT_HOST'))\n"),
        ("a/q.py", "def send():\n    return get(os.environ['DEPOT_HOST'])\n"),
        ("a/q.py", "def send():\n    return get(os.getenv('DEPOT_HOST', None))\n"),
        ("a/q.js", "function send() {\n  return fetch(process.env.DEPOT_HOST)\n"),
        ("a/q.ts", "function send() {\n  return fetch(process.env['DEPOT_HOST'])\n"),
        ("a/Q.java", 'public void send() {\n  call(System.getenv("DEPOT_HOST"));\n'),
        ("a/q.go", 'func send() {\n\tcall(os.Getenv("DEPOT_HOST"))\n'),
        ("a/q.rb", "def send\n  call(ENV['DEPOT_HOST'])\n"),
        ("a/q.rb", "def send\n  call(ENV.fetch('DEPOT_HOST'))\n"),
        ("a/q.php", "<?php function send() {\n  call(getenv('DEPOT_HOST'));\n"),
        ("a/q.php", "<?php function send() {\n  call($_ENV['DEPOT_HOST']);\n"),
        ("a/q.rs", 'fn send() {\n    call(env::var("DEPOT_HOST").unwrap());\n'),
        ("a/Q.cs", 'public void Send() {\n  Call(Environment.GetEnvironmentVariable("DEPOT_HOST"));\n'),
        ("a/Q.java", 'class Q {\n  @Value("${DEPOT_HOST:none}") String host;\n'),
        ("a/q.ts", "function send() {\n  return fetch(import.meta.env.DEPOT_HOST)\n"),
        ("a/q.js", "// The line defines the function as well.\nfunction send() { fetch(process.env.DEPOT_HOST) }\n"),
    ],
)  # fmt: skip
def test_a_line_that_reads_a_variable_in_any_language(path: str, text: str) -> None:
    assert reads({path: text}, path, 2) == [("DEPOT_HOST", 2, True)]


@pytest.mark.parametrize(
    "text",
    [
        # by a function of the same file
        "def depot():\n    return os.environ['DEPOT_HOST']\n\n\ndef send():\n    return get(depot())\n",
        # by a constant of the same file
        "import os\nDEPOT = os.environ.get('DEPOT_HOST')\n\n\ndef send():\n    return get(f'{DEPOT}/x')\n",
    ],
)
def test_what_the_line_names_is_near_too(text: str) -> None:
    assert reads({"a/q.py": text}, "a/q.py", 6) == [("DEPOT_HOST", 2, True)]


@pytest.mark.parametrize(
    "settings",
    [
        "class Settings(BaseSettings):\n    depot_host: str\n",
        "class Settings(Base):\n    depot_host: str = Field(alias='DEPOT_HOST')\n",
        "class Settings:\n    depot_host = os.environ.get('DEPOT_HOST')\n",
    ],
)
def test_a_field_of_settings_that_the_file_imports_is_followed(settings: str) -> None:
    code = {
        "a/config.py": settings,
        "a/q.py": "from a import config\ndef send():\n    get(config.settings.depot_host)\n",
    }
    assert reads(code, "a/q.py", 3) == [("DEPOT_HOST", 2, True)]
    code["a/q.py"] = "from a import other\ndef send():\n    get(other.depot_host)\n"
    assert reads(code, "a/q.py", 3) == []


def test_a_prefix_stands_before_the_name_of_a_field_of_settings() -> None:
    settings = "class Settings(BaseSettings):\n    host: str\n    model_config = Config(env_prefix='depot_')\n"
    code = {"a/config.py": settings, "a/q.py": "from a import config\ndef send():\n    get(config.settings.host)\n"}
    assert ("DEPOT_HOST", 2, True) in reads(code, "a/q.py", 3)


def test_a_field_whose_tag_names_the_variable_is_followed() -> None:
    code = {
        "a/config.go": 'type Config struct {\n\tDepotHost string `env:"DEPOT_HOST"`\n}\n',
        "a/q.go": 'import "a/config"\nfunc send(c config.Config) {\n\tcall(c.DepotHost)\n}\n',
    }
    assert reads(code, "a/q.go", 3) == [("DEPOT_HOST", 2, True)]


def test_what_only_the_file_reads_is_not_near_and_what_is_not_at_hand_is_not_told() -> None:
    text = "import os\n\n\ndef log():\n    os.environ.get('LEVEL')\n\n\ndef send():\n    return 1 / 0\n"
    assert reads({"a/q.py": text}, "a/q.py", 9) == [("LEVEL", 5, False)]
    assert reads({"a/q.py": text}, "b/other.py", 9) == []


def test_what_is_read_behind_a_function_is_not_read_by_it() -> None:
    text = "def log():\n    return 1\n\n\nLEVEL = os.environ['LEVEL']\n\n\ndef send():\n    return log() / 0\n"
    assert reads({"a/q.py": text}, "a/q.py", 9) == [("LEVEL", 5, False)]


@pytest.mark.parametrize("name", ["PATH_INFO", "REQUEST_METHOD", "HTTP_X_FORWARDED_FOR", "SERVER_NAME"])
def test_a_part_of_a_request_is_no_variable_that_was_set(name: str) -> None:
    assert reads({"a/q.py": f"def app(environ, start):\n    return environ.get('{name}')\n"}, "a/q.py", 2) == []
    assert reads({"a/q.php": f"<?php function send() {{\n  call($_SERVER['{name}']);\n"}, "a/q.php", 2) == []


def test_the_proxy_of_a_client_is_set_though_it_is_named_like_a_header() -> None:
    assert reads({"a/q.py": "def send():\n    return os.environ['HTTP_PROXY']\n"}, "a/q.py", 2) == [
        ("HTTP_PROXY", 2, True)
    ]
