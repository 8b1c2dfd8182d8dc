"""6xx: messages that are malformed, out of order or undecipherable."""

SCENARIOS = ()
