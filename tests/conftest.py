"""What the tests share."""

from pathlib import Path

import pytest
from spacy.language import Language

from kg.annotate import load
from kg.config import Config


@pytest.fixture(scope="session")
def nlp() -> Language:
    """The annotating pipeline by rules alone."""
    return load(Config(reader="off"))


@pytest.fixture(scope="session")
def seeds() -> Path:
    """The folder of the seed corpus."""
    return Path(__file__).parent.parent / "seeds"
