import hashlib
from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from core.draws import dealt, drawn_order, lot_of, new_seed

KEYS = st.sets(st.integers(1, 10_000), max_size=60)
SEEDS = st.text("0123456789abcdef", min_size=1, max_size=16)
HANDS = st.sets(st.integers(1, 500), min_size=1, max_size=6)


@st.composite
def deals(draw):
    """A seed, keys, hands with loads, and which hands may not have which key."""
    keys, hands = draw(KEYS), sorted(draw(HANDS))
    loads = {hand: draw(st.integers(0, 9)) for hand in hands}
    barred = {key: draw(st.sets(st.sampled_from(hands))) for key in keys if draw(st.booleans())}
    return draw(SEEDS), keys, loads, barred


def test_lot_is_the_sha256_of_seed_and_number():
    assert lot_of("ab12", 7) == hashlib.sha256(b"ab12:7").hexdigest()


def test_seeds_differ():
    assert len({new_seed() for _ in range(50)}) == 50


@given(seed=SEEDS, keys=KEYS)
def test_drawn_order_holds_each_key_once_and_is_the_same_again(seed, keys):
    order = drawn_order(seed, keys)

    assert sorted(order) == sorted(keys)
    assert order == drawn_order(seed, sorted(keys, reverse=True))


@given(deals())
def test_each_key_is_dealt_once_and_never_to_a_barred_hand(deal):
    seed, keys, loads, barred = deal

    found = dealt(seed, keys, loads, barred)

    assert set(found) == keys
    assert not [key for key, hand in found.items() if hand in barred.get(key, ())]
    assert {key for key, hand in found.items() if hand is None} == {
        key for key in keys if set(loads) <= barred.get(key, set())
    }


@given(deals())
def test_a_deal_comes_out_the_same_from_its_seed(deal):
    seed, keys, loads, barred = deal

    again = dealt(seed, sorted(keys, reverse=True), dict(reversed(loads.items())), barred)

    assert dealt(seed, keys, loads, barred) == again


@given(seed=SEEDS, keys=KEYS, hands=HANDS)
def test_hands_are_equally_full_when_nobody_is_barred(seed, keys, hands):
    counts = Counter(dealt(seed, keys, dict.fromkeys(hands, 0), {}).values())

    numbers = [counts[hand] for hand in hands]
    assert max(numbers) - min(numbers) <= 1


def test_what_a_hand_holds_already_counts():
    found = dealt("1", [1, 2, 3, 4], {10: 4, 20: 0}, {})

    assert set(found.values()) == {20}


def test_keys_that_few_hands_may_have_go_first():
    """Else the one key of hand 20 could find it full of keys that anybody might have had."""
    barred = {1: {10}}

    loads = Counter(dealt("5", range(1, 7), {10: 0, 20: 0}, barred).values())

    assert loads == {10: 3, 20: 3}
