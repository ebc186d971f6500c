"""Names that must stay apart, and names that must meet, across small articles."""

from __future__ import annotations

from itertools import combinations

import pytest

from kg.model import Record
from kg.resolve.compare import signals
from kg.resolve.nodes import Node

from .hand import merged, resolved, story

SENATOR = "Senator"

APART: list[tuple[str, list[Record | str], list[str]]] = [
    (
        "two senators of one surname",
        [
            story("Senator P0{Ben Nelson} of G1{Nebraska} spoke.", roles=[("P0", SENATOR)]),
            story("Senator P0{Bill Nelson} of G1{Florida} spoke.", roles=[("P0", SENATOR)]),
        ],
        ["0P0", "1P0"],
    ),
    (
        "two senators beside a bare surname",
        [
            story("Senator P0{Ben Nelson} spoke.", roles=[("P0", SENATOR)]),
            story("Senator P0{Bill Nelson} spoke.", roles=[("P0", SENATOR)]),
            story("Senator P0{Nelson} spoke.", roles=[("P0", SENATOR)]),
        ],
        ["0P0", "1P0", "2P0"],
    ),
    ("John and Jane over a bare Doe", ["P0{John Doe} ran.", "P0{Jane Doe} sang.", "P0{Doe} slept."], ["0P0", "1P0", "2P0"]),
    (
        "John and Jane over a bare Doe in one article",
        ["P0{John Doe} met P1{Jane Doe}.", "P0{Doe} slept."],
        ["0P0", "0P1", "1P0"],
    ),
    ("father and son", ["P0{George W. Bush} spoke.", "P0{George H. W. Bush} spoke."], ["0P0", "1P0"]),
    (
        "father and son over a president of that name",
        [
            story("President P0{George W. Bush} spoke in 2005.", roles=[("P0", "President")], date="2005-01-01"),
            story("President P0{George H.W. Bush} spoke in 1991.", roles=[("P0", "President")], date="1991-01-01"),
            story("President P0{Bush} spoke.", roles=[("P0", "President")], date="2005-02-01"),
        ],
        ["0P0", "1P0"],
    ),
    ("names that share no place", ["P0{Omar Hassan Ali} ran.", "P0{Hassan Ali Jama} sang."], ["0P0", "1P0"]),
    (
        "a generic name that one article gives a body of its own",
        [
            "The O0{Norwick Harbour Police} (the O0{Criminal Division}) raided it.",
            "The O0{Criminal Division} of the O1{Justice Department} sued.",
        ],
        ["0O0", "1O0"],
    ),
    ("a middle name that is another's first", ["P0{James Terry Hale} ran.", "P0{Alan James Hale} sang."], ["0P0", "1P0"]),
    ("junior and senior", ["P0{Martin Hale Jr.} spoke.", "P0{Martin Hale Sr.} spoke."], ["0P0", "1P0"]),
    (
        "same initial, other name",
        ["P0{James Okafor} spoke.", "P0{Judith Okafor} spoke.", "P0{J. Okafor} spoke."],
        ["0P0", "1P0"],
    ),
    (
        "one common name, two lives",
        [
            story("P0{David Smith}, mayor of G1{Leeds}, spoke.", roles=[("P0", "mayor")], genders={"P0": "male"}),
            story("P0{David Smith}, a pilot from G1{Texas}, spoke.", roles=[("P0", "pilot")], genders={"P0": "male"}),
        ],
        ["0P0", "1P0"],
    ),
    (
        "one name, a man and a woman",
        [story("P0{Chris Clark} spoke.", genders={"P0": "male"}), story("P0{Chris Clark} sang.", genders={"P0": "female"})],
        ["0P0", "1P0"],
    ),
    (
        "departments of health of two countries",
        [
            "The O0{Department of Health} in G1{Ireland} opened wards.",
            "The O0{Department of Health} of G1{South Africa} bought masks.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "departments of health told by the country of the article",
        [
            "Nurses in G1{Manila} marched. The G2{Philippines} has few wards, the O0{Department of Health} said.",
            "Doctors in G1{Dublin} marched. G2{Ireland} has few wards, the O0{Department of Health} said.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "supreme courts of two countries",
        ["The O0{Supreme Court} of G1{Brazil} ruled.", "G1{Kenya}'s O0{Supreme Court} ruled."],
        ["0O0", "1O0"],
    ),
    ("two amendments", ["L0{Amendment 16} passed.", "L0{Amendment 17} passed."], ["0L0", "1L0"]),
    ("two amendments by ordinal", ["The L0{Sixteenth Amendment} stands.", "The L0{17th Amendment} stands."], ["0L0", "1L0"]),
    (
        "one bill number in two congresses",
        [
            story("L0{H.R. 1} passed.", date="2017-11-16", identifiers={"L0": "us-bill:115/hr1"}, kinds={"L0": "bill"}),
            story("L0{H.R. 1} passed.", date="2019-03-08", identifiers={"L0": "us-bill:116/hr1"}, kinds={"L0": "bill"}),
        ],
        ["0L0", "1L0"],
    ),
    (
        "one bill number in two congresses, without an identifier",
        [
            story("L0{H.R. 1} passed.", date="2017-11-16", kinds={"L0": "bill"}),
            story("L0{H.R. 1} passed.", date="2019-03-08", kinds={"L0": "bill"}),
        ],
        ["0L0", "1L0"],
    ),
    (
        "two executive orders",
        [
            story("L0{Executive Order 13768} was signed.", identifiers={"L0": "us-eo:13768"}, kinds={"L0": "order"}),
            story("L0{Executive Order 13769} was signed.", identifiers={"L0": "us-eo:13769"}, kinds={"L0": "order"}),
        ],
        ["0L0", "1L0"],
    ),
    ("two memos of which nothing is known", ["Aides wrote L0{memo}.", "Guards wrote L0{memo}."], ["0L0", "1L0"]),
    (
        "Washington four times",
        [
            "P0{George Washington} led the army, and P0{Washington} never lied.",
            "Rain fell on G0{Washington}, G1{Oregon} and G2{Idaho}. G0{Washington} has wet winters.",
            "Crowds gathered in G0{Washington}, D.C., on Monday.",
            story(
                "G0{Washington} imposed L1{tariffs} on G2{China}, and G3{Beijing} answered.",
                actions=[("G0", "order", "L1", "2019-03-07")],
            ),
        ],
        ["0P0", "1G0", "2G0", "3G0"],
    ),
    (
        "the city, the state and a man whose full name is known",
        ["P0{Harold Washington} was mayor.", "Trains reached G0{Washington State}.", "Trains reached G0{Washington, D.C.}"],
        ["0P0", "1G0", "2G0"],
    ),
    (
        "a body and its part",
        ["The O0{Justice Department} sued.", "The O0{Justice Department's Tax Division} sued."],
        ["0O0", "1O0"],
    ),
    ("a body and its field office", ["The O0{FBI} raided it.", "The O0{FBI's Boston Field Office} raided it."], ["0O0", "1O0"]),
    (
        "one division's name in two departments",
        [
            "The O0{Justice Department's Civil Rights Division} sued.",
            "The O0{Civil Rights Division} of the O1{Labor Department} sued.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "attorneys' offices of two districts",
        [
            "The O0{U.S. Attorney's Office for the District of Oregon} sued.",
            "The O0{U.S. Attorney's Office for the District of Idaho} sued.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "eastern and western districts",
        [
            "The O0{U.S. Attorney's Office for the Eastern District of Virginia} sued.",
            "The O0{U.S. Attorney's Office for the Western District of Virginia} sued.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "a generic part of two local offices, one of them of a district",
        [
            "The O0{U.S. Attorney's Office Criminal Division} filed it.",
            "The O0{Criminal Division} of the O1{Justice Department} filed it.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "sections of one name in two divisions",
        ["The O0{Tax Division's Criminal Section} sued.", "The O0{Civil Rights Division's Criminal Section} sued."],
        ["0O0", "1O0"],
    ),
    (
        "attorneys' offices of the District of Columbia and of Colombia's prosecutors",
        [
            "The O0{U.S. Attorney's Office for the District of Columbia} sued.",
            "The O0{Attorney's Office} of G1{Colombia} sued.",
        ],
        ["0O0", "1O0"],
    ),
    ("Georgia twice", ["G0{Georgia} lies beside G1{Armenia}.", "Voters in G1{Atlanta}, G0{Georgia}, queued."], ["0G0", "1G0"]),
    (
        "two Springfields",
        ["In G0{Springfield}, G1{Illinois}, it rained.", "In G0{Springfield}, G1{Ohio}, it snowed."],
        ["0G0", "1G0"],
    ),
    (
        "a country and its team",
        ["G0{Norway} taxed salt.", "In football, G0{Norway} beat G1{Peru} 2-1 in the final."],
        ["0G0", "1G0"],
    ),
    (
        "teams of one country in two sports",
        ["In cricket, G0{Kenya} wins the title.", "In volleyball, G0{Kenya} lost to G1{Peru} in the final."],
        ["0G0", "1G0"],
    ),
    (
        "governments that no article names",
        ["G0{Norway} voted, the G1{government} said.", "The G0{government} of it."],
        ["0G1", "1G0"],
    ),
    (
        "Georgia by its towns",
        ["Voters in G1{Tbilisi}, G0{Georgia}, queued.", "Voters in G1{Macon}, G0{Georgia}, queued."],
        ["0G0", "1G0"],
    ),
    (
        "a division that two countries have by one name",
        ["Rain fell in G0{Punjab}, G1{India}.", "Rain fell in G0{Punjab}, G1{Pakistan}."],
        ["0G0", "1G0"],
    ),
    (
        "ministries told by the body beside them",
        [
            "The O1{Senate of Kenya} asked the O0{Ministry of Internal Affairs}.",
            "The O1{Fijian Parliament} asked the O0{Ministry of Internal Affairs}.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "a party whose namesake the news means elsewhere",
        ["G1{South Korea} voted; the O0{Democratic Party} won.", "G1{Ohio} voted; the O0{Democratic Party} won."],
        ["0O0", "1O0"],
    ),
    ("a place and a person", ["G0{Lincoln} is a city in G1{Nebraska}.", "P0{Lincoln} freed them."], ["0G0", "1P0"]),
    ("two numbered units", ["The O0{9th Circuit} ruled.", "The O0{Fifth Circuit} ruled."], ["0O0", "1O0"]),
    (
        "offices of two bodies in one town, beside one that tells neither",
        [
            "The O0{Tax Division's Norwick Office} of the O1{Tax Division} in G2{Norwick} opened.",
            "The O0{FBI's Norwick Office} of the O1{FBI} in G2{Norwick} opened.",
            "The O0{Norwick Office} in G1{Norwick} opened.",
        ],
        ["0O0", "1O0", "2O0"],
    ),
    (
        "offices of one body in two towns",
        [
            "The O0{FBI's Miami Field Office} of the O1{FBI} raided it. The O2{Tax Division} sued.",
            "The O0{FBI's Memphis Field Office} of the O1{FBI} raided it. The O2{Tax Division} sued.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "a unit of a district's office and the office of another district",
        [
            "The O0{U.S. Attorney's Office for the District of Massachusetts Springfield Division} sued.",
            "The O0{U.S. Attorney's Office for the District of Massachusetts} sued.",
            "The O0{U.S. Attorney's Office for the District of Vermont} sued.",
        ],
        ["0O0", "1O0", "2O0"],
    ),
    (
        "a clinic that goes by the acronym of a well-known body",
        ["The O0{Institute of Cardiac Excellence}, or O0{ICE}, opened.", "O0{Immigration and Customs Enforcement} raided it."],
        ["0O0", "1O0"],
    ),
    (
        "cases that are only prosecuted",
        ["He led the L0{prosecution of the case}.", "She led the L0{prosecution of the case}."],
        ["0L0", "1L0"],
    ),
]

MEET: list[tuple[str, list[Record | str], list[str]]] = [
    (
        "the Justice Department under four names",
        [
            "The O0{Justice Department} sued.",
            "The O0{Department of Justice} sued.",
            "The O0{DOJ} sued.",
            "The O0{U.S. Department of Justice} sued.",
        ],
        ["0O0", "1O0", "2O0", "3O0"],
    ),
    (
        "Jeff Sessions under three names",
        [
            story("Attorney General P0{Jeff Sessions} spoke.", roles=[("P0", "Attorney General")]),
            story(
                "P0{Jefferson B. Sessions III} leads the O1{Department of Justice}.", roles=[("P0", "Attorney General", "O1")]
            ),
            story("Attorney General P0{Sessions} spoke in G1{Texas}.", roles=[("P0", "Attorney General")]),
        ],
        ["0P0", "1P0", "2P0"],
    ),
    (
        "the full name and the name with an office, no other evidence",
        ["P0{Jeff Sessions} spoke in G1{Ohio}.", "P0{Jefferson B. Sessions III} spoke in G1{Texas}."],
        ["0P0", "1P0"],
    ),
    ("a nickname", ["P0{Bill Okafor} spoke.", "P0{William Okafor} spoke."], ["0P0", "1P0"]),
    ("a nickname in quotation marks", ['P0{Cornelius "Neil" Vance} spoke.', "P0{Neil Vance} spoke."], ["0P0", "1P0"]),
    (
        "a middle initial",
        ["P0{Laura J. Okafor} spoke.", "P0{Laura Okafor} spoke.", "P0{Laura Jane Okafor} spoke."],
        ["0P0", "1P0", "2P0"],
    ),
    (
        "an initial and the same office",
        [
            story("P0{J. Okafor}, governor of G1{Lagos}, spoke.", roles=[("P0", "Governor", "G1")]),
            story("P0{Judith Okafor}, governor of G1{Lagos}, spoke.", roles=[("P0", "Governor", "G1")]),
        ],
        ["0P0", "1P0"],
    ),
    (
        "dotted and undotted initials",
        ["P0{J. D. Okafor} spoke.", "P0{JD Okafor} spoke.", "P0{J.D. Okafor} spoke."],
        ["0P0", "1P0", "2P0"],
    ),
    ("a suffix", ["P0{Martin Hale III} spoke.", "P0{Martin Hale} spoke."], ["0P0", "1P0"]),
    ("a transliteration", ["P0{Volodymyr Zelensky} spoke.", "P0{Volodymyr Zelenskyy} spoke."], ["0P0", "1P0"]),
    ("accents", ["P0{Nicolás Maduro} spoke.", "P0{Nicolas Maduro} spoke."], ["0P0", "1P0"]),
    (
        "a title before the name",
        ["P0{Senator Laura Okafor} spoke.", "P0{Laura Okafor} spoke.", "P0{Dr. Laura Okafor} spoke."],
        ["0P0", "1P0", "2P0"],
    ),
    (
        "a defined acronym",
        ["The O0{Norwick Transit Authority} (O0{NTA}) said so.", "O0{Norwick Transit Authority} cut fares."],
        ["0O0", "1O0"],
    ),
    (
        "an acronym that another article defines",
        [
            "The O0{Norwick Transit Authority} (O0{NTA}) cut fares in G1{Norwick}, said P2{Ada Holt}.",
            "The O0{NTA} raised fares in G1{Norwick}, said P2{Ada Holt}.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "national bodies with and without the country",
        ["O0{Supreme Court of India} ruled.", "G1{India}'s O0{Supreme Court} ruled."],
        ["0O0", "1O0"],
    ),
    (
        "a section whose division alone is named",
        [
            "The O0{Civil Rights Division's Voting Section} sued.",
            "The O0{Voting Section of the Civil Rights Division} sued.",
            "The O0{Civil Rights Divisions Voting Section} sued in G1{Ohio}.",
        ],
        ["0O0", "1O0", "2O0"],
    ),
    (
        "a division and the town where it sits",
        [
            "The O0{Justice Department's Civil Rights Division} sued. The O0{Civil Rights Division} in G1{Washington} did.",
            "The O0{Justice Department's Civil Rights Division} sued.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "a program with and without the department before it",
        [
            "The O0{Justice Department's Harbor Bond Program} paid, said the O1{Justice Department}.",
            "The O0{Department's Harbor Bond Program} paid, said the O1{Justice Department}.",
        ],
        ["0O0", "1O0"],
    ),
    (
        "names that lost a space or a bracket",
        ["The O0{Norwick Tax Office} spoke.", "TheO0{theNorwick Tax Office} spoke.", "The O0{Norwick Tax Office (NTO} spoke."],
        ["0O0", "1O0", "2O0"],
    ),
    (
        "a department by its subject alone, in its country",
        ["The O0{Department of Homeland Security} spoke in G1{Texas}.", "O0{Homeland Security} spoke in G1{Ohio}."],
        ["0O0", "1O0"],
    ),
    (
        "an acronym of a part, told apart by mistake in one article",
        [
            "The O0{Office of Harbor Bonds} (O0{OHB}) paid G1{Norwick}.",
            "The O0{Justice Department's Office of Harbor Bonds} paid G1{Norwick}. The O2{OHB} paid.",
            "O0{OHB} paid G1{Norwick}.",
        ],
        ["0O0", "1O0", "2O0"],
    ),
    ("the order of words", ["O0{Ministry of Defence} of G1{Kenya}", "G1{Kenya}'s O0{Defense Ministry}"], ["0O0", "1O0"]),
    ("a country by demonym and code", ["G0{United States} voted.", "G0{U.S.} voted.", "G0{USA} voted."], ["0G0", "1G0", "2G0"]),
    (
        "a country that wins no match",
        ["G0{Norway} voted.", "G0{Norway} defeated G1{Peru} at the council, 20 votes to 3."],
        ["0G0", "1G0"],
    ),
    (
        "a country whose player won",
        ["G0{Norway} voted.", "In tennis, P1{Ada Holt} of G0{Norway} wins the final 6-4."],
        ["0G0", "1G0"],
    ),
    (
        "a team in two matches",
        [
            "In rugby, G0{Fiji} beat G1{Samoa} in the cup final.",
            "In rugby, G1{Tonga} lost to G0{Fiji} by 20-3 in the league.",
        ],
        ["0G0", "1G0"],
    ),
    ("spellings of a place", ["It rained in G0{Kyiv}.", "It snowed in G0{Kiev}."], ["0G0", "1G0"]),
    (
        "an executive order by number",
        [
            story("The L0{order 13768} stands.", identifiers={"L0": "us-eo:13768"}, kinds={"L0": "order"}),
            story("L0{Executive Order No. 13768} stands.", identifiers={"L0": "us-eo:13768"}, kinds={"L0": "order"}),
        ],
        ["0L0", "1L0"],
    ),
    (
        "an amendment by ordinal and word",
        ["The L0{16th Amendment} stands.", "The L0{Sixteenth Amendment} stands."],
        ["0L0", "1L0"],
    ),
    (
        "an act by its name",
        [
            story("The L0{Clean Harbors Act} passed.", kinds={"L0": "law"}),
            story("The L0{Clean Harbors Act} was signed.", kinds={"L0": "bill"}),
        ],
        ["0L0", "1L0"],
    ),
    (
        "a memo met on evidence",
        [
            story(
                "P0{Laura Okafor} issued a L1{memo} in April 2017.",
                date="2018-04-06",
                actions=[("P0", "announce", "L1", "2017-04-11")],
                kinds={"L1": "order"},
            ),
            story(
                "The L1{April 2017 memo} of P0{Laura Okafor} stands.",
                date="2018-06-02",
                actions=[("P0", "announce", "L1", "2017-04-11")],
                kinds={"L1": "order"},
            ),
        ],
        ["0L1", "1L1"],
    ),
    (
        "an office by the acronym of what it is the office of",
        ["The O0{Office of Harbor Patrol Services} opened. O0{HPS} paid.", "The O0{HPS} opened.", "O0{HPS} paid."],
        ["0O0", "1O0"],
    ),
]

XFAIL: dict[str, str] = {}


def _table(rows: list[tuple[str, list[Record | str], list[str]]]) -> list[object]:
    return [
        pytest.param(
            stories, refs, id=name, marks=[pytest.mark.xfail(strict=True, reason=XFAIL[name])] if name in XFAIL else []
        )
        for name, stories, refs in rows
    ]


@pytest.mark.parametrize(("stories", "refs"), _table(APART))
def test_names_that_stay_apart(stories, refs):
    slugs = merged(*stories)
    assert len({slugs[ref] for ref in refs}) == len(refs), slugs


@pytest.mark.parametrize(("stories", "refs"), _table(MEET))
def test_names_that_meet(stories, refs):
    slugs = merged(*stories)
    assert len({slugs[ref] for ref in refs}) == 1, slugs


@pytest.mark.parametrize(("stories", "refs"), _table([*APART, *MEET]))
def test_two_names_are_compared_alike_from_either_side(stories, refs):
    nodes = [node for _, found in resolved(*stories).nodes() for node in found]
    for left, right in combinations(nodes, 2):
        assert weight(left, right) == weight(right, left), (left.id, right.id)


def weight(left: Node, right: Node) -> float:
    return round(sum(signal.weight for signal in signals(left, right)), 6)


def test_a_common_name_and_a_rare_one_are_compared_alike_from_either_side():
    rare = story("P0{G. Jerry Brown Jr.}, of G1{California} spoke.", roles=[("P0", "governor", "G1")])
    common = story("P0{Jerry Brown}, of G1{California} spoke.", roles=[("P0", "governor", "G1")])
    one, two = (node for entity, found in resolved(rare, common).nodes() if entity.type == "person" for node in found)
    assert weight(one, two) == weight(two, one)
