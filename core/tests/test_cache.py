import pytest
from django.conf import settings
from django.core.cache import cache

from core.cache import SafeRedisCache


@pytest.fixture
def dead():
    """A cache whose Redis does not answer."""
    return SafeRedisCache("unix:///nonexistent/redis.sock", {})


def test_cache_keeps_values_while_redis_answers():
    cache.set("kept", {"figure": 4})

    assert cache.get("kept") == {"figure": 4}


def test_cache_counts_while_redis_answers():
    cache.set("count", 1)

    assert cache.incr("count") == 2


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        (lambda cache: cache.get("a", "default"), "default"),
        (lambda cache: cache.get_many(["a"]), {}),
        (lambda cache: cache.has_key("a"), False),
        (lambda cache: "a" in cache, False),
        (lambda cache: cache.add("a", 1), True),
        (lambda cache: cache.set("a", 1), None),
        (lambda cache: cache.set_many({"a": 1}), []),
        (lambda cache: cache.get_or_set("a", 7), 7),
        (lambda cache: cache.touch("a"), False),
        (lambda cache: cache.delete("a"), False),
        (lambda cache: cache.delete_many(["a"]), None),
        (lambda cache: cache.clear(), False),
    ],
)
def test_cache_without_redis_is_empty(dead, call, answer):
    assert call(dead) == answer


def test_cache_without_redis_counts_nothing(dead):
    with pytest.raises(ValueError, match="Key 'a' not found."):
        dead.incr("a")


def test_cache_asks_again_after_its_rest(dead):
    dead.get("a")
    dead.resting_until = 0.0
    dead._servers = [settings.REDIS_URL]
    dead.__dict__.pop("_cache", None)

    dead.set("back", 1)

    assert dead.get("back") == 1
