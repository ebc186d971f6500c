"""The patterns of boilerplate lines, compiled once from ``patterns.toml``."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

import msgspec


class Patterns(msgspec.Struct, frozen=True, kw_only=True):
    """What ``patterns.toml`` holds; its comments say what each entry means."""

    caption: tuple[re.Pattern[str], ...]
    caption_hints: tuple[str, ...]
    caption_longest: int
    byline_longest: int
    byline_lines: int
    byline_opening: re.Pattern[str]
    byline_stop: re.Pattern[str]
    byline_small: frozenset[str]
    employer: frozenset[str]
    signoff_longest: int
    cue: re.Pattern[str]
    author: re.Pattern[str]
    contributed: re.Pattern[str]
    place: re.Pattern[str]
    separator: re.Pattern[str]
    city: frozenset[str]
    job: re.Pattern[str]

    @property
    def longest_line(self) -> int:
        """The longest line, in characters, that is looked at whole; longer ones are body text."""
        return max(self.caption_longest, self.byline_longest, self.signoff_longest)


@cache
def patterns() -> Patterns:
    """The patterns, read once."""
    data = tomllib.loads(resources.files(__package__).joinpath("patterns.toml").read_text(encoding="utf-8"))
    byline, signoff, longest = data["byline"], data["signoff"], data["longest"]
    return Patterns(
        caption=tuple(re.compile(pattern) for pattern in data["caption"]),
        caption_hints=tuple(data["caption_hints"]),
        caption_longest=longest["caption"],
        byline_longest=longest["byline"],
        byline_lines=byline["lines"],
        byline_opening=re.compile(byline["opening"]),
        byline_stop=re.compile(byline["stop"]),
        byline_small=frozenset(byline["small"]),
        employer=frozenset(byline["employer"]),
        signoff_longest=longest["signoff"],
        cue=re.compile(signoff["cue"]),
        author=re.compile(signoff["author"], re.IGNORECASE),
        contributed=re.compile(signoff["contributed"]),
        place=re.compile(signoff["place"]),
        separator=re.compile(signoff["separator"]),
        city=frozenset(signoff["city"]),
        job=re.compile(signoff["job"]),
    )
