"""The cache holds nothing dear: without Redis it is empty, and no page notices."""

import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

SECONDS_TO_ANSWER = 0.5
# After a failure no call asks Redis for so long: a page with twenty look-ups must not wait twenty times.
SECONDS_OF_REST = 2.0


def _or(answer: Callable[..., Any]) -> Callable:
    """Give the answer of an empty cache while Redis is away."""

    def decorate(method):
        @wraps(method)
        def safe(self, *args, **kwargs):
            if time.monotonic() >= self.resting_until:
                try:
                    return method(self, *args, **kwargs)
                except (RedisError, OSError):
                    self.resting_until = time.monotonic() + SECONDS_OF_REST
            return answer(self, *args, **kwargs)

        return safe

    return decorate


def _no_such_key(self, key, *args, **kwargs):
    raise ValueError(f"Key '{key}' not found.")


class SafeRedisCache(RedisCache):
    """Redis down means a miss: reads find nothing, writes do nothing, `add` says yes as for a new key."""

    def __init__(self, server, params):
        options = {
            "socket_timeout": SECONDS_TO_ANSWER,
            "retry": Retry(NoBackoff(), 0),
            **params.get("OPTIONS", {}),
        }
        if not str(server).startswith("unix:"):
            options.setdefault("socket_connect_timeout", SECONDS_TO_ANSWER)
        super().__init__(server, {**params, "OPTIONS": options})
        self.resting_until = 0.0

    get = _or(lambda self, key, default=None, version=None: default)(RedisCache.get)
    get_many = _or(lambda self, keys, version=None: {})(RedisCache.get_many)
    has_key = _or(lambda self, key, version=None: False)(RedisCache.has_key)
    add = _or(lambda self, *args, **kwargs: True)(RedisCache.add)
    set = _or(lambda self, *args, **kwargs: None)(RedisCache.set)
    set_many = _or(lambda self, data, *args, **kwargs: [])(RedisCache.set_many)
    touch = _or(lambda self, *args, **kwargs: False)(RedisCache.touch)
    delete = _or(lambda self, *args, **kwargs: False)(RedisCache.delete)
    delete_many = _or(lambda self, *args, **kwargs: None)(RedisCache.delete_many)
    clear = _or(lambda self: False)(RedisCache.clear)
    incr = _or(_no_such_key)(RedisCache.incr)
