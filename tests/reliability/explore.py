"""State machines run in an order that is the same every time."""

from hypothesis import HealthCheck, Phase, settings
from hypothesis.stateful import RuleBasedStateMachine, run_state_machine_as_test


def explore(
    machine: type[RuleBasedStateMachine], *, bugs: object, build: object, examples: int, steps: int
) -> None:
    """Run a machine over a store, with bugs planted if any; raises what it finds.

    Args:
        build: makes the stores that the machine's `build` stands for.
        examples, steps: how many walks, of how many steps each.
    """
    planted = type("Planted", (machine,), {"bugs": bugs, "build": staticmethod(build)})  # type: ignore[arg-type]
    run_state_machine_as_test(
        planted,
        settings=settings(
            max_examples=examples,
            stateful_step_count=steps,
            deadline=None,
            derandomize=True,
            database=None,
            print_blob=False,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        ),
    )
