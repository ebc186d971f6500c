"""Roles: which person holds, held or seeks which office, job or membership, and in which organisation."""

from kg.extract.roles.bodies import organization_of
from kg.extract.roles.claims import extract
from kg.extract.roles.status import status_of

__all__ = ["extract", "organization_of", "status_of"]
