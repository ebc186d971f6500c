"""Annotation: one Doc for one article, whatever its length."""

import warnings

from kg.annotate import PIECE, annotate, load
from kg.config import Config
from kg.extract import extract
from kg.model import Article


def long_article():
    sentence = "Mayor Ada Holt signed the Rivers Act on Tuesday. "
    return Article(id="long", title="Act signed", text=sentence * (PIECE // len(sentence) + 10), published="2019-03-08")


def test_a_text_that_is_read_in_pieces_is_one_doc(nlp):
    article = long_article()
    (doc,) = annotate(nlp, [article])
    assert doc.text == article.content
    assert {ent.text for ent in doc.ents} >= {"Ada Holt"}


def test_a_long_text_is_read_by_the_reader_too():
    nlp = load(Config(reader="on"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        (doc,) = annotate(nlp, [long_article()])
    assert doc._.reading is not None
    assert {claim.extractor for claim in extract(doc).claims} == {"reader"}


def test_a_text_without_a_title_keeps_its_offsets(nlp):
    article = Article(id="bare", title="", text="Mayor Ada Holt resigned.")
    (doc,) = annotate(nlp, [article])
    assert doc.text == article.content
    assert [(ent.start_char, ent.text) for ent in doc.ents] == [(7, "Ada Holt")]
