"""Where webhooks go: by https, to who proves to be there, and never to what only this server reaches."""

from __future__ import annotations

import ssl
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from portal.core.links import looking
from portal.core.models import Delivery
from portal.site.webhooks import delivering
from tests.site.receiver import listening
from tests.site.test_webhook_deliveries import heard, pass_time, say
from tests.site.test_webhook_events import hook


def test_nothing_goes_where_only_this_server_reaches(db, receiver, settings):
    settings.WEBHOOKS_TO_LOCALHOST = False
    one, private = heard(receiver), hook(url=receiver.base.replace("http://localhost", "https://127.0.0.1"))
    say(one, private, events=["changed"])
    delivering.deliver_all()
    assert receiver.got == []
    assert [each.error for each in Delivery.objects.all()] == ["not_public"] * 2


def test_https_with_a_certificate_that_is_trusted(db, settings, tmp_path, monkeypatch):
    settings.WEBHOOKS_TO_LOCALHOST = True
    certificate, key = certified(tmp_path)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    with listening(context) as receiver:
        say(heard(receiver), events=["changed"])
        delivering.deliver_all()
        assert [each.error for each in Delivery.objects.all()] == ["insecure"]
        monkeypatch.setattr(looking, "trusted", lambda: ssl.create_default_context(cafile=certificate))
        pass_time(seconds=0)
        delivering.deliver_all()
        assert receiver.told == [("TA-1", "changed")]


def certified(folder) -> tuple[str, str]:
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .add_extension(x509.BasicConstraints(ca=True, path_length=None), critical=True).sign(key, hashes.SHA256())
    )  # fmt: skip
    (folder / "certificate").write_bytes(certificate.public_bytes(serialization.Encoding.PEM))
    (folder / "key").write_bytes(
        key.private_bytes(serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    )
    return str(folder / "certificate"), str(folder / "key")
