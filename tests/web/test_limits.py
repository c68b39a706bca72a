import threading
import time

import pytest

from qa.web.limits import BusyError, Gate, Rate


def test_rate_lets_the_allowance_pass_and_refills_evenly() -> None:
    now = [100.0]
    rate = Rate(6, clock=lambda: now[0])
    assert [rate.wait("a") for _ in range(6)] == [0] * 6
    assert rate.wait("a") == 11  # one token in ten seconds, rounded up
    assert rate.wait("b") == 0
    now[0] += 10
    assert rate.wait("a") == 0
    assert rate.wait("a") > 0


def test_gate_refuses_at_once_when_enough_wait() -> None:
    gate, leave = Gate(1, 1, "bận"), threading.Event()
    entered = threading.Barrier(2)

    def hold() -> None:
        with gate.enter():
            entered.wait(5)
            leave.wait(5)

    def wait() -> None:
        with gate.enter():
            pass

    first, second = threading.Thread(target=hold), threading.Thread(target=wait)
    first.start()
    entered.wait(5)
    second.start()
    while gate.inside < 2:
        time.sleep(0.001)
    with pytest.raises(BusyError, match="bận"), gate.enter():
        pass
    leave.set()
    first.join(5)
    second.join(5)
    assert gate.inside == 0


def test_gate_frees_the_place_of_a_question_that_failed() -> None:
    gate = Gate(1, 0, "bận")
    with pytest.raises(ValueError), gate.enter():
        raise ValueError
    with gate.enter():
        assert gate.inside == 1
