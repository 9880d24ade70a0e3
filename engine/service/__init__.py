"""The one place that strings the floors together: load, infer, decide, enact, advise."""

from engine.service.checking import check_folder
from engine.service.comparing import BASE_WORDS, compare_rules
from engine.service.drafting import DRAFT
from engine.service.handed import check_texts, screen_text
from engine.service.many_cases import make_population
from engine.service.starting import publish_schemas, start_rule, start_school
from engine.service.vignettes import VignetteResult
from engine.service.wegwijzer import Wegwijzer, open_wegwijzer

__all__ = [
    "BASE_WORDS",
    "DRAFT",
    "VignetteResult",
    "Wegwijzer",
    "check_folder",
    "check_texts",
    "compare_rules",
    "make_population",
    "open_wegwijzer",
    "publish_schemas",
    "screen_text",
    "start_rule",
    "start_school",
]
