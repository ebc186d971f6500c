"""A small picture made by hand, and bigger ones made by rule: what the tests of the drawing stand on."""

from __future__ import annotations

from kg.draw import Edge, Node, Passage, Picture


def node(name: str, kind: str = "person", detail: str | None = None) -> Node:
    return Node(id=f"https://example.org/{kind}/{name}", label=name, type=kind, detail=detail)  # type: ignore[arg-type]


def passage(quote: str, article: str = "a1", **metadata: str | None) -> Passage:
    return Passage(article=article, quote=quote, **metadata)  # type: ignore[arg-type]


def edge(source: Node, target: Node | None, relation: str = "role", label: str = "minister", **more: object) -> Edge:
    more.setdefault("passages", (passage(f"{source.label} {label}."),))
    return Edge(source=source.id, target=target and target.id, relation=relation, label=label, **more)  # type: ignore[arg-type]


ADA, TOM = node("Ada Brook"), node("Tom Hale")
NORLAND = node("Norland", "place")
CHECKS = node("night checks of ships", "policy", "regulation")
UNION = node("Sailors' Union", "organization")


def courier(quote: str) -> Passage:
    return passage(
        quote,
        title="Minister orders checks",
        published="2019-04-05",
        publisher="Coast Courier",
        url="https://courier.example/1",
    )


def post(quote: str) -> Passage:
    return passage(quote, "a2", title="Union goes to court", published="2019-10-02", publisher="Harbour Post")


def harbour() -> Picture:
    minister = courier("Ada Brook is Norland's harbour minister.")
    president = courier("Tom Hale, president of Norland, agreed.")
    ordered = courier("Ada Brook ordered night checks on 3 April."), post("Brook had ordered the checks.")
    announced = courier("Ada Brook announced night checks.")
    planned = courier("Tom Hale plans to widen the checks.")
    sued = post("The Sailors' Union sued over the checks.")
    said = courier("“Nobody will slip past us,” Brook said of the checks.")
    answered = post("“We will see them in court,” the union said.")
    return Picture(
        (ADA, TOM, NORLAND, CHECKS, UNION),
        (
            edge(ADA, NORLAND, "role", "Harbour Minister", passages=(minister,)),
            edge(TOM, NORLAND, "role", "President", passages=(president,)),
            edge(ADA, CHECKS, "order", "ordered", date="2019-04-03", passages=ordered),
            edge(ADA, CHECKS, "announce", "announced", passages=(announced,)),
            edge(TOM, CHECKS, "amend", "plans to amend", modality="planned", passages=(planned,)),
            edge(UNION, CHECKS, "challenge", "challenged", passages=(sued,)),
            edge(ADA, CHECKS, "statement", "spoke about", passages=(said,)),
            edge(UNION, None, "statement", "made a statement", passages=(answered,)),
        ),
    )


def wheel(spokes: int) -> Picture:
    """One organisation with that many people, each also in a pair with a policy of its own."""
    hub = node("Ministry", "organization")
    people = [node(f"Person {number:04}") for number in range(spokes)]
    policies = [node(f"plan {number:04}", "policy", "plan") for number in range(spokes)]
    edges = [edge(person, hub, "role", "official") for person in people]
    edges += [edge(person, policy, "propose", "proposed") for person, policy in zip(people, policies, strict=True)]
    return Picture((hub, *people, *policies), tuple(edges))
