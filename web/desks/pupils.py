"""All pages about pupils, in the order in which their addresses are looked at."""

from __future__ import annotations

from web.desks import advising, beginning, closing, guarding, papers, planning, supposing, talking, timeline, viewing

__all__ = ["ROUTERS"]

ROUTERS = tuple(each.router for each in (beginning, talking, supposing, viewing, planning, timeline, papers, guarding, closing, advising))
