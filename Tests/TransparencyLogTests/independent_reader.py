"""Reads a log's files from the specifications alone (C2SP tlog-tiles, tlog-checkpoint, signed-note, RFC 6962).

usage: independent_reader.py DIRECTORY VKEY INDEX
Prints the size, the root and the entry of that index; exits with an error where anything disagrees.
"""

import base64
import hashlib
import pathlib
import struct
import sys

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey


def leaf(entry):
    return hashlib.sha256(b"\0" + entry).digest()


def node(left, right):
    return hashlib.sha256(b"\1" + left + right).digest()


def tree(hashes):
    if not hashes:
        return hashlib.sha256(b"").digest()
    if len(hashes) == 1:
        return hashes[0]
    split = 1 << (len(hashes) - 1).bit_length() - 1
    return node(tree(hashes[:split]), tree(hashes[split:]))


def path(index, hashes):
    if len(hashes) == 1:
        return []
    split = 1 << (len(hashes) - 1).bit_length() - 1
    if index < split:
        return path(index, hashes[:split]) + [tree(hashes[split:])]
    return path(index - split, hashes[split:]) + [tree(hashes[:split])]


def checkpoint(data, vkey):
    text, signatures = data.rsplit(b"\n\n", 1)
    text += b"\n"
    name, key_id, key = vkey.split("+", 2)
    key = base64.b64decode(key, validate=True)
    assert hashlib.sha256(name.encode() + b"\n" + key).hexdigest()[:8] == key_id and key[0] == 1
    lines = [line.split(" ") for line in signatures.decode().splitlines()]
    mine = [base64.b64decode(s, validate=True) for dash, n, s in lines if dash == "\u2014" and n == name]
    mine = [s[4:] for s in mine if s[:4].hex() == key_id]
    assert len(mine) == 1, "the log has not signed"
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(mine[0], text)
    origin, size, root = text.decode().splitlines()[:3]
    assert origin == name
    return int(size), base64.b64decode(root, validate=True)


def tile(directory, level, number, width):
    groups = f"{number:03d}" if number < 1000 else f"x{number // 1000:03d}/{number % 1000:03d}"
    suffix = "" if width == 256 else f".p/{width}"
    return (directory / "tile" / str(level) / (groups + suffix)).read_bytes()


def widths(count):
    return [256] * (count // 256) + ([count % 256] if count % 256 else [])


def entries(bundle):
    while bundle:
        (length,) = struct.unpack(">H", bundle[:2])
        yield bundle[2 : 2 + length]
        bundle = bundle[2 + length :]


def main():
    directory, vkey, index = pathlib.Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
    size, root = checkpoint((directory / "checkpoint").read_bytes(), vkey)
    read = [e for n, w in enumerate(widths(size)) for e in entries(tile(directory, "entries", n, w))]
    level, hashes = 0, [leaf(entry) for entry in read]
    leaves = hashes
    assert len(leaves) == size
    while hashes:
        stored = b"".join(tile(directory, level, n, w) for n, w in enumerate(widths(len(hashes))))
        assert stored == b"".join(hashes), f"level {level} is not the tree's"
        hashes = [tree(hashes[n : n + 256]) for n in range(0, len(hashes) - 255, 256)]
        level += 1
    assert tree(leaves) == root, "the entries are not what was signed"
    print(size, base64.b64encode(root).decode())
    print(read[index].hex())
    print(" ".join(base64.b64encode(h).decode() for h in path(index, leaves)))


main()
