"""Build an RDF knowledge graph out of news articles, with the sentence behind every fact."""

__version__ = "0.1.0"
