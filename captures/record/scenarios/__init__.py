"""The table of all scenarios, a file per hundred."""
from . import completed, transport, plaintext, upgrades, negotiation, certificates, client_certificates, protocol, capture, points

_PARTS = (completed, transport, plaintext, upgrades, negotiation, certificates, client_certificates, protocol, capture, points)
SCENARIOS = [scenario for part in _PARTS for scenario in part.SCENARIOS]
