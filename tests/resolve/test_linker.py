"""The linker: judgements, and clusters that no "different" runs through."""

from __future__ import annotations

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from kg.resolve.linker import Linker, Signal, decide, judge

NODES = "abcdef"
judgements = st.builds(
    lambda both, weight: judge(*both, [Signal("seen", weight)]),
    st.sampled_from(list(combinations(NODES, 2))),
    st.sampled_from([-8.0, -3.5, 0.0, 1.5, 2.0, 3.0, 8.0]),
)


def linker(*held):
    made = Linker(NODES)
    for one in held:
        made.add(one)
    return made


def same(left, right, weight=5.0):
    return judge(left, right, [Signal("seen", weight)])


def different(left, right):
    return judge(left, right, [Signal("seen", -8.0)])


@given(st.lists(judgements, unique_by=lambda judgement: (judgement.left, judgement.right)), st.randoms(use_true_random=False))
def test_clusters_are_an_equivalence_in_which_none_differs_whatever_the_order(held, random):
    clusters = linker(*held).clusters()
    assert sorted(node for cluster in clusters for node in cluster) == list(NODES)
    apart = {(judgement.left, judgement.right) for judgement in held if judgement.verdict == "different"}
    assert not any(both in apart for cluster in clusters for both in combinations(cluster, 2))
    assert linker(*random.sample(held, len(held))).clusters() == clusters


def test_what_is_the_same_as_a_third_is_one():
    assert ("a", "b", "c") in linker(same("a", "b"), same("b", "c")).clusters()


def test_one_different_splits_a_chain_at_its_weakest_link():
    clusters = linker(same("a", "b", 6.0), same("b", "c", 3.0), different("a", "c")).clusters()
    assert ("a", "b") in clusters
    assert ("c",) in clusters


def test_a_node_torn_between_two_that_differ_joins_neither():
    clusters = linker(same("a", "b", 3.0), same("b", "c", 3.2), different("a", "c")).clusters()
    assert {("a",), ("b",), ("c",)} <= set(clusters)


def test_a_person_outweighs_the_machine():
    assert ("a", "b") in linker(different("a", "b"), decide("a", "b", "same")).clusters()
    assert ("a",) in linker(decide("a", "b", "different"), same("a", "b", 9.0)).clusters()


def test_two_that_stand_alone_need_no_judgement():
    held = linker(same("a", "b"), same("a", "c"))
    assert held.unjudged() == [("b", "c")]
    assert held.unjudged(alone={"b", "c"}) == []
