"""Who may deliver Azure Event Grid's events: Event Grid itself, by Entra ID, or who knows a key."""

import hmac
from collections.abc import Callable, Mapping
from typing import Any

from shared.domain.errors import Code, Refused
from shared.ports.system import Identity, Principal, Role

# Event Grid's own application, in every tenant of the public cloud.
# https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery
EVENT_GRID_APPLICATION = "4962773b-9cdb-44cf-a8bf-237846a00ab7"
_DELIVERER = Principal("eventgrid", Role.SERVICE)


class EntraDeliveries(Identity):
    """Lets in Event Grid's tokens for our application.

    Args:
        read: checks an Authorization header and gives the token's claims.
        ready: whether tokens can be checked.
    """

    def __init__(
        self, read: Callable[[str], Mapping[str, Any]], *, ready: Callable[[], None]
    ) -> None:
        self._read = read
        self.ready = ready

    def authenticate(self, authorization: str) -> Principal:
        """Check a delivery's token; of other applications of the tenant none will do.

        Raises:
            Refused: `unauthenticated`.
            Transient: `provider_unavailable`; no keys to check it with.
        """
        claims = self._read(authorization)
        # Version 1 of the tokens says `appid`, version 2 `azp`.
        if claims.get("azp", claims.get("appid")) != EVENT_GRID_APPLICATION:
            raise Refused(Code.UNAUTHENTICATED)
        return _DELIVERER


class KeyedDeliveries(Identity):
    """Lets in whoever knows the key of the subscription.

    Args:
        key: an empty one lets in nobody.
    """

    def __init__(self, key: str) -> None:
        self._key = key.encode()

    def authenticate(self, authorization: str) -> Principal:
        """Compare `Key <key>` in a time that does not depend on where it differs.

        Raises:
            Refused: `unauthenticated`.
        """
        given = authorization.removeprefix("Key ").encode()
        if not self._key or not hmac.compare_digest(given, self._key):
            raise Refused(Code.UNAUTHENTICATED)
        return _DELIVERER
