#!/usr/bin/env python3
"""Checks a certificate of oblio without oblio: Ed25519 as in RFC 8032, hashes from the standard
library, nothing else; shares no code with the program.

    check_certificate.py CERTIFICATE.json [--key HEX] [--ledger ledger.jsonl] [IDENTIFIER...]

Exit 0: holds; 1: does not hold; 2: could not look. IDENTIFIERs (folded by the reader: lower case,
no accents) are tied to a citizen's copy."""
import argparse
import hashlib
import json
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P


def point(data):
    """The curve point of 32 bytes in extended coordinates; None if there is none."""
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * pow(2, (P - 1) // 4, P) % P
    if y >= P or (x * x - xx) % P or (x == 0 and sign):
        return None
    x = P - x if x & 1 != sign else x
    return x, y, 1, x * y % P


def add(a, b):
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g, h = 2 * a[3] * b[3] * D % P, 2 * a[2] * b[2] % P
    i, j, k, l = f - e, h - g, h + g, f + e
    return i * j % P, k * l % P, j * k % P, i * l % P


def multiply(n, p):
    result = (0, 1, 1, 0)
    while n:
        result, p, n = add(result, p) if n & 1 else result, add(p, p), n >> 1
    return result


BASE = point((4 * pow(5, P - 2, P) % P).to_bytes(32, "little"))


def signature_holds(key, message, signature):
    a, r, s = point(key), point(signature[:32]), int.from_bytes(signature[32:], "little")
    if len(key) != 32 or len(signature) != 64 or None in (a, r) or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    left, right = multiply(s, BASE), add(r, multiply(h, a))
    return all((left[i] * right[2] - right[i] * left[2]) % P == 0 for i in (0, 1))


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def ledger_contains(path, anchor):
    """Recomputes the chain; true if it goes through the certificate's head."""
    previous, met = "0" * 64, anchor["number"] == 0
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        entry = json.loads(line)
        stated, _ = entry.pop("hash"), entry.pop("mac")
        digest = hashlib.blake2b(canonical(entry), digest_size=32).hexdigest()
        if entry["n"] != number or entry["prev"] != previous or digest != stated:
            return False
        previous, met = stated, met or (number == anchor["number"] and stated == anchor["head"])
    return met


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("certificate"), parser.add_argument("identifiers", nargs="*")
    parser.add_argument("--key"), parser.add_argument("--ledger")
    given = parser.parse_intermixed_args()
    certificate = json.load(open(given.certificate, encoding="utf-8"))
    salt = certificate.pop("salt", "")
    signature, key = bytes.fromhex(certificate.pop("signature")), certificate["key"]
    checks = {"signature": signature_holds(bytes.fromhex(key), canonical(certificate), signature),
              "key": given.key in (None, key),
              "proof": all(check["holds"] for check in certificate["proof"]["checks"])}
    if given.ledger:
        checks["ledger"] = ledger_contains(given.ledger, certificate["ledger"])
    if given.identifiers:
        text = "\x1f".join([salt] + sorted(set(given.identifiers)))
        checks["subject"] = hashlib.sha256(text.encode()).hexdigest() == certificate.get("subject")
    print(*("%s %s" % ("ok" if holds else "NO", name) for name, holds in checks.items()), sep="\n")
    return 0 if all(checks.values()) else 1


try:
    sys.exit(main())
except (OSError, ValueError, KeyError) as problem:
    sys.exit(print(type(problem).__name__, file=sys.stderr) or 2)
