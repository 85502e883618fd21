"""The one settings file; everything a machine may differ in comes from the environment (docs/operator/settings.md)."""

from __future__ import annotations

from pathlib import Path

import django.conf.locale
from csp.constants import NONE, SELF

from javon.config import closed, env, words
from javon.config.doors import limits

ROOT = Path(__file__).resolve().parents[3]
PACKAGE = ROOT / "src" / "javon"

# --- where things are kept ---------------------------------------------------------------------------------
JAVON_DATA = env.path("JAVON_DATA", ROOT / "var")
closed.close(JAVON_DATA)
JAVON_DATA.mkdir(parents=True, exist_ok=True)
#: Content-addressed store of everything that ever came in.
JAVON_FILES = JAVON_DATA / "files"
#: Derivatives, page by page; can be made anew from the preservation store.
JAVON_DERIVATIVES = JAVON_DATA / "derivatives"
#: The preservation store: an OCFL root.
JAVON_PRESERVATION = env.path("JAVON_PRESERVATION", JAVON_DATA / "preservation")
closed.close(JAVON_PRESERVATION)
#: What the store takes of a master: bytes of its own, blocks shared with files/, another name of the same file.
JAVON_SECOND_COPY = env.choice("JAVON_SECOND_COPY", "copy", ("copy", "reflink", "link"))
#: Within so many days every byte of masters and store is read once; 0: only when somebody asks.
JAVON_CHECK_DAYS = env.integer("JAVON_CHECK_DAYS", 90)
#: The full-text index; can be made anew.
JAVON_INDEX = JAVON_DATA / "index"
#: Files dropped here are digitized; bad ones go to the folder beside it.
JAVON_HOT_FOLDER = env.path("JAVON_HOT_FOLDER", JAVON_DATA / "inbox")
JAVON_SET_ASIDE = JAVON_DATA / "set-aside"
JAVON_UPLOADS = JAVON_DATA / "uploads"

# --- how the work is done ----------------------------------------------------------------------------------
JAVON_LIMITS = limits.read()
#: The certificate of the site and its key; where none is given, `javon up --host` makes its own.
JAVON_CERTIFICATE = env.path("JAVON_CERTIFICATE", JAVON_DATA / "tls" / "site.pem")
JAVON_CERTIFICATE_KEY = env.path("JAVON_CERTIFICATE_KEY", JAVON_DATA / "tls" / "site-key.pem")
#: Recognizers that fail on purpose, for trials.
FAULTS = ("crash", "hang", "greedy", "crash-once")
JAVON_WORKERS = env.integer("JAVON_WORKERS", 0)  # 0: one process a core
JAVON_DASK = env.address("JAVON_DASK")
JAVON_RECOGNIZER = env.choice("JAVON_RECOGNIZER", "tesseract", ("tesseract", "null", *FAULTS))
JAVON_PAGE_TIMEOUT = env.integer("JAVON_PAGE_TIMEOUT", 180, minimum=5)
JAVON_BASE_URL = env.text("JAVON_BASE_URL", "http://127.0.0.1:8000").rstrip("/")

SECRET_KEY = env.text("JAVON_SECRET_KEY") or env.kept_secret(JAVON_DATA / "secret-key", env.SECRET_LOST)
#: Seals the second factors of people in the database (base/db/sealing.py); kept outside it, and apart from its copies.
JAVON_SEAL_KEY = env.text("JAVON_SEAL_KEY") or env.kept_secret(JAVON_DATA / "seal-key", env.SEAL_LOST)
DEBUG = env.flag("JAVON_DEBUG")
ALLOWED_HOSTS = env.listing("JAVON_HOSTS", "127.0.0.1,localhost,[::1]")
CSRF_TRUSTED_ORIGINS = env.listing("JAVON_ORIGINS")
DATABASES = {"default": env.database("JAVON_DATABASE_URL", JAVON_DATA / "javon.sqlite3")}
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "javon.apps.library",
    "javon.apps.digitization",
    "javon.apps.catalog",
    "javon.apps.people",
    "javon.portal",
    "javon.base.ui",
    "javon.base.jobs",
    "javon.base.audit",
    "javon.base.files",
    "javon.base.measures",
    "django_tasks",
    "django_tasks_db",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "template_partials",
    "csp",
]
MIDDLEWARE = [
    "javon.base.ui.packing.PackingMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "csp.middleware.CSPMiddleware",
    "javon.base.ui.signs.cookies_middleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "javon.base.ui.language.language_middleware",
    "javon.base.ui.signs.signs_middleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "javon.base.ui.keeping.keeping_middleware",
    "javon.base.ui.errors.wrong_method_middleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "javon.apps.people.web.devices.cookies_middleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "allauth.usersessions.middleware.UserSessionsMiddleware",
    "javon.apps.people.web.middleware.PasswordChangeMiddleware",
]
ROOT_URLCONF = "javon.config.urls"
ASGI_APPLICATION = "javon.config.asgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.template.context_processors.i18n",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "javon.base.ui.context.layout",
            ],
        },
    }
]

# --- background work: docs/adr/0001-jobs.md ----------------------------------------------------------------
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", "long"]}}

# --- people and log-in -------------------------------------------------------------------------------------
AUTH_USER_MODEL = "people.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.Argon2PasswordHasher"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": f"django.contrib.auth.password_validation.{name}"}
    for name in ("UserAttributeSimilarityValidator", "CommonPasswordValidator", "NumericPasswordValidator")
] + [
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "/"
LOGOUT_REDIRECT_URL = "/"
ACCOUNT_ADAPTER = "javon.apps.people.web.adapter.ClosedAdapter"
MFA_ADAPTER = "javon.apps.people.web.adapter.SecondFactorAdapter"
ACCOUNT_FORMS = {
    "login": "javon.apps.people.web.forms.account.JavonLoginForm",
    "change_password": "javon.apps.people.web.forms.account.JavonChangePasswordForm",
    "reauthenticate": "javon.apps.people.web.forms.account.JavonReauthenticateForm",
}
MFA_FORMS = {
    "authenticate": "javon.apps.people.web.forms.account.JavonAuthenticateForm",
    "reauthenticate": "javon.apps.people.web.forms.account.JavonCodeReauthenticateForm",
    "activate_totp": "javon.apps.people.web.forms.account.JavonActivateTOTPForm",
}
ACCOUNT_LOGIN_METHODS = {"username"}
ACCOUNT_PRESERVE_USERNAME_CASING = False  # kept in small letters: User.normalize_username
ACCOUNT_SIGNUP_FIELDS = ["username*", "password1*", "password2*"]
ACCOUNT_EMAIL_VERIFICATION = "none"
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_SESSION_REMEMBER = False
# Ours stand in people/web/limits.py: these would let a stranger keep everybody else waiting.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}
MFA_SUPPORTED_TYPES = ["totp", "recovery_codes"]
MFA_TOTP_ISSUER = "Javon"
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
SESSION_COOKIE_AGE = 12 * 60 * 60
# Behind a web server that speaks HTTPS for us and tells so.
HTTPS = env.flag("JAVON_HTTPS")
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
# A browser that was told so never comes without again, and lets nobody pass a certificate that it does not know.
SECURE_HSTS_SECONDS = env.integer("JAVON_HSTS", 365 * 24 * 60 * 60 if HTTPS else 0)
# The web servers before us, which alone are believed when they tell a reader's address and scheme (config/proxies.py).
JAVON_PROXIES = env.networks("JAVON_PROXIES")
CSRF_FAILURE_VIEW = "javon.base.ui.errors.csrf_failure"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
X_FRAME_OPTIONS = "SAMEORIGIN"
# The counters of the limits stand here.  Django keeps 300 entries and throws a third away for one more: whoever tried
# 300 names would be free to guess again.
CACHE_SIZE = {"MAX_ENTRIES": 200_000}
CACHES = {
    "default": {
        "BACKEND": "django.core.cache.backends.db.DatabaseCache",
        "LOCATION": "javon_cache",
        "OPTIONS": CACHE_SIZE,
    }
    if "postgresql" in DATABASES["default"]["ENGINE"]
    else {"BACKEND": "django.core.cache.backends.locmem.LocMemCache", "OPTIONS": CACHE_SIZE},
    # Manifests and contents, up to 200 kB each.  Memory lets go of nothing that nobody asks for any more, however old,
    # before it is full: a catalogue that is walked through by a machine must not stay in it.
    "books": {
        "BACKEND": "django.core.cache.backends.locmem.LocMemCache",
        "LOCATION": "books",
        "OPTIONS": {"MAX_ENTRIES": 128},
    },
}

# --- what a page may load: itself, nothing else ------------------------------------------------------------
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "form-action": [SELF],
        "frame-ancestors": [SELF],
        "base-uri": [NONE],
        "object-src": [NONE],
    }
}

# --- languages ---------------------------------------------------------------------------------------------
django.conf.locale.LANG_INFO["uz-cyrl"] = {
    "bidi": False,
    "code": "uz-cyrl",
    "name": "Uzbek (Cyrillic)",
    "name_local": "ўзбекча",
}
#: The letters of Uzbek Latin on pages, in files and on the command line.
JAVON_LATIN = env.choice("JAVON_LATIN", "1995", tuple(words.CATALOGUES))
JAVON_ALPHABET = {"1995": "latn", "2026": "latn-2026"}[JAVON_LATIN]
LANGUAGE_CODE = "uz"
LANGUAGES = [
    ("uz", {"1995": "Oʻzbekcha", "2026": "Özbekça"}[JAVON_LATIN]),
    ("uz-cyrl", "Ўзбекча"),
    ("ru", "Русский"),
    ("en", "English"),
]
LOCALE_PATHS = list(words.CATALOGUES[JAVON_LATIN])
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Asia/Tashkent"

# --- static files ------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "javon.base.ui.assets.VersionedStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 20 * 1024 * 1024
FILE_UPLOAD_MAX_MEMORY_SIZE = 1024 * 1024

LOG_LEVEL = env.choice("JAVON_LOG_LEVEL", "WARNING", ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL"))
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "line": {
            "()": "javon.config.loglines.LineFormatter",
            "format": "%(asctime)s %(levelname)s %(name)s: %(message)s",
        }
    },
    "filters": {"refusals": {"()": "javon.config.loglines.RefusalFilter"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line", "filters": ["refusals"]}},
    "root": {"handlers": ["console"], "level": LOG_LEVEL},
}
