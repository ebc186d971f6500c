"""Annotation: one Doc for one article."""

from kg.annotate import annotate
from kg.model import Article


def test_a_text_without_a_title_keeps_its_offsets(nlp):
    article = Article(id="bare", title="", text="Mayor Ada Holt resigned.")
    (doc,) = annotate(nlp, [article])
    assert doc.text == article.content
    assert [(ent.start_char, ent.text) for ent in doc.ents] == [(7, "Ada Holt")]
