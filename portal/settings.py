"""All settings, read from the environment by typed readers; what a deployment must state has no default.

Two ways to run. *Embedded* (DATABASE_URL is not set): the database, the secret key and the outgoing mail live in the
state folder, nothing needs to be configured. *Deployed* (DATABASE_URL is set): the secret, the host names and the
mail server must be stated, and whatever is missing is named in one line.
"""

import os
import re
from pathlib import Path

import dj_database_url
from csp.constants import NONE, SELF
from django.core.exceptions import ImproperlyConfigured
from django.utils.translation import gettext_lazy as _

from portal import embedded

BASE_DIR = Path(__file__).resolve().parent.parent


def env(name: str, default: str | None = None, *, hint: str = "") -> str:
    """The variable's text; without a default, a missing one stops the start with one line that says what to do."""
    value = os.environ.get(name, "").strip()
    if value:
        return value
    if default is None:
        raise ImproperlyConfigured(f"{name} is not set. {hint}".strip())
    return default


def env_bool(name: str, default: bool) -> bool:
    value = env(name, str(default)).lower()
    if value not in {"true", "false", "1", "0", "yes", "no", "on", "off"}:
        raise ImproperlyConfigured(f"{name} is '{value}': write true or false.")
    return value in {"true", "1", "yes", "on"}


def env_int(name: str, default: int) -> int:
    value = env(name, str(default))
    if not value.lstrip("-").isdigit():
        raise ImproperlyConfigured(f"{name} is '{value}': write a whole number.")
    return int(value)


def env_list(name: str, default: str | None = None, *, hint: str = "") -> list[str]:
    return [part.strip() for part in env(name, default, hint=hint).split(",") if part.strip()]


def env_days(name: str, default: str) -> list[int]:
    """Numbers of days, each larger than the one before."""
    parts = env_list(name, default)
    if not all(part.isdigit() for part in parts) or [int(part) for part in parts] != sorted({int(p) for p in parts}):
        raise ImproperlyConfigured(f"{name} is '{','.join(parts)}': write rising numbers of days, such as 7,14,21.")
    return [int(part) for part in parts]


# --- Where things live ------------------------------------------------------------------------------------------------
STATE_DIR = embedded.state_dir()
EMBEDDED = not os.environ.get("DATABASE_URL", "").strip()
DEBUG = env_bool("DEBUG", False)

if EMBEDDED:
    database_url = embedded.attach(STATE_DIR)
    SECRET_KEY = embedded.secret_key(STATE_DIR)
    ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", f"localhost,127.0.0.1,[::1],{env('HOST', '127.0.0.1')}")
    mail_url = env("EMAIL_URL", "files")
else:
    database_url = env("DATABASE_URL")
    SECRET_KEY = env("SECRET_KEY", hint="A deployment needs a long random text that no one else knows.")
    ALLOWED_HOSTS = env_list("ALLOWED_HOSTS", hint="List the host names this portal answers to, separated by commas.")
    mail_url = env("EMAIL_URL", hint="Write smtp://user:password@host:587, smtps:// or 'files'.")

SECRET_KEY_FALLBACKS = env_list("SECRET_KEY_FALLBACKS", "")

# --- Database ---------------------------------------------------------------------------------------------------------
# Connections stay open: opening one costs about as much as a whole list page. The server bounds its threads, so the
# number of connections is workers × threads.
DATABASES = {"default": dj_database_url.parse(database_url, conn_max_age=env_int("CONN_MAX_AGE", 600))}
DATABASES["default"]["ENGINE"] = "django.db.backends.postgresql"
DATABASES["default"]["CONN_HEALTH_CHECKS"] = True
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

# --- Applications -----------------------------------------------------------------------------------------------------
INSTALLED_APPS = [
    "portal.core",
    "portal.site",
    "tad",
    "roster",
    "partnerships",
    "partnerships.submission",
    "matchmaking",
    "portal.apps.DeskConfig",  # django.contrib.admin, with a site of our own
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "whitenoise.runserver_nostatic",  # one way of serving static files, in development too
    "django.contrib.staticfiles",
    "django.contrib.postgres",
    "django.contrib.sitemaps",
    "django_filters",
    "django_htmx",
    "crispy_forms",
    "rest_framework",
    "drf_spectacular",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.usersessions",
    "django_tasks",
    "django_tasks_db",
    "pgtrigger",
    "pghistory",
    "csp",
]
MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "portal.site.whole_requests.whole_requests",  # before anything reads the request
    "portal.site.compressed.CompressedMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.site.account.privacy.private_answers",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.site.account.second_factor.powers_need_proof",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "pghistory.middleware.HistoryMiddleware",
]
ROOT_URLCONF = "portal.urls"
WSGI_APPLICATION = "portal.wsgi.application"
TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "portal.site.context.frame",
            ],
        },
    }
]

# --- Forms: a template pack of our own, templates/portal_forms/ ------------------------------------------------------
CRISPY_TEMPLATE_PACK = "portal_forms"
CRISPY_ALLOWED_TEMPLATE_PACKS = ["portal_forms"]

# --- People: docs/adr/0020-accounts.md --------------------------------------------------------------------------------
AUTH_USER_MODEL = "core.User"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 12}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "django.contrib.auth.password_validation.NumericPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "account"
LOGOUT_REDIRECT_URL = "home"
PASSWORD_RESET_TIMEOUT = 24 * 3600
ACCOUNT_ADAPTER = "portal.site.account.adapter.AccountAdapter"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_NOTIFICATIONS = True  # of every change of password, address and second factor
ACCOUNT_CHANGE_EMAIL = True  # an account has one address; a new one takes over once it is confirmed
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 10 * 60
ACCOUNT_SESSION_REMEMBER = True  # for SESSION_COOKIE_AGE; the devices are listed and can be signed out
# A wrong password locks sign-in by password for minutes, never the way back by mail. Mails are few to one address.
ACCOUNT_RATE_LIMITS = {
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,5/h/key",
    "request_login_code": "20/h/ip,5/h/key",
}
ACCOUNT_FORMS = {
    "login": "portal.site.account.forms.SignInForm",
    "signup": "portal.site.account.forms.SignUpForm",
    "add_email": "portal.site.account.forms.NewAddressForm",
    "change_password": "portal.site.account.forms.ChangePasswordForm",
    "set_password": "portal.site.account.forms.SetPasswordForm",
    "reset_password": "portal.site.account.forms.ForgottenPasswordForm",
    "reset_password_from_key": "portal.site.account.forms.NewPasswordForm",
    "reauthenticate": "portal.site.account.forms.PasswordAgainForm",
    "request_login_code": "portal.site.account.forms.MailCodeForm",
    "confirm_login_code": "portal.site.account.forms.MailedCodeForm",
}
MFA_ADAPTER = "portal.site.account.adapter.SecondFactorAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_ALLOW_UNVERIFIED_EMAIL = True  # nobody signs in without a confirmed one; this lets a new one wait to be confirmed
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RECOVERY_CODES_SHOW_ONCE = True
MFA_TOTP_TOLERANCE = 1  # half a minute of difference between two clocks
MFA_FORMS = {
    "authenticate": "portal.site.account.forms.SecondFactorForm",
    "reauthenticate": "portal.site.account.forms.SecondFactorAgainForm",
    "activate_totp": "portal.site.account.forms.ActivateTOTPForm",
    "add_webauthn": "portal.site.account.forms.AddPasskeyForm",
    "edit_webauthn": "portal.site.account.forms.RenamePasskeyForm",
}
# What must be the same in every process for minutes: failed attempts, codes that were used.
CACHES = {"default": {"BACKEND": "django.core.cache.backends.db.DatabaseCache", "LOCATION": "core_cache"}}

# --- Languages and time -----------------------------------------------------------------------------------------------
LANGUAGE_CODE = "en"
LANGUAGES = [
    ("en", "English"),
    ("ar", "العربية"),
    ("zh-hans", "中文"),
    ("fr", "français"),
    ("pt", "português"),
    ("ru", "русский"),
    ("es", "español"),
]
LOCALE_PATHS = [BASE_DIR / "locale"]
FORMAT_MODULE_PATH = "portal.formats"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "UTC"

# --- Static files -----------------------------------------------------------------------------------------------------
STATIC_URL = "/static/"
STATIC_ROOT = STATE_DIR / "static"
STATICFILES_DIRS = [BASE_DIR / "static"]
STATICFILES_FINDERS = [
    "portal.core.staticfiles.StylesheetFinder",
    "django.contrib.staticfiles.finders.FileSystemFinder",
    "django.contrib.staticfiles.finders.AppDirectoriesFinder",
]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {
        "BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"
        if DEBUG
        else "whitenoise.storage.CompressedManifestStaticFilesStorage"
    },
}
MEDIA_ROOT = STATE_DIR / "media"
WHITENOISE_USE_FINDERS = DEBUG
WHITENOISE_KEEP_ONLY_HASHED_FILES = True  # no page asks for the others; compressing takes half as long

# --- Mail -------------------------------------------------------------------------------------------------------------
if mail_url == "files":
    EMAIL_BACKEND = "django.core.mail.backends.filebased.EmailBackend"
    EMAIL_FILE_PATH = STATE_DIR / "mail"
else:
    from urllib.parse import unquote, urlsplit

    parts = urlsplit(mail_url)
    if parts.scheme not in {"smtp", "smtps"} or not parts.hostname:
        raise ImproperlyConfigured("EMAIL_URL is not understood: write smtp://user:password@host:587 or 'files'.")
    EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    EMAIL_HOST, EMAIL_PORT = parts.hostname, parts.port or (465 if parts.scheme == "smtps" else 587)
    EMAIL_HOST_USER, EMAIL_HOST_PASSWORD = unquote(parts.username or ""), unquote(parts.password or "")
    EMAIL_USE_SSL = parts.scheme == "smtps"
    EMAIL_USE_TLS = parts.scheme == "smtp" and parts.hostname not in {"localhost", "127.0.0.1"}
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env("MAIL_FROM", "portal@localhost")
EMAIL_TIMEOUT = 20  # seconds for each answer of the mail server
ADMINS = [("Administrators", address) for address in env_list("ADMIN_EMAILS", "")]

# --- Background work --------------------------------------------------------------------------------------------------
# `manage.py serve` runs the process that works these off (portal/background.py); elsewhere: manage.py db_worker.
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}

# --- Safety -----------------------------------------------------------------------------------------------------------
# Behind a proxy that ends TLS, HTTPS=true marks cookies as secure and sends plain requests to https.
HTTPS = env_bool("HTTPS", not EMBEDDED)
SECURE_SSL_REDIRECT = HTTPS
SECURE_REDIRECT_EXEMPT = [r"^health/$"]
SECURE_HSTS_SECONDS = env_int("HSTS_SECONDS", 31_536_000) if HTTPS else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE_HSTS_PRELOAD = HTTPS
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = HTTPS
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = not HTTPS  # passkeys on http://localhost
SESSION_COOKIE_AGE = 14 * 24 * 3600
TRUST_PROXY = env_bool("TRUST_PROXY", False)  # also for the address that limits count by (portal/core/rate_limit.py)
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if TRUST_PROXY else None
CSRF_TRUSTED_ORIGINS = env_list("CSRF_TRUSTED_ORIGINS", "")
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
X_FRAME_OPTIONS = "DENY"
DATA_UPLOAD_MAX_NUMBER_FIELDS = 4000  # the desk moves a thousand records at once, and a group has hundreds of members
DATA_UPLOAD_MAX_MEMORY_SIZE = 2_500_000
FILE_UPLOAD_HANDLERS = [
    "portal.core.uploads.LimitedUpload",
    "django.core.files.uploadhandler.MemoryFileUploadHandler",
    "django.core.files.uploadhandler.TemporaryFileUploadHandler",
]
CSRF_FAILURE_VIEW = "portal.site.errors.csrf_failure"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "manifest-src": [SELF],
    }
}

# --- The API: docs/adr/0011-api.md ------------------------------------------------------------------------------------
# Requests a minute: of a network without signing in, of a person who has.
API_RATE = env_int("API_RATE", 120)
API_RATE_SIGNED_IN = env_int("API_RATE_SIGNED_IN", 600)
REST_FRAMEWORK = {
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "portal.core.api.keys.KeyAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_CONTENT_NEGOTIATION_CLASS": "portal.core.api.rendering.OnlyJSON",
    "DEFAULT_PARSER_CLASSES": [],
    # Anybody may ask; who sees what is decided by visible_to, as on the pages.
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.AllowAny"],
    "DEFAULT_RENDERER_CLASSES": ["portal.core.api.rendering.JSONRenderer"],
    "DEFAULT_SCHEMA_CLASS": "portal.core.api.schema.PortalSchema",
    "DEFAULT_THROTTLE_CLASSES": ["portal.core.api.throttling.FairUse"],
    "EXCEPTION_HANDLER": "portal.core.api.errors.answer_to",
    "URL_FORMAT_OVERRIDE": None,
}
SPECTACULAR_SETTINGS = {
    "TITLE": "South-South IP Portal",
    "DESCRIPTION": "Activities, partnerships and case studies of South-South and triangular cooperation on "
    "intellectual property, and the codes they are described with. Guide: /api/v1/docs/.",
    "VERSION": "1",
    "CONTACT": {"name": "The portal's curators", "url": f"{env('SITE_URL', 'https://portal.example.org')}/about/"},
    "LICENSE": {"name": "CC BY 4.0", "url": "https://creativecommons.org/licenses/by/4.0/"},
    "SCHEMA_PATH_PREFIX": "/api/v1",
    "ENABLE_DJANGO_DEPLOY_CHECK": False,  # it would ask a database that may not be there yet; the tests validate
    "ENUM_GENERATE_CHOICE_DESCRIPTION": False,
    "COMPONENT_SPLIT_PATCH": False,  # what is changed is said whole
    "ENUM_NAME_OVERRIDES": {
        "KindEnum": "portal.core.classification.Kind",
        "DocumentKindEnum": "portal.core.models.LinkedDocument.Kind",
        "StateEnum": "portal.core.models.State",
        "WebhookStateEnum": "portal.core.models.Webhook.State",
        "AnnouncedKindEnum": "portal.core.models.AnnouncedKind",
        "OrganisationStateEnum": "portal.core.models.Organisation.State",
        "AttendanceEnum": "portal.core.models.Attendance",
        "MeetingStatusEnum": "portal.core.models.Meeting.Status",
        "ListingStatusEnum": "matchmaking.models.listing.Status",
        "ActivityStatusEnum": "tad.models.Activity.Status",
    },
    "TAGS": [
        {"name": "Activities"},
        {"name": "Partnerships"},
        {"name": "Case studies"},
        {"name": "Consultants"},
        {"name": "Needs and offers"},
        {"name": "Meetings"},
        {"name": "Organisations"},
        {"name": "Tombstones"},
        {"name": "Vocabularies"},
        {"name": "Webhooks"},
    ],
}

# --- The portal's own -------------------------------------------------------------------------------------------------
SITE_NAME = _("South-South IP Portal")
SITE_URL = env("SITE_URL", "").rstrip("/")  # for links in mails and files; pages use the request's host
if SITE_URL and not re.fullmatch(r"https?://[^/?#\s]+", SITE_URL):
    raise ImproperlyConfigured(f"SITE_URL is '{SITE_URL}': write https://portal.example.org, without a path.")
SOURCE_URL = env("SOURCE_URL", "")  # where the code that runs here can be had; the foot of each page leads there
if SOURCE_URL and not re.fullmatch(r"https?://[^/?#\s]+\S*", SOURCE_URL):
    raise ImproperlyConfigured(f"SOURCE_URL is '{SOURCE_URL}': write https://code.example.org/portal.")
# Who reports activities to IATI: the identifier in its registry, and the code in its list OrganisationType.
IATI_PUBLISHER = env("IATI_PUBLISHER", "")
IATI_PUBLISHER_TYPE = env("IATI_PUBLISHER_TYPE", "15")
KEEP_MAIL_DAYS = env_int("KEEP_MAIL_DAYS", 30)  # the words and the recipient of a mail, after it was sent or given up
KEEP_SENDER_DAYS = env_int("KEEP_SENDER_DAYS", 90)  # who sent a report, after it was decided
KEEP_NOMINATION_DAYS = env_int("KEEP_NOMINATION_DAYS", 60)  # an organisation's nomination that nobody answered
KEEP_DRAFT_DAYS = env_int("KEEP_DRAFT_DAYS", 180)  # a form that was begun and not sent, after its last save
KEEP_SUBMITTER_DAYS = env_int("KEEP_SUBMITTER_DAYS", 400)  # who submitted a partnership; asked about it after a year
KEEP_SHEET_DAYS = env_int("KEEP_SHEET_DAYS", 30)  # a sheet that was imported; what its plan said of each row stays
KEEP_CONVERSATION_DAYS = env_int("KEEP_CONVERSATION_DAYS", 180)  # words and addresses, after the last message
KEEP_ENQUIRER_DAYS = env_int("KEEP_ENQUIRER_DAYS", 730)  # who wrote to a consultant, after the last message
STILL_RUNNING_DAYS = env_int("STILL_RUNNING_DAYS", 365)  # from publication, and from one question to the next; 0: never
CONFIRM_PROFILE_DAYS = env_int("CONFIRM_PROFILE_DAYS", 182)  # until a consultant is asked if it is correct; 0: never
REMIND_PROFILE_DAYS = env_int("REMIND_PROFILE_DAYS", 14)  # from that mail to a reminder, to the second, to being hidden
KEEP_WITHDRAWN_DAYS = env_int("KEEP_WITHDRAWN_DAYS", 7)  # a profile whose owner left; invisible at once, then erased
KEEP_DUMPS = env_int("KEEP_DUMPS", 7)  # files with all open data, made once a day if anything changed; 0: none is made
CHECK_LINKS_A_DAY = env_int("CHECK_LINKS_A_DAY", 0)  # addresses in records that are looked at; 0: only when asked
PROMISED_DAYS = env_int("PROMISED_DAYS", 14)  # within which curators promise to answer; the desk says what is late
OUTCOME_AFTER_MONTHS = env_int("OUTCOME_AFTER_MONTHS", 6)  # from the end of an activity until its outcome is missed
ASK_OUTCOME_MONTHS = env_int("ASK_OUTCOME_MONTHS", 6)  # from one request for an outcome to the next
MATCH_QUIET_DAYS = env_days("MATCH_QUIET_DAYS", "7,14,21,45")  # of silence, after each of which a match is reminded
MATCH_LAST_CHANCE_DAYS = env_int("MATCH_LAST_CHANCE_DAYS", 14)  # from the last of those mails until it is stalled
MATCH_OUTCOME_DAYS = env_int("MATCH_OUTCOME_DAYS", 182)  # from the end of a match until its outcome is asked; 0: never
SUBMISSION_STORAGE_MB = env_int("SUBMISSION_STORAGE_MB", 2000)  # documents of all submissions that wait for a decision
WEBHOOKS_TO_LOCALHOST = env_bool("WEBHOOKS_TO_LOCALHOST", False)  # also plain http; for developing a receiver
PGHISTORY_ADMIN_ALL_EVENTS = False

LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"line": {"format": "{asctime} {levelname} {name}: {message}", "style": "{"}},
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "line"}},
    "root": {"handlers": ["console"], "level": env("LOG_LEVEL", "INFO")},
}
