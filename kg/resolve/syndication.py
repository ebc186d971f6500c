"""Groups copies of one article: MinHash over word shingles (Broder 1997), found by locality-sensitive hashing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import cache
from zlib import crc32

import numpy as np
from datasketch import MinHash, MinHashLSH  # type: ignore[import-untyped]

PERMUTATIONS = 64
SHINGLE = 5
THRESHOLD = 0.7
"""The Jaccard similarity of shingles from which two articles count as copies."""

_SCHEME = "affine32"
_SHORTEST = 2 * SHINGLE
_WORD = re.compile(r"\w+")


def signature(text: str) -> bytes:
    """The MinHash of a text's shingles of five words, as bytes; empty for a text too short to compare."""
    words = _WORD.findall(text.lower())
    if len(words) < _SHORTEST:
        return b""
    shingles = {" ".join(words[i : i + SHINGLE]).encode() for i in range(len(words) - SHINGLE + 1)}
    minhash = _empty().copy()
    minhash.update_batch(shingles)
    return bytes(minhash.hashvalues.tobytes())


def groups(signatures: Sequence[tuple[str, bytes]]) -> dict[str, str]:
    """Article id → the first article id of its group, for articles given as (id, signature)."""
    known = {article: _minhash(data) for article, data in sorted(signatures) if data}
    index = MinHashLSH(threshold=THRESHOLD, num_perm=PERMUTATIONS)
    leader = {article: article for article, _ in signatures}
    for article, minhash in known.items():
        copies = [other for other in index.query(minhash) if minhash.jaccard(known[other]) >= THRESHOLD]
        _join(leader, [article, *copies])
        index.insert(article, minhash)
    return {article: _root(leader, article) for article in sorted(leader)}


def _join(leader: dict[str, str], articles: Iterable[str]) -> None:
    roots = sorted({_root(leader, article) for article in articles})
    for root in roots:
        leader[root] = roots[0]


def _root(leader: dict[str, str], article: str) -> str:
    while leader[article] != article:
        leader[article] = leader[leader[article]]
        article = leader[article]
    return article


@cache
def _empty() -> MinHash:
    return MinHash(num_perm=PERMUTATIONS, hashfunc=crc32, scheme=_SCHEME)


def _minhash(data: bytes) -> MinHash:
    empty = _empty()
    values = np.frombuffer(data, dtype=np.uint32)
    return MinHash(hashvalues=values, permutations=empty.permutations, hashfunc=crc32, scheme=_SCHEME)
