"""What workers do in the tests: functions of a module, so that they can be sent."""

import os
import signal
import time


def twice(number):
    return 2 * number


def slow_first(number):
    time.sleep(0.2 if number == 0 else 0)
    return number


def process(_):
    return os.getpid()


def kill_at_three(number):
    if number == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return number


def leave_at_three(number):
    if number == 3:
        os._exit(7)
    return number


def too_much_at_three(number):
    if number == 3:
        raise MemoryError
    return number


def fail_at_three(number):
    if number == 3:
        raise ZeroDivisionError(f"not {number}")
    return number


class OwnError(Exception):
    def __init__(self, one, two):
        super().__init__(f"{one} and {two}")


def fail_unsendably(number):
    raise OwnError(number, number)


def sleep(seconds):
    time.sleep(seconds)
    return os.getpid()
