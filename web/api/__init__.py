"""The engine for other programs: the JSON of the commands over HTTP, with the same rights as the page."""

from web.api import cases, description, rules
from web.api.refusing import faults, misread

__all__ = ["ROUTERS", "faults", "misread"]

ROUTERS = (cases.router, rules.router, description.router)
