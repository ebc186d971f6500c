"""Builds the dev gold and holds its F1 scores against floors that only rise.

python bench/floors.py ../shared            # fails under a floor
python bench/floors.py ../shared --raise    # lifts the floors to the figures of this run
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
import tempfile
from pathlib import Path

import kg

FLOORS = Path(__file__).with_name("floors.json")
MARGIN = 0.01
"""A floor lies this far under the figure: 8-bit arithmetic differs between processors in the last place."""


def measure(shared: Path) -> dict[str, float]:
    """F1 by figure of score.py, and the share of facts whose evidence stands in the text."""
    gold = shared / "eval/gold/dev.jsonl"
    with tempfile.TemporaryDirectory() as folder:
        graph, _ = kg.build([gold], store=Path(folder) / "dev.kg")
        facts = Path(folder) / "facts.jsonl"
        facts.write_text("".join(json.dumps(item) + "\n" for item in graph.facts()), encoding="utf-8")
        scored = subprocess.run(  # noqa: S603 - the scorer that lies beside the gold
            [sys.executable, str(shared / "eval/score.py"), str(gold), str(facts), "--json"],
            check=True,
            capture_output=True,
            text=True,
        )
    return {name: row.get("f1", row.get("share")) for name, row in json.loads(scored.stdout).items()}


def main() -> None:
    """Print the figures beside their floors; exit with 1 if one is under its floor."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("shared", type=Path)
    parser.add_argument("--raise", dest="lift", action="store_true", help="lift the floors to what is reached")
    options = parser.parse_args()
    floors: dict[str, float] = json.loads(FLOORS.read_text(encoding="utf-8"))
    figures = measure(options.shared)
    under = [name for name, floor in floors.items() if figures.get(name, 0.0) < floor]
    for name, figure in figures.items():
        print(f"{name:20} {figure:.3f}   floor {floors.get(name, 0.0):.3f}{'   UNDER' if name in under else ''}")
    if options.lift:
        lifted = {
            name: max(round(figure - (MARGIN if figure < 1 else 0), 3), floors.get(name, 0.0))
            for name, figure in figures.items()
        }
        FLOORS.write_text(json.dumps(lifted, indent=2) + "\n", encoding="utf-8")
    elif under:
        sys.exit(f"under the floor: {', '.join(under)}")


if __name__ == "__main__":
    main()
