"""What secrets look like. No pattern repeats a repetition, so each takes time linear in the text."""

import re
from dataclasses import dataclass


@dataclass(frozen=True)
class SecretPattern:
    """One kind of secret.

    `triggers` are pieces of text, in lower case, one of which is in every line that the pattern can match: most lines
    hold none and cost one look. The group named `secret` is what is replaced; without one it is the whole match.
    """

    name: str
    triggers: tuple[str, ...]
    pattern: re.Pattern[str]


def _kind(name: str, triggers: tuple[str, ...], pattern: str, flags: int = 0) -> SecretPattern:
    return SecretPattern(name, triggers, re.compile(pattern, flags))


_TELLTALE = (
    r"(?:pass(?:word|wd|phrase)?|pwd|secret|token|api[_-]?key|access[_-]?key|account[_-]?key|signing[_-]?key|"
    r"private[_-]?key|client[_-]?secret|credentials?|session[_-]?(?:id|key)|signature|auth)"
)
_TRIGGERS = ("pass", "pwd", "secret", "token", "key", "credential", "session", "signature", "auth")
# A value that is a name, a state or a reference is not the secret itself.
_NO_VALUE = (
    r"(?!\[redacted)(?!(?:none|null|nil|true|false|undefined|required|missing|invalid|expired|empty|unset|changed)\b)"
    r"(?![$<{*%(])(?!secret:)(?![0-9.,:]{1,20}(?:[^A-Za-z0-9]|$))"
)

PATTERNS: tuple[SecretPattern, ...] = (
    _kind(
        "private-key",
        ("private key",),
        r"-----BEGIN [A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----(?P<secret>[^-]{0,20000})",
    ),
    _kind("jwt", ("eyj",), r"\beyJ[A-Za-z0-9_=-]{10,}(?:\.[A-Za-z0-9_=-]*){0,4}"),
    _kind("jwt-fragment", ("zxlk",), r"ZXlK[A-Za-z0-9+/=_-]{12,}"),
    _kind("github-token", ("gh", "github_pat_"), r"\b(?:gh[pousr]_[A-Za-z0-9]{16,}|github_pat_[A-Za-z0-9_]{20,})"),
    _kind("gitlab-token", ("gl",), r"\bgl(?:pat|dt|rt|cbt|ptt|ft|soat|agent)-[A-Za-z0-9_.-]{16,}"),
    _kind("aws-key-id", ("akia", "asia"), r"\b(?:AKIA|ASIA)[A-Z0-9]{12,}\b"),
    _kind("google-api-key", ("aiza",), r"\bAIza[A-Za-z0-9_-]{30,}"),
    _kind("google-oauth", ("ya29.", "gocspx-", "1//0"), r"\b(?:ya29\.|GOCSPX-|1//0)[A-Za-z0-9_.-]{16,}"),
    _kind("slack-token", ("xox", "xapp-"), r"\b(?:xox[a-z]|xapp)-[A-Za-z0-9-]{10,}"),
    _kind("webhook", ("hooks.slack.com/", "/api/webhooks/"),
          r"(?:hooks\.slack\.com/(?:services|workflows)|/api/webhooks)/(?P<secret>[A-Za-z0-9/_-]{16,})"),
    _kind("payment-key", ("_live_", "_test_", "whsec_"),
          r"\b(?:(?:sk|rk|pk)_(?:live|test)_|whsec_)[A-Za-z0-9+/=]{10,}"),
    _kind("model-provider-key", ("sk-",), r"\bsk-[A-Za-z0-9_-]{20,}"),
    _kind("mail-provider-key", ("sg.", "key-"), r"\b(?:SG\.[A-Za-z0-9_-]{16,}\.[A-Za-z0-9_-]{16,}|key-[0-9a-f]{32})"),
    _kind("package-token", ("npm_", "pypi-", "hf_", "dop_v1_", "shpat_", "dckr_pat_", "rubygems_"),
          r"\b(?:npm_|pypi-|hf_|dop_v1_|shp(?:at|ca|pa|ss)_|dckr_pat_|rubygems_)[A-Za-z0-9_-]{20,}"),
    _kind("bot-token", (":aa",), r"\b[0-9]{8,10}:AA[A-Za-z0-9_-]{30,}"),
    _kind("authorization", ("authorization", "bearer", "basic "),
          r"(?i)\b(?:bearer|basic|(?:proxy-)?authorization[\"']?\s*[:=]\s*[\"']?(?:[a-z]+\s+)?)\s*"
          r"(?P<secret>(?=[A-Za-z0-9+/=_.~-]*[0-9])[A-Za-z0-9+/=_.~-]{12,})"),
    _kind("cookie", ("cookie",),
          r"(?i)\b(?:set-)?cookie[\"']?\s*[:=]\s*[\"']?(?P<secret>[^\s\"'=;]{1,60}=[^\"'\n]{6,4000})"),
    _kind("url-password", ("://",), r"://[^\s/:@\"']{0,200}:(?P<secret>[^\s/@\"']{1,200})@"),
    _kind("named-secret", _TRIGGERS,
          rf"(?i)\b[A-Za-z0-9_.-]{{0,40}}{_TELLTALE}[A-Za-z0-9_]{{0,20}}[\"'\\]{{0,3}}\s{{0,3}}[=:]\s{{0,3}}[\"'\\]{{0,3}}"
          rf"{_NO_VALUE}(?P<secret>(?=[^\s\"'\\,;&)}}\]]*[0-9!#^~+/])[^\s\"'\\,;&)}}\]]{{8,4000}})"),
    _kind("password", ("pass", "pwd"),
          rf"(?i)(?:password|passwd|passphrase|pwd)[\"'\\]{{0,3}}\s?[=:]\s?[\"'\\]{{0,3}}"
          rf"{_NO_VALUE}(?P<secret>[^\s\"'\\,;&)}}\]]{{6,400}})"),
    _kind("email", ("@",), r"\b[A-Za-z0-9._%+-]{1,64}@(?:[A-Za-z0-9-]{1,63}\.){1,8}[A-Za-z]{2,24}\b"),
)  # fmt: skip
CARD = re.compile(r"(?<![\w.-])(?:[0-9][ -]?){12,18}[0-9](?![\w.-])")
