"""The table of all scenarios, a file per hundred."""
from . import completed, transport, plaintext, negotiation, certificates, client_certificates, protocol, capture

_PARTS = (completed, transport, plaintext, negotiation, certificates, client_certificates, protocol, capture)
SCENARIOS = [scenario for part in _PARTS for scenario in part.SCENARIOS]
