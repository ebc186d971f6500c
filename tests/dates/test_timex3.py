"""Expressions of newswire and their TIMEX3 values by TimeML's conventions, published Friday, 13 February 1998."""

from __future__ import annotations

import pytest

from kg.dates import find

PUBLISHED = "1998-02-13"

REPORTS = [
    ("Sales rose in the third quarter.", "the third quarter=1997-Q3"),
    ("Fourth-quarter earnings were weak.", "Fourth-quarter=1997-Q4"),
    ("Net income fell from $3 million a year earlier.", "a year earlier=1997"),
    ("The price rose from the year-ago period.", "the year-ago period=1997"),
    ("Profit rose from the same period last year.", "the same period last year=1997"),
    ("Profit rose from the comparable period of 1996.", "the comparable period of 1996=1996"),
    ("Results for the latest quarter were strong.", "the latest quarter=1997-Q4"),
    (
        "Sales rose in the third quarter. They had fallen in the year-ago quarter.",
        "the third quarter=1997-Q3; the year-ago quarter=1996-Q3",
    ),
    ("In the quarter ended Sept. 30, it lost money.", "the quarter=1997-Q3; Sept. 30=1997-09-30"),
    ("For the six months ended Sept. 30, 1997, it lost money.", "six months=P6M; Sept. 30, 1997=1997-09-30"),
    ("In the first six months of 1997 it lost money.", "the first six months of 1997=P6M"),
    ("The nine-month loss widened.", "nine-month=P9M"),
    ("In fiscal 1989, sales rose.", "fiscal 1989=1989"),
    ("The fiscal 1989 fourth quarter was weak.", "The fiscal 1989 fourth quarter=1989-Q4"),
    ("In fiscal 1990's first quarter it lost money.", "fiscal 1990's first quarter=1990-Q1"),
    ("Last year's third quarter was good.", "Last year's third quarter=1997-Q3"),
    ("It should be done in the first half of 1999.", "the first half of 1999=1999-H1"),
    ("It lost money in the second half of last year.", "the second half of last year=1997-H2"),
    ("This year's first half was good.", "This year's first half=1998-H1"),
    ("At year's end, it had 300 workers.", "year's end=1998"),
    ("By year-end, it had 300 workers.", "year-end=1998"),
    ("By the end of the month, sales will rise.", "the end of the month=1998-02"),
    ("August sales fell.", "August=1997-08"),
    ("It has dropped for the third straight day.", "the third straight day=P3D"),
    ("In the last quarter of 1996 it lost money.", "the last quarter of 1996=1996-Q4"),
]

RELATIVE = [
    ("A week ago, he left.", "A week ago=1998-02-06"),
    ("It happened more than 20 years ago.", "more than 20 years ago=1978"),
    ("About two years ago it happened.", "About two years ago=1996"),
    ("A century ago it was different.", "A century ago=1898"),
    ("Two Saturdays ago he won.", "Two Saturdays ago=1998-01-31"),
    ("Two weekends ago he won.", "Two weekends ago=1998-W05-WE"),
    ("The weekend was cold.", "The weekend=1998-W06-WE"),
    ("Earlier this week it fell.", "Earlier this week=1998-W07"),
    ("It will begin early next year.", "early next year=1999"),
    ("He will be back late next week.", "late next week=1998-W08"),
    ("He was there late in the week.", "late in the week=1998-W07"),
    ("Earlier in the day, he spoke.", "Earlier in the day=1998-02-13"),
    ("The following day he left.", "The following day=1998-02-14"),
    ("Last fall he left.", "Last fall=1997-FA"),
    ("Last winter was cold.", "Last winter=1996-WI"),
    ("In the summer of 1990 it opens.", "the summer of 1990=1990-SU"),
    ("The winter of 1996-97 was cold.", "The winter of 1996-97=1996-WI"),
    ("In the 12 months through September it lost money.", "12 months=P12M; September=1997-09"),
    ("The Aug. 7 bombing was condemned.", "Aug. 7=1997-08-07"),
    ("It was on the last day of the month.", "the last day of the month=1998-02-28"),
]

CLOCKS = [
    ("He spoke at 10 a.m. EST.", "10 a.m. EST=1998-02-13T10:00"),
    ("He spoke at 4 p.m. yesterday.", "4 p.m. yesterday=1998-02-12T16:00"),
    ("About 3 p.m. Friday a plane crashed.", "About 3 p.m. Friday=1998-02-13T15:00"),
    (
        "A bomb exploded at 10:35 a.m. local time (0735 GMT).",
        "10:35 a.m. local time=1998-02-13T10:35; 0735 GMT=1998-02-13T07:35",
    ),
    ("It was 7:45 in the evening.", "7:45 in the evening=1998-02-13T19:45"),
    ("Filed 02/13/1998 22:26:00 in the city.", "02/13/1998 22:26:00=1998-02-13T22:26:00"),
    ("At noon Tuesday he spoke.", "noon Tuesday=1998-02-10T12:00"),
    ("It opened at five o'clock.", "five o'clock=1998-02-13T05:00"),
    ("In the early hours of Sunday they left.", "the early hours of Sunday=1998-02-08TMO"),
    ("The Friday-night game ended.", "Friday-night=1998-02-13TNI"),
    ("Police said early Friday morning.", "early Friday morning=1998-02-13TMO"),
    ("He was there late Monday night.", "late Monday night=1998-02-09TNI"),
    ("He left on the morning of Aug. 7.", "the morning of Aug. 7=1997-08-07TMO"),
    ("It will open tomorrow morning.", "tomorrow morning=1998-02-14TMO"),
    ("Earlier this evening they left.", "Earlier this evening=1998-02-13TEV"),
    ("It happened on Sunday afternoon.", "Sunday afternoon=1998-02-08TAF"),
    ("Late last night they left.", "Late last night=1998-02-12TNI"),
    ("The next morning he left.", "The next morning=1998-02-14TMO"),
]

VAGUE = [
    ("Until now, nothing has worked.", "now=PRESENT_REF"),
    ("It is currently closed.", "currently=PRESENT_REF"),
    ("These days it is free.", "These days=PRESENT_REF"),
    ("He said recently it was fine.", "recently=PAST_REF"),
    ("In recent months, trade was heavy.", "recent months=PAST_REF"),
    ("Several months ago it failed.", "Several months ago=PAST_REF"),
    ("Some time ago he left.", "Some time ago=PAST_REF"),
    ("It will come soon.", "soon=FUTURE_REF"),
    ("In the coming months it may rise.", "the coming months=FUTURE_REF"),
    ("In the weeks ahead it may rise.", "the weeks ahead=FUTURE_REF"),
    ("It may rise in the not-too-distant future.", "the not-too-distant future=FUTURE_REF"),
]

LENGTHS = [
    ("The past five years have been good.", "The past five years=P5Y"),
    ("Over the last two weeks it fell.", "the last two weeks=P2W"),
    ("In the next few days talks will begin.", "the next few days=PXD"),
    ("For more than a decade it grew.", "more than a decade=P1DE"),
    ("For decades it failed.", "decades=PXDE"),
    ("After decades of conflict they spoke.", "decades=PXDE"),
    ("He came after a three day stay.", "three day=P3D"),
    ("The week-long trip ended.", "week-long=P1W"),
    ("A two-and-a-half-year probe ended.", "two-and-a-half-year=P2.5Y"),
    ("It took a year and a half.", "a year and a half=P1.5Y"),
    ("It took 1 1/2 years.", "1 1/2 years=P1.5Y"),
    ("Within hours he won.", "hours=PTXH"),
    ("It rang every ten seconds.", "every ten seconds=PT10S"),
    ("He worked 24 hours a day.", "24 hours=PT24H; a day=P1D"),
    ("They meet twice a year.", "twice a year=P1Y"),
    ("Monthly sales rose.", "Monthly=P1M"),
    ("He plays on Sundays.", "Sundays=XXXX-WXX-7"),
    ("In the early 1990s the firm grew.", "the early 1990s=199"),
    ("He rose in the '60s.", "the '60s=196"),
    ("It was the worst storm of the 20th century.", "the 20th century=19"),
]

NONE = [
    "She turned to the Sun. A star rose.",
    "The paper USA Today has it.",
    "They work 24/7 in the mill.",
    "He won soon after the vote.",
    "A quarter of a million people came.",
    "A woman in her 60s fell.",
    "Rep. Jan Poe spoke.",
    "It cost 10s of millions.",
    "ATF Ruling 2004-1 stands.",
    "A member of Patriots or 9/12 spoke.",
    "The Daily Herald has it.",
]


@pytest.mark.parametrize(("sentence", "expected"), [*REPORTS, *RELATIVE, *CLOCKS, *VAGUE, *LENGTHS])
def test_an_expression_of_newswire_has_its_timex3_value(sentence: str, expected: str) -> None:
    assert "; ".join(f"{timex.text}={timex.value}" for timex in find(sentence, PUBLISHED)) == expected


@pytest.mark.parametrize("sentence", NONE)
def test_what_only_looks_like_an_expression_is_none(sentence: str) -> None:
    assert find(sentence, PUBLISHED) == []
