#!/usr/bin/env python3
"""Verify one stamp (docs/spec/STAMP-V1.md, steps 1-5) without any code of this project.

    verify-stamp.py --host TG.EXAMPLE --key KEY [--key-id 1] 'HTTPS://TG.EXAMPLE/0015...'
    verify-stamp.py --vectors stamp-v1.json

KEY is a public key in 64 hexadecimal digits, or a file with those or with a JWK (RFC 8037).
Exit status 0: the signature is good, or no vector differs. Needs the package `cryptography`."""
import argparse, base64, json, os, re, sys
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

STAMP = re.compile(
    r"(?i:HTTPS)://(?P<host>[0-9A-Za-z.-]{1,40})/(?P<seal>[0-9]{162})(?P<path>"
    r"(?:/01/(?P<gtin>[0-9]{14})|/P/[0-9A-Z][0-9A-Z.-]{0,29})"
    r"(?:/10/[0-9A-Z][0-9A-Z.-]{0,19})?(?:/21/[0-9A-HJKMNP-TV-Z]{11})?)", re.ASCII)


def check(uri, trust):
    """The result of steps 1-5; trust is {host in capitals: {key id: public key}}."""
    stamp = STAMP.fullmatch(re.split("[?#]", uri, maxsplit=1)[0])
    if not stamp or int(stamp["seal"]) >= 2**536 or sum(map(int, (g := stamp["gtin"] or "") + 2 * g[::2])) % 10:
        return "malformed"
    seal, host = int(stamp["seal"]).to_bytes(67, "big"), stamp["host"].upper()
    if seal[0] != 1:
        return "unsupportedVersion"
    key_id = int.from_bytes(seal[1:3], "big")
    if key_id not in trust.get(host, {}):
        return "unknownKey" if host in trust else "unknownIssuer"
    message = f"temgoc-stamp-v1\n{key_id:04X}\nHTTPS://{host}{stamp['path']}"
    try:
        trust[host][key_id].verify(seal[3:], message.encode())
    except InvalidSignature:
        return "signatureInvalid"
    return "signatureOnly"


def read_key(text):
    text = open(text).read().strip() if os.path.exists(text) else text
    data = base64.urlsafe_b64decode(json.loads(text)["x"] + "=") if text[:1] == "{" else bytes.fromhex(text)
    return Ed25519PublicKey.from_public_bytes(data)


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
for option, kind in ("--host", str.upper), ("--key", read_key), ("--key-id", int), ("--vectors", open):
    parser.add_argument(option, type=kind)
parser.add_argument("uri", nargs="?")
given = parser.parse_args()
if given.vectors:
    file = json.load(given.vectors)
    trust = {host: {int(i): read_key(key) for i, key in keys.items()} for host, keys in file["trust"].items()}
    wrong = [case for case in file["cases"] if check(case["uri"], trust) != case["expect"]]
    print(f"{len(file['cases'])} cases, {len(wrong)} differences")
    sys.exit(1 if wrong else 0)
if not (given.uri and given.host and given.key):
    parser.error("give --host, --key and a stamp, or --vectors")
ids = range(65536) if given.key_id is None else [given.key_id]  # without --key-id the key is taken for any id
result = check(given.uri, {given.host: dict.fromkeys(ids, given.key)})
print(result)
sys.exit(0 if result == "signatureOnly" else 1)
