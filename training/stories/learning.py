"""How the weights of `whomet.stories.siblings` are learnt: by joining articles whose events are known."""

from __future__ import annotations

import heapq
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from whomet.stories.siblings import WEIGHTS, Groups, Row

NAMES = tuple(WEIGHTS)
#: Log odds down to which pairs are tried while the truth is obeyed: what nearly is joined teaches most.
DARING = -1.4


@dataclass(frozen=True, slots=True)
class Case:
    """Articles that are grouped together.

    Attributes:
        of: The name of the set.
        rows: The articles.
        links: For every article its neighbours.
        events: What every article is about.
    """

    of: str
    rows: Sequence[Row]
    links: Sequence[Collection[int]]
    events: Sequence[str]


@dataclass(slots=True)
class Lessons:
    """Pairs of groups of one event each: features, whether the events are one, and how much that weighs."""

    features: list[NDArray[np.float64]] = field(default_factory=list)
    same: list[bool] = field(default_factory=list)
    weights: list[float] = field(default_factory=list)


class Player:
    """Joins the articles of a case by some weights.

    Args:
        case: The articles.
        weights: One for each of `NAMES`.
        obedient: Whether groups of two events are never joined.
    """

    def __init__(self, case: Case, weights: NDArray[np.float64], obedient: bool) -> None:
        self.groups = Groups(case.rows)
        self.near = [set(each) for each in case.links]
        self.events = [{event} for event in case.events]
        self.rounds = [0] * len(case.rows)
        self.weights, self.obedient = weights, obedient
        self.heap: list[tuple[float, int, int, int, int]] = []
        self.lessons = Lessons()

    def play(self) -> Lessons:
        """Join, and note every pair of groups that was joined, or nearly so."""
        for one in range(len(self.near)):
            self._offer(one, sorted(other for other in self.near[one] if other > one))
        least = DARING if self.obedient else 0.0
        while self.heap:
            cost, one, other, *seen = heapq.heappop(self.heap)
            if seen != [self.rounds[one], self.rounds[other]]:
                continue
            if -cost < least:
                break
            same = self._note(one, other)
            if same or not self.obedient:
                self._join(one, other)
                self._offer(one, sorted(self.near[one]))
        self._note_last()
        return self.lessons

    def stories(self) -> list[list[int]]:
        """The groups that are left."""
        return [self.groups.members[one] for one, done in enumerate(self.rounds) if done >= 0]

    def _offer(self, one: int, others: Sequence[int]) -> None:
        if others:
            for other, odds in zip(others, (self._features(one, others) @ self.weights).tolist(), strict=True):
                first, second = sorted((one, other))
                heapq.heappush(self.heap, (-odds, first, second, self.rounds[first], self.rounds[second]))

    def _features(self, one: int, others: Sequence[int]) -> NDArray[np.float64]:
        found = self.groups.features(one, others)
        return np.stack([found[name] for name in NAMES], axis=1)

    def _note(self, one: int, other: int) -> bool:
        left, right = self.events[one], self.events[other]
        if len(left) == len(right) == 1:
            self.lessons.features.append(self._features(one, [other])[0])
            self.lessons.same.append(left == right)
            sizes = len(self.groups.members[one]), len(self.groups.members[other])
            self.lessons.weights.append(float(min(sizes)) ** 0.5)
        return left == right

    def _note_last(self) -> None:
        for one, done in enumerate(self.rounds):
            others = sorted(self.near[one])
            if done >= 0 and others:
                odds = self._features(one, others) @ self.weights
                self._note(one, others[int(np.argmax(odds))])

    def _join(self, one: int, other: int) -> None:
        self.groups.join(one, other)
        self.events[one] = self.events[one] | self.events[other]
        self.rounds[one] += 1
        self.rounds[other] = -1
        for neighbour in self.near[other]:
            self.near[neighbour].discard(other)
            self.near[neighbour].add(one)
        self.near[one] = (self.near[one] | self.near[other]) - {one, other}


def learn(cases: Sequence[Case], shares: dict[str, float], rounds: int = 5, penalty: float = 0.3) -> dict[str, float]:
    """Weights that join what is one and nothing else.

    Every round the articles are joined by the weights so far, once as the truth allows and once as they will; the
    pairs that came up are added to those of the rounds before (Ross et al. 2011, "A reduction of imitation learning").

    Args:
        cases: Several may be of one set.
        shares: How much all lessons of a set weigh.
        rounds: How often.
        penalty: On the squares of the weights.

    Returns:
        Name of a feature -> weight.
    """
    weights = np.array([WEIGHTS[name] for name in NAMES])
    features, same, worth = [], [], []
    for _ in range(rounds):
        for name in dict.fromkeys(case.of for case in cases):
            lessons = [
                Player(case, weights, obedient).play()
                for case in cases
                if case.of == name
                for obedient in (True, False)
            ]
            mass = np.array([weight for lesson in lessons for weight in lesson.weights])
            features.append(np.array([row for lesson in lessons for row in lesson.features]))
            same.append(np.array([each for lesson in lessons for each in lesson.same], dtype=np.float64))
            worth.append(shares.get(name, 1.0) * mass / mass.sum())
        all_worth = np.concatenate(worth)
        weights = fitted(np.concatenate(features), np.concatenate(same), all_worth / all_worth.sum() * 600.0, penalty)
    return dict(zip(NAMES, weights.round(2).tolist(), strict=True))


def played(case: Case, weights: dict[str, float]) -> list[list[int]]:
    """The stories that some weights make of a case."""
    player = Player(case, np.array([weights[name] for name in NAMES]), obedient=False)
    player.play()
    return player.stories()


def fitted(
    features: NDArray[np.float64], same: NDArray[np.float64], worth: NDArray[np.float64], penalty: float
) -> NDArray[np.float64]:
    """Weights of a logistic model, by Newton's method; the first is the constant and not penalised."""
    weights = np.zeros(features.shape[1])
    ridge = np.eye(len(weights)) * penalty
    ridge[0, 0] = 1e-6
    for _ in range(40):
        chance = 1.0 / (1.0 + np.exp(-np.clip(features @ weights, -30, 30)))
        slope = features.T @ (worth * (same - chance)) - ridge @ weights
        curve = (features * (worth * chance * (1.0 - chance))[:, None]).T @ features + ridge
        weights = weights + np.linalg.solve(curve, slope)
    return weights
