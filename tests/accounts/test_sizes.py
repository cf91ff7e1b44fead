"""Which amounts may be one quantity told in two ways."""

import itertools

import pytest

from whomet.accounts import sizes


def test_few_amounts_are_all_looked_at():
    amounts = [1.0, 1.5, 12.0, 21.0, 120.0, 5000.0]
    found = set(sizes.comparable(amounts))
    assert {(1.0, 1.5), (12.0, 21.0), (12.0, 120.0)} <= found
    assert (1.5, 12.0) not in found


@pytest.mark.parametrize("pair", [(4517.0, 4571.0), (4517.0, 45170.0), (4517.0, 4519.0)])
def test_of_many_amounts_those_with_a_slip_are_looked_at(pair):
    amounts = sorted({*pair, *(3000.0 + 7 * step for step in range(1000))})
    assert len(amounts) > sizes.FEW
    assert pair in set(sizes.comparable(amounts))


def test_pairs_of_many_amounts_grow_with_their_number_alone():
    pairs = [len(list(sizes.comparable([1000.0 + step for step in range(count)]))) for count in (1000, 4000)]
    assert pairs[1] < 6 * pairs[0]


def test_of_few_and_of_many_amounts_the_nearest_are_the_same():
    amounts = [float(100 + 9 * step) for step in range(sizes.FEW + 1)]
    many = set(sizes.comparable(amounts))
    near = {(low, high) for low, high in itertools.pairwise(amounts)}
    assert near <= many
    assert all(low < high for low, high in many)
