"""The words by which names and values are judged."""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


PASSWORDS = _words("""
    password passwords passwd passphrase passcode pwd pass psw pswd pw passwort kennwort senha contrasena wachtwoord
    motdepasse haslo parola salasana losenord heslo requirepass masterauth psk
""")
SECRETS = _words("""
    secret token jwt bearer csrf xsrf apikey authkey secretkey accesskey privatekey signingkey encryptionkey masterkey
    accountkey sharedaccesskey authtoken accesstoken refreshtoken idtoken sessiontoken clientsecret appsecret
    credential credentials creds pepper otpauth
""")
KEYS = _words("""
    api app application access account admin agent auth client consumer customer deploy deployment developer dev
    encryption encrypt decryption decrypt fernet function functions hmac host ingest ingestion instrumentation
    integration jwt license licence live master personal prod private project provider publish read rest secret secure
    security server service session shared sign signing site ssh sse storage stream subscription team test user webhook
    write cipher crypto crypt aes rsa ec des data rails cookie hash csrf invite registration
""")
"""What a key may be of for its value to be secret."""

PERHAPS = _words("""
    auth oauth authentication sid sess session sessid sessionid phpsessid jsessionid aspsessionid signature sig hmac
    key keys secrets cookie cookies salt seed sas assertion tokens code dsn
""")
NUMBERS = _words("""
    otp pin cvv cvc ssn tin nino phone phonenumber mobile mobilenumber telephone tel msisdn cellphone whatsapp pan
    cardnumber iban passport socialsecuritynumber nationalid creditcard ccnumber dob birthdate birthday
    dateofbirth
""")
NUMBER_PHRASES = frozenset(
    tuple(phrase.split("-"))
    for phrase in _words("""
        social-security card-number credit-card phone-number mobile-number tax-id national-id security-code
        verification-code bank-account account-number passport-number contact-number otp-code security-number
        birth-date of-birth
    """)
)
PASSWORD_ENDINGS = ("password", "passwd", "passphrase", "passcode", "pwd", "passwort", "kennwort")
SHORT_PASSWORD_ENDINGS = ("pass", "pw", "psw")
NO_PASSWORDS = _words("bypass compass encompass surpass trespass overpass underpass multipass")
SECRET_ENDINGS = ("secret", "token", "apikey", "secretkey", "accesskey", "privatekey")
NO_KEYS = _words("""
    monkey turkey hotkey hockey jockey donkey whiskey lackey primarykey foreignkey cachekey publickey keykey
""")

PROPERTIES = _words("""
    count counts length len size limit type types name names url urls uri uris path paths file files filename dir ref
    refs reference expiry expires expiration exp expired ttl age at date time timestamp version versions policy hint
    enabled disabled required valid invalid validity field fields header headers prefix suffix rotation rotated
    algorithm alg usage used budget error errors status state message reason method methods mode scope scopes issuer
    audience manager service server host port class format pattern regex min max minimum maximum strength score
    attempts retries changed updated created reset hasher hashers validator validators validation encoder bits index
    position uses bucket table column label title description placeholder visible hidden exists present missing ok per
    endpoint uuid id ids lifetime duration timeout interval source location generator parser provider handler middleware
    factory rate cost costs pool map list kind complexity history mount volume accessor encoding digest checksum
    fingerprint thumbprint review reviews request requests response entropy bytes chars characters window samesite
    domain banner consent notice variable var word words stuffing lookup managed arn exchange grant grants flow
""")
"""Behind a telling word: the name is of a property of the secret, not of the secret."""

OTHER_TOKENS = _words("""
    next prev previous page continuation continue sync pagination cursor resume start stop eos bos pad unk mask
    sequence syntax unexpected max min num total prompt completion input output cached reasoning special primary
    foreign cache partition sort routing idempotency idempotent object row group order lookup index map dict unique
    natural composite shard document entity translation i18n registry metric label tag event param record business
    surrogate hot short cancellation cancel stopping separator delimiter whitespace word lexer unknown invalid missing
    expected per distinct dedup deduplication etag lock topic message
""")
"""Before a telling word: a token or key of another kind."""

OTHER_KEYS = _words("redis kafka s3 gcs blob json config setting env variable resource image dictionary")

NO_VALUES = _words("""
    none null nil nan undefined void empty unset true false yes no on off ok required missing invalid expired unknown
    changed unchanged incorrect wrong rejected revoked valid present absent disabled enabled hidden masked redacted
    filtered removed secret omitted str string int integer float bool boolean bytes bytearray text varchar char any
    object optional secretstr secretbytes number uuid dict list tuple changeme change-me replaceme replace-me
    placeholder example dummy todo tbd n/a value default not must should cannot is was has and or the a an in for from
    with latest closed open opened active inactive ready pending failed failure success succeeded error refreshed
    rotated created deleted updated accepted denied found stale mismatch matched verified unverified authenticated
""")
"""Words that stand where a secret might: a state, a type, a stand-in."""
