"""What differs from one installation to the next, read from the environment; the defaults run the demo.

RANSEL_ENV              demo (default), test or production
RANSEL_SECRET_KEY       or RANSEL_SECRET_KEY_FILE; needed in production
RANSEL_NATIONAL_ID_KEY  or RANSEL_NATIONAL_ID_KEY_FILE; 32 bytes in base64; needed in production
RANSEL_HOSTS            the names the site answers to, with commas between; needed in production
RANSEL_URL              the address of the front door, for e-mails to lead to; needed in production
RANSEL_EMAIL_URL        smtp://name:password@host:587, smtps://…, or none: for no e-mail; needed in production
RANSEL_EMAIL_FROM       who the e-mails are from
RANSEL_SMS_URL          where text messages are posted; without it none are sent. docs/letters-and-registers.md says how
RANSEL_SMS_TOKEN        or RANSEL_SMS_TOKEN_FILE: what the sender of texts knows us by
RANSEL_SMS_FROM         who the texts are from, if the sender of texts wants to be told
RANSEL_MASKINPORTEN_CLIENT_ID  the client at Maskinporten; with RANSEL_MASKINPORTEN_ISSUER, https://maskinporten.no/
RANSEL_MASKINPORTEN_CONSUMER   the municipality's organisation number, where the client belongs to somebody else
RANSEL_KRR_URL          the contact register: https://kontaktregisteret.no/rest/v2/personer; without it nobody is asked
RANSEL_SVARUT_URL       https://svarut.ks.no, for letters to digital mailboxes; without it all are printed at the office
RANSEL_SVARUT_USER      with RANSEL_SVARUT_PASSWORD or RANSEL_SVARUT_PASSWORD_FILE
RANSEL_DATABASE_URL     or DATABASE_URL: postgresql://…; without it SQLite in RANSEL_DATA_DIR
RANSEL_DATA_DIR         where files are kept; by default .data in the current folder
RANSEL_ID_PORTEN_CLIENT_ID  the client at ID-porten; without it nobody logs in with an eID
RANSEL_ID_PORTEN_ISSUER     by default https://idporten.no in production, and https://test.idporten.no elsewhere
RANSEL_ID_PORTEN_ACR        the level asked for, by default idporten-loa-substantial
RANSEL_ID_PORTEN_ON_BEHALF_OF        the municipality, where the client belongs to somebody else
RANSEL_ID_PORTEN_ON_BEHALF_OF_CLAIM  in which claim it comes back, by default client_onbehalfof
RANSEL_ID_PORTEN_LONG_SCOPE  our own scope for logins that last, opened with a passkey; without it there are none
RANSEL_FEIDE_CLIENT_ID  the client at Feide, for staff; with RANSEL_FEIDE_SECRET or RANSEL_FEIDE_SECRET_FILE
RANSEL_FEIDE_ISSUER     by default https://auth.dataporten.no
RANSEL_CLOCK_OFFSET     seconds the clock is moved; only the demo and the tests
"""

from base64 import b64encode
from pathlib import Path

from ransel import __version__
from ransel.config.environment import database, env, mail_to, origins, secret

PACKAGE = Path(__file__).resolve().parents[1]

RANSEL_ENV = env("RANSEL_ENV", "demo", one_of=("demo", "test", "production"))
IN_PRODUCTION = RANSEL_ENV == "production"
BUILD = __version__  # part of every tag: a new build makes every fragment new
DEBUG = False
DATA_DIR = Path(env("RANSEL_DATA_DIR", ".data")).resolve()
CLOCK_OFFSET = 0.0 if IN_PRODUCTION else float(env("RANSEL_CLOCK_OFFSET", "0"))

SECRET_KEY = secret("RANSEL_SECRET_KEY", needed=IN_PRODUCTION, otherwise="only-for-the-demo-and-the-tests-" * 2)
NATIONAL_ID_KEY = secret(
    "RANSEL_NATIONAL_ID_KEY", needed=IN_PRODUCTION, otherwise=b64encode(b"demo and tests only, 32 bytes ok").decode()
)
ALLOWED_HOSTS = env("RANSEL_HOSTS", "localhost,127.0.0.1,[::1],testserver", needed=IN_PRODUCTION).split(",")

ROOT_URLCONF = "ransel.config.urls"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"
DATABASES = {"default": database(DATA_DIR, IN_PRODUCTION)}

ROOMS = (
    "core",
    "audit",
    "units",
    "people",
    "identity",
    "access",
    "receipts",
    "notifications",
    "attendance",
    "departure",
    "cards",
    "integrations",
    "supervision",
)
PAGES = ("home", "dayboard", "retention", "office", "demo")
INSTALLED_APPS = [
    "django.contrib.staticfiles",
    "django.forms",
    "django_tasks",
    *(f"ransel.{room}" for room in (*ROOMS, *PAGES)),
]
MIDDLEWARE = [
    "django.middleware.gzip.GZipMiddleware",  # pads its answers, so that their length tells nothing (BREACH)
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "ransel.identity.middleware.know_the_actor",
    "ransel.core.doors.DefaultDeny",
]
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.jinja2.Jinja2",
        "APP_DIRS": True,
        "OPTIONS": {
            "environment": "ransel.core.jinja.environment",
            "context_processors": ["ransel.core.context.reader", "ransel.home.navigation.places"],
        },
    }
]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.ScryptPasswordHasher"]  # of employees' PINs
FORM_RENDERER = "ransel.core.forms.Renderer"

LANGUAGE_CODE = "nb"
LANGUAGES = [("nb", "Bokmål"), ("nn", "Nynorsk"), ("en", "English")]
LOCALE_PATHS = [PACKAGE / "locale"]
TIME_ZONE = "Europe/Oslo"
USE_TZ = True

STATIC_URL = "/static/"
STATIC_ROOT = PACKAGE / "staticfiles"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
WHITENOISE_KEEP_ONLY_HASHED_FILES = True
WHITENOISE_MAX_AGE = 60

SESSION_ENGINE = "ransel.identity.sessions"
SESSION_COOKIE_NAME = "__Host-session" if IN_PRODUCTION else "session"
SESSION_COOKIE_AGE = 30 * 60  # ID-porten's own limit for an idle session
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_SECURE = IN_PRODUCTION
SESSION_SAVE_EVERY_REQUEST = False
SESSION_SERIALIZER = "django.contrib.sessions.serializers.JSONSerializer"
CSRF_COOKIE_NAME = "__Host-csrf" if IN_PRODUCTION else "csrf"
CSRF_COOKIE_HTTPONLY = True
CSRF_COOKIE_SECURE = IN_PRODUCTION
CSRF_FAILURE_VIEW = "ransel.core.errors.form_from_elsewhere"
LOGIN_URL = "/login/"
ID_PORTEN_CLIENT_ID = env("RANSEL_ID_PORTEN_CLIENT_ID", "")
ID_PORTEN_ISSUER = env("RANSEL_ID_PORTEN_ISSUER", f"https://{'' if IN_PRODUCTION else 'test.'}idporten.no")
ID_PORTEN_ACR = env(
    "RANSEL_ID_PORTEN_ACR", "idporten-loa-substantial", one_of=("idporten-loa-substantial", "idporten-loa-high")
)
ID_PORTEN_ON_BEHALF_OF = env("RANSEL_ID_PORTEN_ON_BEHALF_OF", "")
ID_PORTEN_ON_BEHALF_OF_CLAIM = env("RANSEL_ID_PORTEN_ON_BEHALF_OF_CLAIM", "client_onbehalfof")
ID_PORTEN_LONG_SCOPE = env("RANSEL_ID_PORTEN_LONG_SCOPE", "")
FEIDE_CLIENT_ID = env("RANSEL_FEIDE_CLIENT_ID", "")
FEIDE_ISSUER = env("RANSEL_FEIDE_ISSUER", "https://auth.dataporten.no")
FEIDE_SECRET = secret("RANSEL_FEIDE_SECRET", needed=bool(FEIDE_CLIENT_ID), otherwise="")
LOGIN_PROVIDERS = [
    *(["ransel.identity.oidc.provider.IdPorten"] if ID_PORTEN_CLIENT_ID else []),
    *(["ransel.identity.oidc.provider.Feide"] if FEIDE_CLIENT_ID else []),
    *([] if IN_PRODUCTION else ["ransel.demo.provider.VillageProvider"]),
]
LOGIN_ORIGINS = [
    *(origins(ID_PORTEN_ISSUER) if ID_PORTEN_CLIENT_ID else []),
    *(origins(FEIDE_ISSUER) if FEIDE_CLIENT_ID else []),
]  # who may frame our word that a login is over, and where a form that logs out may lead

SECURE_SSL_REDIRECT = IN_PRODUCTION
SECURE_HSTS_SECONDS = 63_072_000 if IN_PRODUCTION else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = IN_PRODUCTION
SECURE_HSTS_PRELOAD = IN_PRODUCTION
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if env("RANSEL_BEHIND_PROXY", "") else None
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": ["'none'"],
        "script-src": ["'self'"],
        "style-src": ["'self'"],
        "img-src": ["'self'", "data:"],
        "font-src": ["'self'"],
        "connect-src": ["'self'"],
        "manifest-src": ["'self'"],
        "form-action": ["'self'", *LOGIN_ORIGINS],
        "base-uri": ["'none'"],
        "frame-ancestors": ["'none'"],
    }
}

DATA_UPLOAD_MAX_NUMBER_FIELDS = 2_000
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_000_000  # bytes; what is bigger than this is a file or an attack

PUBLIC_URL = env("RANSEL_URL", "http://localhost:8000/", needed=IN_PRODUCTION)  # what an e-mail leads to
EMAIL_FILE_PATH = DATA_DIR / "mail"  # where the demo puts what it would send
vars().update(mail_to(env("RANSEL_EMAIL_URL", "file:", needed=IN_PRODUCTION)))
DEFAULT_FROM_EMAIL = env("RANSEL_EMAIL_FROM", "ransel@localhost")
PUSH_HOSTS = [
    "fcm.googleapis.com",
    "*.push.services.mozilla.com",
    "*.notify.windows.com",
    "web.push.apple.com",
]  # the services of the browsers; nothing is sent anywhere else
PUSH_TO_THIS_MACHINE = not IN_PRODUCTION
SMS_URL = env("RANSEL_SMS_URL", "")
SMS_TOKEN = secret("RANSEL_SMS_TOKEN", needed=False, otherwise="")
SMS_FROM = env("RANSEL_SMS_FROM", "")
SMS_SENDER = f"ransel.notifications.sms.{'by_http' if SMS_URL else 'to_file'}" if SMS_URL or not IN_PRODUCTION else ""
MASKINPORTEN_CLIENT_ID = env("RANSEL_MASKINPORTEN_CLIENT_ID", "")
MASKINPORTEN_ISSUER = env("RANSEL_MASKINPORTEN_ISSUER", f"https://{'' if IN_PRODUCTION else 'test.'}maskinporten.no/")
MASKINPORTEN_CONSUMER = env("RANSEL_MASKINPORTEN_CONSUMER", "")
KRR_URL = env("RANSEL_KRR_URL", "")
CONTACT_LOOKUP = "ransel.notifications.registers.krr.Krr" if KRR_URL else ""  # none: nobody is asked
SVARUT_URL = env("RANSEL_SVARUT_URL", "")
SVARUT_USER = env("RANSEL_SVARUT_USER", "")
SVARUT_PASSWORD = secret("RANSEL_SVARUT_PASSWORD", needed=False, otherwise="")
LETTER_SENDER = f"ransel.notifications.letters.{'svarut.SvarUt' if SVARUT_URL else 'sender.PrintQueue'}"
NOTICE_KINDS = ["ransel.attendance.notices.KINDS", "ransel.departure.notices.KINDS", "ransel.home.notices.KINDS"]
DAILY_JOBS = [
    "ransel.retention.tasks.purge",
    "ransel.access.tasks.end_logins_of_leavers",
    "ransel.attendance.tasks.end_forgotten_days",
    "ransel.attendance.tasks.open_campaigns",
    "ransel.attendance.tasks.end_calendar_feeds",
    "ransel.notifications.tasks.warn_of_silence",
    "ransel.notifications.tasks.ask_register",
    "ransel.notifications.tasks.plan_letters",
    "ransel.notifications.tasks.send_letters",
]
WHEN_LOGINS_END = ["ransel.notifications.actions.push.end_subscriptions"]  # in the transaction that ends them
EACH_TIME_ROUND = [
    "ransel.identity.tasks.each_time_round",
    "ransel.attendance.tasks.each_time_round",
    "ransel.notifications.tasks.each_time_round",
]
TASKS = {"default": {"BACKEND": "ransel.core.jobs.backend.Backend", "QUEUES": []}}

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"console": {"class": "logging.StreamHandler"}},
    "root": {"handlers": ["console"], "level": "WARNING"},
    "loggers": {"django.request": {"level": "ERROR"}, "django.security.csrf": {"level": "ERROR"}},
}
