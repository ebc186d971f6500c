"""Measures merging on the Justice Department's releases: do the components of a release that its text names get one node each?

python bench/components.py doj.kg ../shared/corpora/doj_press_releases.jsonl.gz --merges 50
"""

from __future__ import annotations

import argparse
import gzip
import json
import random
import re
import time
from collections import Counter, defaultdict
from pathlib import Path

from kg.records import Records
from kg.resolve import resolve

OWNERS = ("Department of Justice", "Justice Department", "U.S. Department of Justice")
OWNING = (*OWNERS, *(f"{owner}{ending}" for owner in OWNERS for ending in ("s", "'s")))
"""The department as it stands before a component's name; the releases have lost their apostrophes."""


def forms(component: str) -> set[str]:
    """The names that a release may use for a component of its list, in lower case."""
    bare = re.sub(r"\s*\([^)]*\)", "", component).strip()
    if bare.startswith("USAO - "):
        state, _, part = bare.removeprefix("USAO - ").partition(", ")
        district = f"{part} District of {state}" if part else f"District of {state}"
        offices = (
            f"{land} {office}" for land in ("U.S.", "United States") for office in ("Attorney's Office", "Attorneys Office")
        )
        return {f"{office} for the {district}".lower() for office in offices}
    name = bare.rpartition(" - ")[2]
    acronyms = re.findall(r"\(([A-Z]{2,})\)", component)
    return {form.lower() for form in (name, *acronyms, *(f"{owner} {name}" for owner in OWNING))}


def main() -> None:
    """Print the shares, the components with mentions elsewhere, the largest entities and some random merges."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", type=Path, help="a graph built from the releases")
    parser.add_argument("releases", type=Path)
    parser.add_argument("--largest", type=int, default=30)
    parser.add_argument("--merges", type=int, default=50)
    parser.add_argument("--seed", type=int, default=5)
    options = parser.parse_args()
    with gzip.open(options.releases, "rt", encoding="utf-8") as lines:
        components = {release["id"]: release["components"] for release in map(json.loads, lines)}
    with Records(options.store / "records.sqlite") as stored:
        records = list(stored)
    start = time.perf_counter()
    resolution = resolve(records)
    print(f"{len(records)} releases resolved in {time.perf_counter() - start:.0f} s")
    places = resolution.places()
    names = {entity.slug: entity.name for entity in resolution.entities()}

    found: dict[str, dict[str, Counter[str]]] = defaultdict(lambda: defaultdict(Counter))
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    articles: dict[str, set[str]] = defaultdict(set)
    for record in records:
        mentioned = [(m.text, places[record.article.id][m.entity]) for m in record.mentions if m.kind == "name"]
        for text, slug in mentioned:
            spelt[slug][text] += 1
            articles[slug].add(record.article.id)
        for component in components.get(record.article.id.rpartition("/")[2], []):
            said = [slug for text, slug in mentioned if text.lower().removeprefix("the ") in forms(component)]
            if said:
                found[component][record.article.id].update(said)

    totals = {component: sum(nodes.values(), Counter()) for component, nodes in found.items()}
    best = {component: total.most_common(1)[0] for component, total in totals.items()}
    pairs = [set(node) == {best[component][0]} for component, nodes in found.items() for node in nodes.values()]
    mentions, inside = sum(total.total() for total in totals.values()), sum(count for _, count in best.values())
    print(f"{sum(pairs) / len(pairs):.3f} of {len(pairs)} pairs of a release and a component lie in the component's node")
    whole = sum(len(total) == 1 for total in totals.values())
    print(f"{inside / mentions:.3f} of {mentions} mentions; {whole} of {len(totals)} components have none elsewhere")
    for component, total in totals.items():
        if len(total) > 1:
            print(f"  {component}: {len(found[component])} releases, {total.most_common(4)}")
    for title, slugs in (
        ("largest", sorted(spelt, key=lambda slug: (-spelt[slug].total(), slug))[: options.largest]),
        ("merges", random.Random(options.seed).sample(sorted(s for s in spelt if len(articles[s]) > 1), options.merges)),  # noqa: S311
    ):
        print(title)
        for slug in slugs:
            numbers = f"{spelt[slug].total()} {len(articles[slug])}"
            print(f"  {numbers} {names[slug]} | {spelt[slug].most_common(5)} | {sorted(articles[slug])[:3]}")


if __name__ == "__main__":
    main()
