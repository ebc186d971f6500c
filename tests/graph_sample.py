"""Three short articles with hand-made records, and a resolution that goes by name: what the tests of the graph stand on."""

from __future__ import annotations

from collections.abc import Iterable

from kg.model import (
    ActionClaim,
    Article,
    Claim,
    Entity,
    Evidence,
    GraphEntity,
    Record,
    RoleClaim,
    StatementClaim,
    Timex,
)
from kg.rdf import slug

BASE = "https://example.org/news/"


class ByName:
    """A resolution for tests: what has the same type and name is the same."""

    def __init__(
        self,
        records: Iterable[Record],
        *,
        groups: dict[str, str] | None = None,
        rejected: Iterable[str] = (),
        changed: Iterable[GraphEntity] = (),
    ) -> None:
        self._groups = groups or {}
        self._rejected = set(rejected)
        self._slugs: dict[tuple[str, str], str] = {}
        self._entities: dict[str, GraphEntity] = {}
        for record in records:
            for entity in record.entities:
                node = f"{entity.type}/{slug(entity.name)}"
                self._slugs[record.article.id, entity.id] = node
                self._entities[node] = merged(self._entities.get(node), entity, node)
        self._entities.update({entity.slug: entity for entity in changed})

    def entity(self, article_id: str, local_id: str) -> GraphEntity:
        return self._entities[self._slugs[article_id, local_id]]

    def group(self, article_id: str) -> str:
        return self._groups.get(article_id, article_id)

    def is_rejected(self, claim_key: str) -> bool:
        return claim_key in self._rejected


def merged(known: GraphEntity | None, entity: Entity, slug: str) -> GraphEntity:
    return GraphEntity(
        slug=slug,
        type=entity.type,
        name=entity.name,
        aliases=tuple(sorted({*entity.aliases, *(known.aliases if known else ())})),
        policy_type=entity.policy_type,
        identifiers=entity.identifiers or (known.identifiers if known else ()),
    )


def passage(article: Article, quote: str) -> Evidence:
    """The first place where the article has these words."""
    start = article.content.index(quote)
    return Evidence(start, start + len(quote), quote)


def date(text: str, value: str | None, mod: str | None = None) -> Timex:
    return Timex(text=text, type="DATE", form=text, value=value, mod=mod)


def spring() -> Record:
    article = Article(
        id="spring.txt",
        title="Harbour minister orders night checks",
        text=(
            "Harbour Minister Ada Brook ordered night checks of all ships on 3 April. "
            "President Tom Hale plans to extend the checks in May. "
            "“Nobody will slip past us,” Brook said. "
            "A city judge refused to block the checks, the Sailors' Union claims. "
            "Former minister Lea Moss opposed the checks last week."
        ),
        published="2019-04-05",
        published_source="metadata",
        publisher="Coast Courier",
        url="https://courier.example/spring",
        authors=("Mia Lund",),
    )
    ordered = passage(article, "Harbour Minister Ada Brook ordered night checks of all ships on 3 April.")
    planned = passage(article, "President Tom Hale plans to extend the checks in May.")
    said = passage(article, "“Nobody will slip past us,” Brook said.")
    refused = passage(article, "A city judge refused to block the checks, the Sailors' Union claims.")
    opposed = passage(article, "Former minister Lea Moss opposed the checks last week.")
    claims: tuple[Claim, ...] = (
        RoleClaim(
            person="e0", role="Harbour Minister", organization="e1", status="current", evidence=ordered, extractor="roles"
        ),
        RoleClaim(person="e2", role="President", organization="e1", status="current", evidence=planned, extractor="roles"),
        RoleClaim(
            person="e3",
            role="minister",
            organization=None,
            status="former",
            evidence=opposed,
            extractor="roles",
            confidence=0.8,
        ),
        ActionClaim(
            actor="e0",
            action="order",
            policy="e4",
            modality="asserted",
            evidence=ordered,
            extractor="actions",
            confidence=0.93,
            date=date("3 April", "2019-04-03"),
            place="e1",
        ),
        ActionClaim(
            actor="e2",
            action="amend",
            policy="e4",
            modality="planned",
            evidence=planned,
            extractor="actions",
            date=date("May", "2019-05"),
        ),
        ActionClaim(actor="e5", action="block", policy="e4", modality="denied", evidence=refused, extractor="actions"),
        ActionClaim(
            actor="e3",
            action="oppose",
            policy="e4",
            modality="asserted",
            evidence=opposed,
            extractor="actions",
            date=date("last week", "2019-W13"),
        ),
        StatementClaim(
            speaker="e0",
            type="direct",
            content="Nobody will slip past us,",
            pieces=((said.start + 1, said.start + 26),),
            evidence=said,
            extractor="statements",
            cue="said",
            about=("e4",),
        ),
    )
    return Record(
        article=article,
        entities=(
            Entity(id="e0", type="person", name="Ada Brook", aliases=("Brook",), gender="female"),
            Entity(id="e1", type="place", name="Norland"),
            Entity(id="e2", type="person", name="Tom Hale"),
            Entity(id="e3", type="person", name="Lea Moss"),
            Entity(id="e4", type="policy", name="night checks of ships", aliases=("the checks",), policy_type="regulation"),
            Entity(id="e5", type="person", name="a city judge", named=False),
            Entity(id="e6", type="organization", name="Sailors' Union"),
        ),
        claims=claims,
    )


def autumn() -> Record:
    article = Article(
        id="autumn",
        title="New harbour minister keeps the checks",
        text=(
            "Ada Brook, harbour minister of Norland since 2017, ordered night checks of ships in April. "
            "Kim Vale, the harbour minister, praised the Port Act. "
            "Tom Hale, the president, did not amend the Port Act, though Vale says he did. "
            "The Sailors' Union sued over the checks on Friday."
        ),
        published="2019-10-02",
        publisher="Harbour Post",
    )
    since = passage(article, "Ada Brook, harbour minister of Norland since 2017, ordered night checks of ships in April.")
    praised = passage(article, "Kim Vale, the harbour minister, praised the Port Act.")
    unchanged = passage(article, "Tom Hale, the president, did not amend the Port Act, though Vale says he did.")
    sued = passage(article, "The Sailors' Union sued over the checks on Friday.")
    claims: tuple[Claim, ...] = (
        RoleClaim(
            person="e0",
            role="harbour minister",
            organization="e1",
            status="current",
            evidence=since,
            extractor="roles",
            start=date("2017", "2017"),
        ),
        RoleClaim(
            person="e2", role="harbour minister", organization="e1", status="current", evidence=praised, extractor="roles"
        ),
        ActionClaim(
            actor="e0",
            action="order",
            policy="e3",
            modality="asserted",
            evidence=since,
            extractor="actions",
            date=date("April", "2019-04"),
        ),
        ActionClaim(actor="e2", action="support", policy="e4", modality="asserted", evidence=praised, extractor="actions"),
        ActionClaim(actor="e5", action="amend", policy="e4", modality="denied", evidence=unchanged, extractor="actions"),
        ActionClaim(actor="e5", action="amend", policy="e4", modality="asserted", evidence=unchanged, extractor="actions"),
        ActionClaim(
            actor="e6",
            action="challenge",
            policy="e3",
            modality="asserted",
            evidence=sued,
            extractor="actions",
            date=date("Friday", None),
        ),
    )
    return Record(
        article=article,
        entities=(
            Entity(id="e0", type="person", name="Ada Brook"),
            Entity(id="e1", type="place", name="Norland"),
            Entity(id="e2", type="person", name="Kim Vale"),
            Entity(id="e3", type="policy", name="night checks of ships", policy_type="regulation"),
            Entity(id="e4", type="policy", name="Port Act", policy_type="law", identifiers=("norland-law:2018/7",)),
            Entity(id="e5", type="person", name="Tom Hale"),
            Entity(id="e6", type="organization", name="Sailors' Union"),
        ),
        claims=claims,
    )


def reprint() -> Record:
    """A copy of one sentence of ``spring`` in another paper."""
    article = Article(
        id="reprint",
        title="Night checks",
        text="Harbour Minister Ada Brook ordered night checks of all ships on 3 April.",
        published="2019-04-06",
        publisher="Inland Daily",
    )
    evidence = passage(article, article.text)
    return Record(
        article=article,
        entities=(
            Entity(id="e0", type="person", name="Ada Brook"),
            Entity(id="e1", type="policy", name="night checks of ships", policy_type="regulation"),
            Entity(id="e2", type="place", name="Norland"),
        ),
        claims=(
            RoleClaim(
                person="e0",
                role="Harbour Minister",
                organization="e2",
                status="current",
                evidence=evidence,
                extractor="roles",
            ),
            ActionClaim(
                actor="e0",
                action="order",
                policy="e1",
                modality="asserted",
                evidence=evidence,
                extractor="actions",
                date=date("3 April", "2019-04-03"),
                place="e2",
            ),
        ),
    )


def records() -> list[Record]:
    return [autumn(), reprint(), spring()]


def resolution(**options: object) -> ByName:
    return ByName(records(), groups={"reprint": "spring.txt"}, **options)  # type: ignore[arg-type]
