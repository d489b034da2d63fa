"""Parts that are built when they are first asked for, once, however many threads ask together."""

from collections.abc import Callable
from functools import cached_property
from threading import RLock
from typing import Any, Self, TypeVar, overload

T = TypeVar("T")


class built_once(cached_property[T]):  # noqa: N801 - a decorator, as the one it stands in for
    """`functools.cached_property` with the lock that Python 3.12 took out of it.

    Without it, requests that come first together build an adapter each: connections that nobody
    closes, and limits that are counted apart. What was built lies in the instance, so that nobody
    meets the lock afterwards.
    """

    def __init__(self, build: Callable[[Any], T]) -> None:
        super().__init__(build)
        # Of the part, not of the whole: a slow part holds up nobody who wants another.
        self._building = RLock()

    @overload
    def __get__(self, instance: None, owner: type[Any] | None = None) -> Self: ...

    @overload
    def __get__(self, instance: object, owner: type[Any] | None = None) -> T: ...

    def __get__(self, instance: object | None, owner: type[Any] | None = None) -> Self | T:
        """Give the part, built when this is the first to ask."""
        if instance is None:
            return self
        with self._building:
            return super().__get__(instance, owner)
