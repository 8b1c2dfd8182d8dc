"""7xx: what the capture lacks."""

SCENARIOS = ()
