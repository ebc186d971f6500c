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


__all__ = ["StatementClaim", "article", "claiming", "did", "entity", "evidence", "holds", "mention", "people"]
