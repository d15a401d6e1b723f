"""Causal maps are run: fuzzy cognitive maps, draws of unknown strengths, press perturbation."""

from rashomon.simulation.fcm import simulate
from rashomon.simulation.montecarlo import agreement, by_method, what_if
from rashomon.simulation.press import feedback, press
from rashomon.simulation.sensitivity import sensitivity

__all__ = [
    "agreement",
    "by_method",
    "feedback",
    "press",
    "sensitivity",
    "simulate",
    "what_if",
]
