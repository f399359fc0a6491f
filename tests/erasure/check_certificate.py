#!/usr/bin/env python3
"""Checks a certificate of oblio without oblio: Ed25519 as in RFC 8032, hashes from the standard
library, nothing else. Shares no code with the program.

    check_certificate.py CERTIFICATE.json [--key HEX] [--ledger ledger.jsonl] [IDENTIFIER...]

Exit 0: holds; 1: does not hold; 2: could not look.
IDENTIFIERs (folded by the reader: lower case, no accents) are tied to a citizen's copy.
"""
import hashlib
import json
import sys

P = 2**255 - 19
L = 2**252 + 27742317777372353535851937790883648493
D = -121665 * pow(121666, P - 2, P) % P
ROOT = pow(2, (P - 1) // 4, P)


def recover_x(y, sign):
    if y >= P:
        return None
    xx = (y * y - 1) * pow(D * y * y + 1, P - 2, P) % P
    x = pow(xx, (P + 3) // 8, P)
    if (x * x - xx) % P:
        x = x * ROOT % P
    if (x * x - xx) % P or (x == 0 and sign):
        return None
    return P - x if x & 1 != sign else x


def add(a, b):
    """Points in extended coordinates."""
    e = (a[1] - a[0]) * (b[1] - b[0]) % P
    f = (a[1] + a[0]) * (b[1] + b[0]) % P
    g = 2 * a[3] * b[3] * D % P
    h = 2 * a[2] * b[2] % P
    i, j, k, l = f - e, h - g, h + g, f + e
    return i * j % P, k * l % P, j * k % P, i * l % P


def multiply(n, point):
    result = (0, 1, 1, 0)
    while n:
        if n & 1:
            result = add(result, point)
        point = add(point, point)
        n >>= 1
    return result


def equal(a, b):
    return (a[0] * b[2] - b[0] * a[2]) % P == 0 and (a[1] * b[2] - b[1] * a[2]) % P == 0


def decode(data):
    y = int.from_bytes(data, "little")
    sign, y = y >> 255, y & (1 << 255) - 1
    x = recover_x(y, sign)
    return None if x is None else (x, y, 1, x * y % P)


BASE_Y = 4 * pow(5, P - 2, P) % P
BASE_X = recover_x(BASE_Y, 0)
BASE = (BASE_X, BASE_Y, 1, BASE_X * BASE_Y % P)


def signature_holds(key, message, signature):
    if len(key) != 32 or len(signature) != 64:
        return False
    a, r = decode(key), decode(signature[:32])
    s = int.from_bytes(signature[32:], "little")
    if a is None or r is None or s >= L:
        return False
    h = int.from_bytes(hashlib.sha512(signature[:32] + key + message).digest(), "little") % L
    return equal(multiply(s, BASE), add(r, multiply(h, a)))


def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def ledger_contains(path, anchor):
    """Recomputes the chain; true if it goes through the certificate's head."""
    previous, met = "0" * 64, anchor["number"] == 0
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            entry = json.loads(line)
            stated = entry.pop("hash")
            entry.pop("mac")
            digest = hashlib.blake2b(canonical(entry), digest_size=32).hexdigest()
            if entry["n"] != number or entry["prev"] != previous or digest != stated:
                return False
            previous = stated
            met = met or (number == anchor["number"] and stated == anchor["head"])
    return met


def main(arguments):
    options = {"--key": None, "--ledger": None}
    rest = []
    while arguments:
        word = arguments.pop(0)
        if word in options:
            options[word] = arguments.pop(0)
        else:
            rest.append(word)
    with open(rest[0], encoding="utf-8") as file:
        certificate = json.load(file)
    salt = certificate.pop("salt", None)
    signature = bytes.fromhex(certificate.pop("signature"))
    key = certificate["key"]
    checks = {
        "signature": signature_holds(bytes.fromhex(key), canonical(certificate), signature),
        "key": options["--key"] in (None, key),
        "proof": all(c["holds"] for c in certificate["proof"]["checks"]),
    }
    if options["--ledger"]:
        checks["ledger"] = ledger_contains(options["--ledger"], certificate["ledger"])
    if rest[1:]:
        text = "\x1f".join([salt or ""] + sorted(set(rest[1:])))
        checks["subject"] = hashlib.sha256(text.encode()).hexdigest() == certificate.get("subject")
    for name, holds in checks.items():
        print("ok" if holds else "NO", name)
    return 0 if all(checks.values()) else 1


if __name__ == "__main__":
    try:
        sys.exit(main(sys.argv[1:]))
    except (OSError, ValueError, KeyError, IndexError) as problem:
        print(type(problem).__name__, file=sys.stderr)
        sys.exit(2)
