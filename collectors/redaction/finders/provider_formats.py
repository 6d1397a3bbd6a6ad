"""The forms in which providers publish that their secrets come, as of autumn 2025."""

from typing import NamedTuple

_W = "[A-Za-z0-9]"
_U = "[A-Za-z0-9_-]"
_D = "[A-Za-z0-9_.-]"
_B = "[A-Za-z0-9+/_=-]"
_H = "[0-9a-fA-F]"
_C = "[A-Z0-9]"
_UUID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]"

_TELLS = (
    "(?:sk|pat|sat|aat|pak|key|api|apikey|token|tok|secret|sec|auth|cred|access|refresh)[_-]"
    "(?:(?:live|test|prod|v[0-9])[_-])?"
)
_HASH = "[A-Za-z0-9./+=$,_-]"
# How PKCS 8, PKCS 1, SEC 1, Ed25519 and OpenSSH keys begin in base64; certificates and public keys begin otherwise.
_KEY_STARTS = (
    "(?:MII[A-Za-z0-9+/]{3}IBADANBgkqhkiG9w0BAQEFAASC|MII[A-Za-z0-9+/]{3}IBAAK|MIGHAgEAMBMGByqGSM49AgEG|MHcCAQEEI"
    "|MC4CAQAwBQYDK2VwBCIEI|b3BlbnNzaC1rZXktdjE)"
)


class Format(NamedTuple):
    """`lead` is what every such secret has, in words that both RE2 and Python know; at least `least` of `body` follow.

    `full` is how many follow when nothing was cut off, where that is known. `before` is what stands before the lead.
    A lead that may also be a word is not `sure`: what follows must look random.
    """

    kind: str
    lead: str
    body: str
    least: int
    full: int = 0
    before: str = ""
    sure: bool = True


FORMATS = (
    # Code hosts
    Format("github-token", "gh[pousr]_", _W, 6, 36),
    Format("github-token", "github_pat_", "[A-Za-z0-9_]", 6, 82),
    Format("gitlab-token", "gl(?:pat|dt|rt|rtr|cbt|ptt|ft|imt|soat|agent|oas|ffct|wt)-", _D, 8),
    Format("gitlab-token", "GR1348941", _U, 8, 20),
    Format("gitlab-token", "_gitlab_session=", _H, 8, 32),
    Format("bitbucket-token", "ATBB", _W, 20, sure=False),
    # Package registries
    Format("package-token", "npm_", _W, 12, 36, sure=False),
    Format("package-token", "pypi-", _U, 16, sure=False),
    Format("package-token", "rubygems_", _H, 8, 48),
    Format("package-token", "dckr_(?:pat|oat)_", _U, 8),
    Format("package-token", "CLOJARS_", _W, 8, 60),
    Format("package-token", "cio", _W, 32, 32, sure=False),
    Format("package-token", "oy2", "[a-z0-9]", 40, 43, sure=False),
    Format("package-token", "AKCp", _W, 20),
    Format("package-token", "cmVmdGtuOj", _B, 16),
    # Clouds
    Format("aws-key-id", "(?:AKIA|ASIA|ABIA|ACCA|A3T[A-Z0-9])", _C, 8, 16),
    Format("aws-session-token", "(?:IQoJb3JpZ2lu|FwoGZXIvYXdz|FQoGZXIvYXdz)", _B, 8),
    Format("aws-api-key", "(?:ABSK|bedrock-api-key-)", _B, 20, sure=False),
    Format("google-api-key", "AIza", _U, 8, 35),
    Format("google-oauth", "ya29\\.", _D, 8),
    Format("google-oauth", "GOCSPX-", _U, 8, 28),
    Format("google-oauth", "1//0", _U, 16, sure=False),
    Format("google-oauth", "4/[01]A", _U, 16, sure=False),
    Format("azure-secret", "[0-9]Q~", "[A-Za-z0-9_.~-]", 12, before="[A-Za-z0-9_.~-]{3}"),
    Format("azure-secret", "(?:AzFu|AzSe|AzCa|ACDb|AIoT|ARmA|AStq|AzRe)", _B, 8, before="[A-Za-z0-9+/]{20,90}"),
    Format("azure-secret", "JQQJ99", _W, 24, before=_W + "{20,60}"),
    Format("cloud-token", "do[opr]_v1_", _H, 8, 64),
    Format("cloud-token", "HRKU-", _U, 16),
    Format("cloud-token", "rnd_", _W, 20, sure=False),
    Format("cloud-token", "(?:fo1_|fm[12][ar]?_|FlyV1 fm)", _B, 20, sure=False),
    Format("cloud-token", "nfp_", _W, 20),
    Format("cloud-token", "vc[pkciar]_", _W, 20, sure=False),
    Format("cloud-token", "sb(?:p|_secret|p_oauth)_", _U, 20, sure=False),
    Format("cloud-token", "pscale_(?:tkn|pw|oauth)_", _D, 8),
    Format("cloud-token", "napi_", _W, 24, sure=False),
    Format("cloud-token", "dapi", _H, 16, 32),
    Format("cloud-token", "cf[akt][a-z]?_", _U, 24, sure=False),
    Format("cloud-token", "v1\\.0-", "[0-9a-f-]", 40),
    Format("cloud-token", "(?:LTAI|AKID)", _W, 12, sure=False),
    Format("cloud-token", "(?:t1\\.|AQVN)", _U, 30, sure=False),
    Format("cloud-token", "sha256~", _U, 16),
    Format("cloud-token", "tskey-[a-z]{2,12}-", _U, 8),
    Format("cloud-token", "4b1d", _W, 38, 38, sure=False),
    Format("cloud-token", "s-s4t2(?:ud|af)-", _H, 8, 64),
    Format("cloud-token", "(?:sc|ext|scauth|authress)_[a-z0-9]{5,30}\\.[a-z0-9]{4,6}\\.acc[_-]", _D, 16),
    Format("cloud-token", "tk-us-", _U, 24),
    # Chat
    Format("slack-token", "(?:xox[a-z](?:\\.xox[a-z])?|xapp)-[0-9]", _U, 6),
    Format("slack-token", "xox[ar]-", _U, 12, sure=False),
    Format("webhook", "hooks\\.slack(?:-gov)?\\.com/(?:services|workflows|triggers)/", "[A-Za-z0-9/_-]", 8),
    Format("webhook", "discord(?:app)?\\.com/api/(?:v[0-9]+/)?webhooks/", "[A-Za-z0-9/_-]", 8),
    Format("webhook", "(?:webhook\\.office|outlook\\.office(?:365)?)\\.com/webhook(?:b2)?/", "[A-Za-z0-9/@_-]", 8),
    Format("slack-token", "xox[ar]-", _U, 12, sure=False),
    Format("webhook", "hooks\\.zapier\\.com/hooks/catch/", "[A-Za-z0-9/_-]", 8),
    Format("webhook", "hook\\.[a-z]{2}[0-9]\\.make\\.com/", _W, 8),
    Format("webhook", "maker\\.ifttt\\.com/trigger/[\\w-]{1,60}/(?:json/)?with/key/", _U, 8),
    Format("webhook", "open\\.(?:feishu\\.cn|larksuite\\.com)/open-apis/bot/v2/hook/", _U, 8),
    Format("webhook", "(?:hc-ping\\.com|cronitor\\.link/p|events\\.pagerduty\\.com/integration)/", _U, 8),
    Format("bot-token", "\\.[A-Za-z0-9_-]{6}\\.", _U, 27, before="[MNO]" + _U + "{22,27}"),
    Format("bot-token", ":AA", _U, 16, 33, before="[0-9]{8,10}"),
    # Payments and shops
    Format("payment-key", "(?:sk|rk|pk|rzp|ssk|shippo|duffel|paddle)_(?:live|test|prod|sandbox)_", _U, 8, sure=False),
    Format("payment-key", "(?:live|test)_", "[0-9a-f]", 32, 35),
    Format("payment-key", "whsec_", _B, 8),
    Format("payment-key", "sq0[a-z]{3}-", _U, 8),
    Format("payment-key", "EAAA[a-zA-Z]", _U, 40, sure=False),
    Format("payment-key", "shp(?:at|ca|pa|ss|tka|ua)_", _H, 8, 32),
    Format("payment-key", "access_token\\$(?:production|sandbox)\\$", "[0-9a-z$]", 8),
    Format("payment-key", "access-(?:sandbox|production|development)-", "[0-9a-f-]", 8, 36),
    Format("payment-key", "FLW(?:SECK|PUBK)(?:_TEST)?-", _D, 8),
    Format("payment-key", "APP_USR-", "[0-9a-f-]", 16),
    Format("payment-key", "(?:EZ[AT]K|pdl_(?:live|sdbx)_apikey_|pnu_|polar_(?:pat|oat|at_o)_)", _U, 30, sure=False),
    # Mail and telephone
    Format("mail-key", "SG\\.", _D, 12, sure=False),
    Format("mail-key", "(?:pub)?key-", _H, 16, 32),
    Format("mail-key", "-us[0-9]{1,2}", "", 0, before=_H + "{16,32}"),
    Format("mail-key", "xkeysib-", _U, 8),
    Format("mail-key", "xsmtpsib-", _U, 8),
    Format("mail-key", "re_[A-Za-z0-9]{8}_", _W, 8, 24, sure=False),
    Format("mail-key", "mlsn\\.", _H, 16),
    Format("telephone-key", "SK", _H, 32, 32),
    Format("telephone-key", "sec-c-", _B, 16),
    # Models
    Format("model-key", "sk-(?:proj|svcacct|admin|ant-[a-z]{3,8}[0-9]{0,2}|or-v1|lf|None)-", _U, 8),
    Format("model-key", "sk-", _W, 12, sure=False),
    Format("model-key", "T3BlbkFJ", _U, 8, before=_U + "{20,160}"),
    Format("model-key", "(?:hf|api_org)_", _W, 16, 34, sure=False),
    Format("model-key", "r8_", _W, 16, 37, sure=False),
    Format("model-key", "(?:gsk_|xai-|pplx-|pcsk_|nvapi-|tvly-|fw_|csk-|tgp_v1_|jina_|voyage-)", _U, 20, sure=False),
    Format("model-key", "pa-", _U, 40, sure=False),
    Format("model-key", "lsv2_(?:pt|sk)_", "[A-Za-z0-9_]", 8),
    Format("model-key", "sk_", "[0-9a-f]", 24, 48),
    # Watching
    Format("monitoring-token", "sntry[su]_", _B, 8),
    Format("monitoring-token", "gl(?:c|sa)_", _B, 8),
    Format("monitoring-token", "eyJrIjoi", _B, 16),
    Format("monitoring-token", "NR(?:AK|JS|II|AA|BR|RA|SP)-", _U, 8),
    Format("monitoring-token", "NRAL", "", 0, before="[0-9a-fA-F]{20,36}"),
    Format("monitoring-token", "hc[abx][a-z]{2}_", _W, 20, sure=False),
    Format("monitoring-token", "dt0[a-z][0-9]{2}\\.", "[A-Za-z0-9.]", 8),
    Format("monitoring-token", "ph[xs]_", _W, 16, sure=False),
    Format("monitoring-token", "sgp_", _U, 20, sure=False),
    Format("monitoring-token", "(?:ddapp|ddpat|dd_app)_", _W, 16, sure=False),
    Format("feature-flag-key", "(?:sdk|mob)-", _UUID + _H, 1),
    Format("monitoring-token", "(?:squ|sqp|sqa|sqb)_", "[0-9a-f]", 16, 40),
    Format("monitoring-token", "snyk_(?:uat|sat)\\.", _D, 8),
    # Building and deploying
    Format("build-token", "CCIP(?:AT|RJ)_", _B, 8),
    Format("build-token", "bk(?:ua|aj|ct|pt)_", _W, 16, 40),
    Format("build-token", "\\.atlasv1\\.", _U, 8, before=_W + "{14}"),
    Format("build-token", "pul-", "[0-9a-f]", 16, 40),
    Format("build-token", "API-", _C, 25, 26, sure=False),
    Format("build-token", "(?:dbt[cus]|tr_(?:dev|prod))_", _U, 24, sure=False),
    Format("build-token", "pat\\.[A-Za-z0-9_-]{22}\\.", _D, 8),
    Format("build-token", "(?:hv[sbr]|hvb|s)\\.", _U, 24, sure=False),
    Format("build-token", "dp\\.(?:pt|st|ct|sa|scim|audit|said)\\.", _D, 8),
    Format("build-token", "st\\.[0-9a-f]{24}\\.", _D, 8),
    Format("build-token", "ops_eyJ", _B, 16),
    Format("build-token", "A3-[A-Z0-9]{6}-", "[A-Z0-9-]", 20),
    Format("build-token", "(?:token|kubeconfig-u)-[a-z0-9]{5}:", _W, 20),
    Format("build-token", "AGE-SECRET-KEY-1", _C, 8),
    # Offices
    Format("office-token", "AT(?:ATT3|CTT3|STT3)", _B, 8),
    Format("office-token", "lin_(?:api|oauth|wh)_", _W, 8),
    Format("office-token", "(?:ntn|secret)_", _W, 30, sure=False),
    Format("office-token", "pat[A-Za-z0-9]{14}\\.", "[0-9a-f]", 8),
    Format("office-token", "fig(?:d|dr|u|ur|o|oh|p|pr)_", _U, 16),
    Format("office-token", "PMAK-", "[0-9a-f-]", 8),
    Format("office-token", "pat-(?:na|eu|ap)[0-9]-", "[0-9a-f-]", 8),
    Format("office-token", "sl\\.(?:u\\.)?", _U, 60, sure=False),
    Format("office-token", "tfp_", _D, 16),
    Format("office-token", "CFPAT-", _U, 16),
    Format("office-token", "rdme_", "[a-z0-9]", 32, sure=False),
    Format("office-token", "[01]/[0-9]{10,20}(?:/[0-9]{10,20})?:", "[0-9a-f]", 16, 32),
    Format("office-token", "00D[A-Za-z0-9]{12,15}!", _D, 8),
    Format("office-token", "pk_[0-9]{6,12}_", _C, 16),
    Format("office-token", "(?:EAA|IGQ)[A-Z]", _W, 60, sure=False),
    Format("office-token", "[0-9]{15,16}(?:\\||%7C)", _U, 24, sure=False),
    Format("office-token", "_mmk", "", 0, before="[A-Za-z0-9]{6}_[A-Za-z0-9]{29}"),
    Format("office-token", "AAAAAAAAAAAAAAAAAAAA", "[A-Za-z0-9%]", 40, sure=False),
    Format("office-token", "[stp]k\\.eyJ", _D, 16),
    Format("office-token", "RGAPI-", "[0-9a-f-]", 8),
    Format("office-token", "p8e-", _W, 24),
    Format("office-token", "dnkey-", _B, 16),
    Format("office-token", "fio-u-", _B, 16),
    Format("office-token", "nyk_v[0-9]_", _U, 24, sure=False),
    # Hashes of passwords
    Format("password-hash", "\\$(?:2[abxy]|[1567PHSy]|gy|apr1|scrypt|argon2[id]{1,2}|pbkdf2[a-z0-9-]*)\\$", _HASH, 20),
    Format("password-hash", "pbkdf2(?:_|:)sha(?:1|256|512)[$:][0-9]{3,8}\\$", _HASH, 12),
    Format("password-hash", "scrypt:[0-9]{3,8}:[0-9]{1,3}:[0-9]{1,3}\\$", _HASH, 12),
    Format("password-hash", "\\{(?:SSHA|SHA|SMD5|CRYPT|SSHA256|SSHA512|ARGON2)\\}", _HASH, 16),
    Format("password-hash", "(?:bcrypt|argon2|bcrypt_sha256)\\$\\$", _HASH, 20),
    # A key without its first line
    Format("private-key", _KEY_STARTS, "[A-Za-z0-9+/=\\s\\\\]", 8),
    # Anybody's: a word before it says what it is
    Format("secret", f"[_-]{_TELLS}", _W, 16, before="[a-z][a-z0-9]{1,15}(?:[_-][a-z0-9]{1,12}){0,2}", sure=False),
    Format("secret", _TELLS, _W, 24, sure=False),
)  # fmt: skip
