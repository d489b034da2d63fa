"""The wiring table as the embedded queue's subscriptions and the addresses they push to."""

from infra import wiring
from infra.local.message_queue import Subscription

_PACE = {wiring.TICK: wiring.TICK_SECONDS, wiring.PLANS_TICK: wiring.PLANS_TICK_SECONDS}
_OURS = {wiring.DEAD_LETTERS, *_PACE}


def subscriptions() -> list[Subscription]:
    """Give every topic of the wiring table its subscriptions."""
    return [
        Subscription(
            name=f"{service.name}-{topic}",
            topic=topic,
            ack_deadline=float(service.ack_deadline),
            # A dead letter that cannot be buried is tried for as long as it takes.
            dead_letter_topic="" if topic in _OURS else wiring.DEAD_LETTERS,
            # A tick that was missed is worth nothing: the next one does its work.
            retention=_PACE.get(topic),
        )
        for service in wiring.SERVICES
        for topic in service.topics
    ]


def endpoints(base_url: str) -> dict[str, str]:
    """Tell where the gateway takes each subscription's messages."""
    return {
        f"{service.name}-{topic}": f"{base_url}/_push/{service.name}"
        for service in wiring.SERVICES
        for topic in service.topics
    }
