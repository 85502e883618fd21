"""The certificate of the site: given by files, or made here under a certificate authority of the library's own.

The authority's certificate (``tls/authority.pem`` in the data folder) may be installed on the library's computers; then
they know the site without a warning.  It vouches for the names and addresses of this site only.
"""

from __future__ import annotations

import datetime
import ipaddress
import os
import ssl
from collections.abc import Sequence
from pathlib import Path

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

#: Browsers take no site's certificate for longer; the authority is meant to outlive several of them.
SITE_DAYS, AUTHORITY_DAYS = 397, 3650
#: A certificate is made anew that long before its end.
RENEWED_DAYS = 30
#: A machine whose clock is a little slow still believes it.
SLOW_CLOCK = datetime.timedelta(days=1)


class CertificateError(ValueError):
    """The given files are no certificate with its key; the text says which and why."""


def context_of(certificate: Path, key: Path) -> ssl.SSLContext:
    """What a server speaks TLS 1.2 and 1.3 with.

    Raises:
        CertificateError: a file is missing, is not what it should be, or the two do not belong together.
    """
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.set_alpn_protocols(["http/1.1"])
    for file in (certificate, key):
        if not os.access(file, os.R_OK):
            raise CertificateError(str(file))
    try:
        context.load_cert_chain(certificate, key, password=lambda: b"")
    except (ssl.SSLError, OSError, ValueError) as error:
        raise CertificateError(f"{certificate}, {key}: {error}") from error
    return context


def fingerprint(certificate: Path) -> str:
    """SHA-256 of the first certificate in the file, as browsers show it."""
    digest = x509.load_pem_x509_certificate(certificate.read_bytes()).fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


def own_certificate(folder: Path, names: Sequence[str], now: datetime.datetime) -> tuple[Path, Path]:
    """Certificate and key of the site, made where there are none, they end soon, or the names are others.

    ``names`` are host names and addresses; ``now`` is aware of its zone.  The keys are readable by their owner only.
    """
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    certificate, key = folder / "site.pem", folder / "site-key.pem"
    subjects = [_subject(name) for name in dict.fromkeys(names)]
    if not _still_good(certificate, key, folder / "authority.pem", subjects, now):
        _make(folder, subjects, now)
    return certificate, key


def _subject(name: str) -> x509.GeneralName:
    try:
        return x509.IPAddress(ipaddress.ip_address(name.strip("[]")))
    except ValueError:
        return x509.DNSName(name.encode("idna").decode())


def _still_good(
    certificate: Path, key: Path, authority: Path, subjects: Sequence[x509.GeneralName], now: datetime.datetime
) -> bool:
    """A key without its certificate is what a kill leaves between the two."""
    try:
        found = x509.load_pem_x509_certificate(certificate.read_bytes())
        if _key_of(found, key) is None:
            return False
        found.verify_directly_issued_by(x509.load_pem_x509_certificate(authority.read_bytes()))
        told = found.extensions.get_extension_for_class(x509.SubjectAlternativeName).value
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound, InvalidSignature):
        return False
    lasts = found.not_valid_after_utc - now > datetime.timedelta(days=RENEWED_DAYS)
    return lasts and set(subjects) <= set(told)


def _key_of(certificate: x509.Certificate, file: Path) -> ec.EllipticCurvePrivateKey | None:
    """The key in the file, where it is the certificate's own."""
    key = serialization.load_pem_private_key(file.read_bytes(), password=None)
    if isinstance(key, ec.EllipticCurvePrivateKey) and key.public_key() == certificate.public_key():
        return key
    return None


def _make(folder: Path, subjects: Sequence[x509.GeneralName], now: datetime.datetime) -> None:
    authority, authority_key = _authority(folder, subjects, now)
    key = ec.generate_private_key(ec.SECP256R1())
    site = (
        _begun("Javon", key, now, SITE_DAYS)
        .issuer_name(authority.subject)
        .add_extension(x509.SubjectAlternativeName(subjects), critical=False)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .add_extension(x509.ExtendedKeyUsage([ExtendedKeyUsageOID.SERVER_AUTH]), critical=False)
        .add_extension(x509.AuthorityKeyIdentifier.from_issuer_public_key(authority_key.public_key()), critical=False)
        .sign(authority_key, hashes.SHA256())
    )
    _write_key(folder / "site-key.pem", key)
    (folder / "site.pem").write_bytes(_pem(site) + _pem(authority))


def _authority(
    folder: Path, subjects: Sequence[x509.GeneralName], now: datetime.datetime
) -> tuple[x509.Certificate, ec.EllipticCurvePrivateKey]:
    """The authority that stands in the folder, where it may vouch for these names long enough; else a new one."""
    try:
        found = x509.load_pem_x509_certificate((folder / "authority.pem").read_bytes())
        key = _key_of(found, folder / "authority-key.pem")
        allowed = found.extensions.get_extension_for_class(x509.NameConstraints).value.permitted_subtrees or []
        lasts = found.not_valid_after_utc - now > datetime.timedelta(days=SITE_DAYS)
        if lasts and key is not None and set(map(_tree, subjects)) <= set(allowed):
            return found, key
    except (OSError, ValueError, TypeError, UnsupportedAlgorithm, x509.ExtensionNotFound):
        pass
    key = ec.generate_private_key(ec.SECP256R1())
    uses = dict.fromkeys(
        ("digital_signature", "content_commitment", "key_encipherment", "data_encipherment", "key_agreement",
         "crl_sign", "encipher_only", "decipher_only"), False,
    )  # fmt: skip
    builder = _begun(f"Javon {now:%Y-%m-%d}", key, now, AUTHORITY_DAYS)
    made = (
        builder.issuer_name(_name(f"Javon {now:%Y-%m-%d}"))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .add_extension(x509.KeyUsage(key_cert_sign=True, **uses), critical=True)
        .add_extension(x509.NameConstraints([_tree(one) for one in subjects], None), critical=True)
        .sign(key, hashes.SHA256())
    )
    _write_key(folder / "authority-key.pem", key)
    (folder / "authority.pem").write_bytes(_pem(made))
    return made, key


def _tree(subject: x509.GeneralName) -> x509.GeneralName:
    """The subject as a constraint: an address becomes the network of itself alone."""
    if isinstance(subject, x509.IPAddress):
        return x509.IPAddress(ipaddress.ip_network(str(subject.value)))
    return subject


def _begun(name: str, key: ec.EllipticCurvePrivateKey, now: datetime.datetime, days: int) -> x509.CertificateBuilder:
    return (
        x509.CertificateBuilder()
        .subject_name(_name(name))
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - SLOW_CLOCK)
        .not_valid_after(now + datetime.timedelta(days=days))
        .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), critical=False)
    )


def _name(text: str) -> x509.Name:
    return x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, text)])


def _pem(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(serialization.Encoding.PEM)


def _write_key(path: Path, key: ec.EllipticCurvePrivateKey) -> None:
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as file:
        file.write(
            key.private_bytes(
                serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
            )
        )
