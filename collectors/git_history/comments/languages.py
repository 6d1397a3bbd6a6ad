"""How each language writes comments, and texts that may hold the marks of one."""

import re
from dataclasses import dataclass

# A text in quotes; "1" is one that ends with its line.
_DOUBLE = r'"(?:\\.|[^"\\])*"'
_DOUBLE_1 = r'"(?:\\.|[^"\\\n])*"'
_SINGLE = r"'(?:\\.|[^'\\])*'"
_SINGLE_1 = r"'(?:\\.|[^'\\\n])*'"
_THREE = r'"""(?:\\.|[^\\])*?"""'
_RAW_THREE = r'""".*?"""'
_BACKTICKS = r"`[^`]*`"
_LINE = r"//[^\n]*"
_HASH = r"#[^\n]*"
_PLAIN_HASH = r"#(?!\{)[^\n]*"
_WORD_HASH = r"(?<![^\s;&|()])#[^\n]*"
_BLOCK = r"/\*.*?\*/"
# Where blocks nest, one that holds another is left to the reader, who gives up.
_PLAIN_BLOCK = r"/\*(?:(?!/\*).)*?\*/"
_HTML = r"<!--(?!\[if|#).*?-->"
_HERE = r"(?m:<<[~-]?\s?(?P<q>['\"`]?)(?P<end>[A-Za-z_]\w*)(?P=q)[^\n]*\n(?:.*?\n)??[ \t]*(?P=end)$)"


def _with(hole: str, inner: str, quote: str = '"', *, lines: bool = False) -> str:
    """A text with values in it; one whose value holds texts that are not understood is not matched."""
    first, rest = re.escape(hole[0]), re.escape(hole[1:])
    plain = rf"[^{quote}\\{'' if lines else chr(92) + 'n'}{first}]"
    return rf"{quote}(?:{first}{rest}{inner}|\\.|{plain}|{first}(?!{rest}))*{quote}"


_BRACES = r"[^{}\"'`]*\}"
_BRACES_QUOTED = r"(?:[^{}\"'`]|\"[^\"\\\n]*\"|'[^'\\\n]*')*\}"
_OF_JS = rf"`(?:\\.|\$\{{{_BRACES_QUOTED}|[^`\\$]|\$(?!\{{))*`"
# A pattern between slashes stands where a value may begin.
_PATTERN = r"(?:(?:^|[(,=:\[!&|?{};~\n])[ \t]*|\b(?:return|if|unless|when|and|or|split|g?sub|scan|match)[ (]+)"
_PATTERN += r"/(?![*/ ])(?:\\.|\[(?:\\.|[^\]\\\n]){0,60}\]|[^/\\\[\n]){1,300}/[a-z]*"
_PERCENT = r"(?<!\w)%[wWiIqQrsx]?(?:\[[^\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>|\|[^|\n]*\|)"


@dataclass(frozen=True)
class Language:
    """`texts` are looked for before `comments`; where one of `refused` stands outside of both, nothing is told.

    `indented` tells that space within and before a line means something.
    """

    comments: tuple[str, ...]
    texts: tuple[str, ...] = ()
    refused: str = r"['\"`]|/\*"
    indented: bool = False


_C = Language((_LINE, _BLOCK), (r'R"\((?:.{0,4000}?)\)"', _DOUBLE_1, _SINGLE_1), r"['\"`]|/\*|R\"\(")
_JAVA = Language((_LINE, _BLOCK), (_THREE, _DOUBLE_1, _SINGLE_1))
_KOTLIN = Language((_LINE, _PLAIN_BLOCK), (_RAW_THREE, _with("${", _BRACES), _SINGLE_1, _BACKTICKS), r"['\"`]|/\*")
_CSHARP = Language(
    (_LINE, _BLOCK),
    (
        *(r'\$?"{3,}.*?"{3,}', r'(?:@|\$@|@\$)"(?:""|[^"])*"', r'\$"(?:\\.|\{\{|\}\}|\{[^{}"]*\}|[^"\\\n{}])*"'),
        *(_DOUBLE_1, _SINGLE_1),
    ),
)
_GO = Language((_LINE, _BLOCK), (_BACKTICKS, _DOUBLE_1, _SINGLE_1), r"['\"`]|/\*|import \"C\"")
_JS = Language((r"(?<!:)//[^\n]*", _BLOCK), (_OF_JS, _DOUBLE_1, _SINGLE_1, _PATTERN))
_JSX = Language((r"(?m:^[ \t]*\{\s*/\*[^{}]*?\*/\s*\}[ \t]*$)", *_JS.comments), _JS.texts)
_PHP = Language(
    (r"//[^\n]*", _BLOCK, r"#(?!\[)[^\n]*"),
    (
        _HERE.replace("<<[~-]?", "<<<").replace("$)", r"\b)"),
        r'"(?:\\.|\{\$[^{}]*\}|[^"\\{]|\{(?!\$))*"',
        _SINGLE,
        _BACKTICKS,
    ),
    r"['\"`]|/\*|\?>|<<<",
)
_RUBY = Language(
    (r"(?m:^=begin\b.*?^=end[^\n]*)", _PLAIN_HASH),
    (
        *(_HERE.replace("[~-]?", "[~-]").replace(r"\s?", ""), _with("#{", _BRACES_QUOTED, lines=True), _SINGLE),
        *(_with("#{", _BRACES_QUOTED, "`", lines=True), _PERCENT, _PATTERN, r"\?#|\$['\"`]"),
    ),
    r"['\"`]|<<[~-]|#\{|(?<!\w)%[wWiIqQrsx]?[\[({<|!/]|(?m:^(?:__END__$|=begin))",
)
_ELIXIR = Language(
    (
        r'@(?:module|type)?doc\s+(?:~[sS])?"""(?:\\.|[^\\])*?"""',
        rf"@(?:module|type)?doc\s+{_DOUBLE}",
        _PLAIN_HASH,
    ),
    (
        *(_THREE, _with("#{", _BRACES_QUOTED, lines=True), _SINGLE, r"\?['\"#]"),
        *(r"~[a-zA-Z]+(?:\[[^\]]*\]|\([^()]*\)|\{[^{}]*\}|<[^<>]*>|\|[^|]*\||/(?:\\.|[^/\\])*/)",),
    ),
    r"['\"`]|~[a-zA-Z]+[\[({<|/]",
)

_SWIFT = Language((_LINE, _PLAIN_BLOCK), (_RAW_THREE, r'"(?:\\\([^()"]*\)|\\[^(]|[^"\\\n])*"'), r"[\"`]|/\*|#\"")
_RUST = Language(
    (_LINE, _PLAIN_BLOCK),
    (r'r(?P<hashes>#*)".*?"(?P=hashes)', _DOUBLE, r"'(?:\\[^'\n]{1,10}|[^'\\\n])'", r"'\w+"),
    r"['\"]|/\*|r#*\"",
)
_DART = Language(
    (_LINE, _PLAIN_BLOCK),
    (r"r?'''.*?'''", r'r?""".*?"""', _with("${", _BRACES), _with("${", _BRACES, "'")),
    r"['\"]|/\*",
)
_SQL = Language(
    (r"--(?=\s|-)[^\n]*", r"/\*(?![!+])(?:(?!/\*).)*?\*/"),
    (r"'(?:''|[^'\\]|\\(?!'))*'", r'"[^"]*"', _BACKTICKS, r"\$(?P<tag>\w*)\$.*?\$(?P=tag)\$", r"/\*[!+].*?\*/"),
    r"['\"`]|/\*|\\|\$\w*\$",
)
_SHELL = Language(
    (_WORD_HASH,),
    (
        *(_HERE.replace("[~-]?", "-?"), r"\$'(?:\\.|[^'\\])*'", r"'[^']*'"),
        *(r'"(?:\\.|\$\([^()"]*\)|[^"\\$`]|\$(?!\())*"', r"\\."),
    ),
    r"['\"`]|<<",
)
_HCL = Language(
    (_HASH, _LINE, _BLOCK),
    (_HERE.replace("[~-]?", "-?"), r'"(?:\\.|\$\{(?:[^{}"]|"[^"\n]*")*\}|[^"\\$\n]|\$(?!\{))*"'),
    r"\"|/\*|<<",
)
_CSS = Language((_BLOCK,), (_DOUBLE_1, _SINGLE_1, r"url\([^)'\"\n]{0,2000}\)"))
_SCSS = Language((_BLOCK, r"(?<!:)//[^\n]*"), (_DOUBLE_1, _SINGLE_1, r"url\([^)'\"\n]{0,2000}\)"))
_PROTO = Language((_LINE, _BLOCK), (_DOUBLE_1, _SINGLE_1))
_GRAPHQL = Language((_HASH,), (_RAW_THREE, _DOUBLE_1))
# A comment of HTML in a template may hold what the template runs.
_RUN = r"<!--(?=(?:(?!-->).)*?(?:\{\{|\{%|<%|<\?|@\w|\$\{)).*?-->"
_OPEN_SCRIPT = r"<(?:script|style|pre|textarea)\b"
_SCRIPTS = r"<(?P<tag>script|style|pre|textarea)\b.*?</(?P=tag)>"
_MARKUP = Language((_HTML,), (_SCRIPTS, r"<!--(?:\[if|#).*?-->"), rf"<!--|{_OPEN_SCRIPT}", indented=True)
_TEMPLATE = Language(
    (r"\{#.*?#\}", r"\{\{!--.*?--\}\}", r"<%#.*?%>", r"<%--.*?--%>", r"\{\{--.*?--\}\}", r"@\*.*?\*@", _HTML),
    (_SCRIPTS, r"<!--(?:\[if|#).*?-->", _RUN),
    rf"<!--|\{{#|{_OPEN_SCRIPT}|\{{\{{(?:!--|--)|<%(?:#|--)|@\*",
    indented=True,
)
# Here a comment has its line to itself.
_AT_START = Language((r"(?m:^[ \t]*[#;][^\n]*)",), (), r"\\\n", indented=True)
_MAKE = Language((r"(?m:^#[^\n]*)",), (), r"\\\n", indented=True)
_DOCKER = Language((r"(?m:^[ \t]*#(?!\s*(?:syntax|escape|check)\s*=)[^\n]*)",), (), "<<", indented=True)

_BY_SUFFIX: tuple[tuple[str, Language], ...] = (
    ("java groovy", _JAVA),
    ("kt kts scala", _KOTLIN),
    ("c h cc cpp cxx hpp m mm", _C),
    ("cs", _CSHARP),
    ("go", _GO),
    ("js mjs cjs ts mts cts", _JS),
    ("jsx tsx", _JSX),
    ("php", _PHP),
    ("rb rake gemspec ru", _RUBY),
    ("ex exs", _ELIXIR),
    ("swift", _SWIFT),
    ("rs", _RUST),
    ("dart", _DART),
    ("sql", _SQL),
    ("sh bash", _SHELL),
    ("tf tfvars hcl", _HCL),
    ("css", _CSS),
    ("scss less", _SCSS),
    ("proto", _PROTO),
    ("graphql gql", _GRAPHQL),
    ("html htm xml svg xhtml", _MARKUP),
    ("vue svelte jinja jinja2 j2 twig njk liquid hbs erb ejs cshtml jsp tmpl gohtml", _TEMPLATE),
    ("ini cfg conf properties env", _AT_START),
    ("mk", _MAKE),
    ("dockerfile", _DOCKER),
)
_LANGUAGES = {suffix: language for suffixes, language in _BY_SUFFIX for suffix in suffixes.split()}
_BY_NAME = {"dockerfile": _DOCKER, "makefile": _MAKE, "gemfile": _RUBY, "rakefile": _RUBY, ".env": _AT_START}


def language_of(path: str) -> Language | None:
    """By the name of the file; None for what is not told apart."""
    name = path.rpartition("/")[2].lower()
    stem, _, suffix = name.rpartition(".")
    if stem.endswith(".blade") and suffix == "php":
        return _TEMPLATE
    if name.startswith("dockerfile."):
        return _DOCKER
    return _BY_NAME.get(name) or _LANGUAGES.get(suffix)
