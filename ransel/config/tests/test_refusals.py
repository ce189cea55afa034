"""What is not as it must be is not served; and the demo's login can't be on where real families are."""

import os
import subprocess
import sys
from base64 import b64encode

import pytest
from django.core.exceptions import ImproperlyConfigured
from django.test import override_settings

from ransel.config.checks import refusals
from ransel.demo.provider import VillageProvider

PRODUCTION = {
    "RANSEL_ENV": "production",
    "RANSEL_SECRET_KEY": "x1" * 30,
    "RANSEL_NATIONAL_ID_KEY": b64encode(bytes(range(32))).decode(),
    "RANSEL_HOSTS": "ransel.example",
    "RANSEL_URL": "https://ransel.example/",
    "RANSEL_EMAIL_URL": "none:",
    "RANSEL_ID_PORTEN_CLIENT_ID": "ransel",
}


def in_production(tmp_path, code, **more):
    """What a process with the settings of production says of this code."""
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("RANSEL_", "DATABASE_"))}
    said = {**kept, **PRODUCTION, "RANSEL_DATA_DIR": str(tmp_path), **more}
    said["DJANGO_SETTINGS_MODULE"] = "ransel.config.settings"
    code = f"import django; django.setup()\n{code}"
    return subprocess.run([sys.executable, "-c", code], env=said, capture_output=True, text=True, timeout=60)


def test_production_as_it_should_be_is_served(tmp_path):
    asked = in_production(tmp_path, "from ransel.config.checks import refusals; print(refusals())")
    assert asked.stdout.strip() == "[]", asked.stderr


def test_an_installation_in_which_nobody_can_log_in_is_refused_in_words(tmp_path):
    code = "from ransel.config.checks import refusals; print(refusals())"
    assert "Nobody can log in" in in_production(tmp_path, code, RANSEL_ID_PORTEN_CLIENT_ID="").stdout


def test_a_provider_that_is_asked_in_plain_text_is_refused(tmp_path):
    code = "from ransel.config.checks import refusals; print(refusals())"
    assert "in plain text" in in_production(tmp_path, code, RANSEL_ID_PORTEN_ISSUER="http://idporten.no").stdout


@pytest.mark.parametrize(
    ("texts", "said"),
    [
        ({"RANSEL_SMS_URL": "https://texts.example/"}, "need both RANSEL_SMS_URL and RANSEL_SMS_TOKEN"),
        ({"RANSEL_SMS_TOKEN": "x"}, "need both RANSEL_SMS_URL and RANSEL_SMS_TOKEN"),
        ({"RANSEL_SMS_URL": "http://texts.example/", "RANSEL_SMS_TOKEN": "x"}, "must begin with https://"),
        ({"RANSEL_SMS_URL": "https://texts.example/", "RANSEL_SMS_TOKEN": "x"}, "[] ransel.notifications.sms.by_http"),
        ({}, "[] "),
    ],
)
def test_texts_that_are_half_set_up_or_tell_numbers_in_plain_text_are_refused(tmp_path, texts, said):
    code = "from ransel.config.checks import refusals; from django.conf import settings"
    told = in_production(tmp_path, f"{code}; print(refusals(), settings.SMS_SENDER)", **texts).stdout
    assert said in told and (texts or told == "[] \n")


@pytest.mark.parametrize(
    ("registers", "said"),
    [
        ({"RANSEL_KRR_URL": "https://krr.example/"}, "Set RANSEL_MASKINPORTEN_CLIENT_ID"),
        ({"RANSEL_KRR_URL": "http://krr.example/", "RANSEL_MASKINPORTEN_CLIENT_ID": "x"}, "RANSEL_KRR_URL would be"),
        ({"RANSEL_MASKINPORTEN_ISSUER": "http://mp.example/"}, "RANSEL_MASKINPORTEN_ISSUER would be"),
        ({"RANSEL_SVARUT_URL": "https://svarut.example"}, "SvarUt needs"),
        ({"RANSEL_SVARUT_USER": "x", "RANSEL_SVARUT_PASSWORD": "y"}, "SvarUt needs"),
        ({"RANSEL_KRR_URL": "https://krr.example/", "RANSEL_MASKINPORTEN_CLIENT_ID": "x"}, "[]"),
    ],
)
def test_registers_that_are_half_set_up_or_asked_in_plain_text_are_refused(tmp_path, registers, said):
    code = "from ransel.config.checks import refusals; print(refusals())"
    assert said in in_production(tmp_path, code, **registers).stdout


def test_a_form_that_logs_out_may_lead_to_who_vouched(tmp_path):
    code = "from django.conf import settings; print(settings.CONTENT_SECURITY_POLICY['DIRECTIVES']['form-action'])"
    said = in_production(tmp_path, code).stdout
    assert "'https://idporten.no'" in said and "'https://*.idporten.no'" in said


@pytest.mark.parametrize(
    ("name", "value"),
    [("RANSEL_SECRET_KEY", ""), ("RANSEL_NATIONAL_ID_KEY", ""), ("RANSEL_HOSTS", ""), ("RANSEL_ENV", "live")],
)
def test_a_setting_that_is_missing_is_named(tmp_path, name, value):
    asked = in_production(tmp_path, "", **{name: value} if value else {name: ""})
    assert asked.returncode and name in asked.stderr


def test_the_demo_has_no_addresses_in_production(tmp_path):
    code = "from django.urls import reverse; reverse('demo-people')"
    assert "NoReverseMatch" in in_production(tmp_path, code).stderr


@override_settings(IN_PRODUCTION=True)
def test_the_demo_login_refuses_to_exist_in_production():
    with pytest.raises(ImproperlyConfigured):
        VillageProvider()


@override_settings(IN_PRODUCTION=True)
def test_a_demo_login_and_a_demo_secret_are_refused_in_words(db):
    said = " ".join(refusals())
    assert "The demo login is on" in said and "RANSEL_SECRET_KEY is not a secret" in said


def test_several_processes_on_sqlite_are_refused(db, monkeypatch, settings):
    from django.db import connection

    monkeypatch.setenv("WEB_CONCURRENCY", "2")
    refused = any("Several web processes" in one for one in refusals())
    assert refused == (connection.vendor == "sqlite")
