"""Parts of bodies and of countries: apart from the whole, and linked to it."""

import pytest

from .hand import resolved

PARTS = [
    (
        ["The O0{Justice Department} sued.", "The O0{Justice Department's Tax Division} sued."],
        "organization/us-tax-division",
        "organization/us-department-of-justice",
    ),
    (
        ["The O0{FBI} spoke.", "The O0{Boston Field Office} of the O1{FBI} spoke.", "The O0{FBI's Boston Field Office} spoke."],
        "organization/fbi-boston-field-office",
        "organization/us-federal-bureau-of-investigation",
    ),
    (
        ["The O0{DEA} met the O1{DOJ}."],
        "organization/dea",
        "organization/us-department-of-justice",
    ),
    (
        ["The O0{U.S. Attorney's Office for the District of Oregon} met the O1{Justice Department}."],
        "organization/oregon-attorney-office",
        "organization/us-department-of-justice",
    ),
    (
        [
            "The O0{Tax Division's Appeals Section} met the O1{Justice Department's Tax Division}.",
            "The O0{Norwick Field Office's Tax Division} spoke.",
            "The O0{Justice Department's Tax Division} spoke.",
        ],
        "organization/tax-division-appeals-section",
        "organization/us-tax-division",
    ),
    (["The O0{U.N. Security Council} met at the O1{UN}."], "organization/un-security-council", "organization/un"),
    (["Rain fell in G0{Texas} and all over the G1{United States}."], "place/texas", "place/united-states"),
    (["Rain fell in G0{Springfield}, G1{Illinois}."], "place/springfield", "place/illinois"),
]


@pytest.mark.parametrize(("stories", "part", "whole"), PARTS)
def test_a_part_is_linked_to_its_whole(stories, part, whole):
    entities = {entity.slug: entity.parent for entity in resolved(*stories).entities()}
    assert entities == entities | {part: whole}, entities


def test_a_part_of_what_nobody_names_has_no_parent():
    (entity,) = resolved("The O0{Drug Enforcement Administration} spoke.").entities()
    assert entity.parent is None


def test_the_same_part_of_two_bodies_is_two_parts_with_a_parent_each():
    found = resolved(
        "The O0{Justice Department's Civil Rights Division} sued the O1{Justice Department}.",
        "The O0{Civil Rights Division} of the O1{Labor Department} met the O1{Labor Department}.",
    )
    parents = [found.entity(article, "O0").parent for article in ("a0", "a1")]
    assert parents == ["organization/us-department-of-justice", "organization/us-department-of-labor"]
