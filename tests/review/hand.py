"""Small records written by hand."""

from kg.model import ActionClaim, Article, Claim, Entity, Evidence, Mention, Record, RoleClaim, StatementClaim, Timex

SENTENCE = "{name} spoke in Norwick on Monday."


def article(id_: str, text: str, *, published: str | None = "2019-03-08") -> Article:
    return Article(id=id_, title="Title", text=text, published=published)


def entity(number: int, name: str, kind: str = "person", **more: object) -> Entity:
    return Entity(id=f"e{number}", type=kind, name=name, **more)  # type: ignore[arg-type]


def evidence(article: Article, quote: str) -> Evidence:
    start = article.content.index(quote)
    return Evidence(start, start + len(quote), quote)


def mention(article: Article, text: str, local_id: str) -> Mention:
    start = article.content.index(text)
    return Mention(start=start, end=start + len(text), text=text, kind="name", entity=local_id)


def people(id_: str, *names: str, **more: object) -> Record:
    """An article that names people, each in a sentence of its own."""
    told = article(id_, " ".join(SENTENCE.format(name=name) for name in names))
    return Record(
        article=told,
        entities=tuple(entity(i, name, **more) for i, name in enumerate(names)),
        mentions=tuple(mention(told, name, f"e{i}") for i, name in enumerate(names)),
    )


def holds(
    record: Record, person: str, role: str, organization: str | None = None, *, status: str = "current", **more
) -> RoleClaim:
    """The first sentence of the record says that a person holds a role."""
    return RoleClaim(
        person=person,
        role=role,
        organization=organization,
        status=more.pop("status", "current"),
        evidence=evidence(record.article, record.article.text.partition(". ")[0].rstrip(".") + "."),
        extractor="roles",
        **more,
    )


def did(record: Record, actor: str, action: str, policy: str, *, date: str | None = None, **more) -> ActionClaim:
    return ActionClaim(
        actor=actor,
        action=action,
        policy=policy,
        modality="asserted",
        evidence=evidence(record.article, record.article.text.partition(". ")[0].rstrip(".") + "."),
        extractor="actions",
        date=Timex(text=date, type="DATE", form=date, value=date) if date else None,
        **more,
    )


def claiming(record: Record, *claims: Claim) -> Record:
    return Record(article=record.article, entities=record.entities, mentions=record.mentions, claims=claims)


ORDER = (
    "Mayor Ada Holt of Norwick signed an executive order on Tuesday that bans plastic bags. "
    "“This order protects our rivers,” Holt said."
)
SUIT = "Senator Susan Holt opposed the executive order on Monday. Susan Holt said she would sue."
PRAISE = "Governor Bo Marsh praised the ban. Bo Marsh met Susan Holt in Westby on Monday."


def stories() -> list[Record]:
    """Three articles: a mayor and her order, a senator against it, a governor for it who met the senator."""
    return [order(article("a", ORDER)), _suit(article("b", SUIT)), _praise(article("c", PRAISE))]


def order(told: Article) -> Record:
    record = Record(
        article=told,
        entities=(
            entity(0, "Ada Holt", aliases=("Holt",)),
            entity(1, "Norwick", "place"),
            entity(2, "executive order", "policy", policy_type="order"),
        ),
        mentions=(mention(told, "Ada Holt", "e0"), mention(told, "Norwick", "e1"), mention(told, "executive order", "e2")),
    )
    said = StatementClaim(
        speaker="e0",
        type="direct",
        content="This order protects our rivers,",
        pieces=(),
        evidence=evidence(told, "“This order protects our rivers,” Holt said."),
        extractor="statements",
        confidence=0.7,
        cue="said",
    )
    claims = holds(record, "e0", "mayor", "e1", confidence=0.6), did(record, "e0", "sign", "e2", date="Tuesday"), said
    return claiming(record, *claims)


def _suit(told: Article) -> Record:
    record = Record(
        article=told,
        entities=(entity(0, "Susan Holt"), entity(1, "executive order", "policy", policy_type="order")),
        mentions=(mention(told, "Susan Holt", "e0"), mention(told, "executive order", "e1")),
    )
    return claiming(record, holds(record, "e0", "Senator"), did(record, "e0", "oppose", "e1", confidence=0.4))


def _praise(told: Article) -> Record:
    record = Record(
        article=told,
        entities=(entity(0, "Bo Marsh"), entity(1, "Susan Holt"), entity(2, "ban", "policy", policy_type="regulation")),
        mentions=(mention(told, "Bo Marsh", "e0"), mention(told, "Susan Holt", "e1"), mention(told, "ban", "e2")),
    )
    return claiming(record, holds(record, "e0", "Governor"), did(record, "e0", "support", "e2", confidence=0.5))


__all__ = ["StatementClaim", "article", "claiming", "did", "entity", "evidence", "holds", "mention", "people", "stories"]
