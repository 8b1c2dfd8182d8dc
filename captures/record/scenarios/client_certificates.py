"""5xx: the server and the client's certificate."""

SCENARIOS = ()
