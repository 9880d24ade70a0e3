"""What is asked of the rules: pictures, whether they are sound, and a whole table of pupils by them."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any

from fastapi import APIRouter
from pydantic import BaseModel, ConfigDict, Field
from starlette.responses import JSONResponse, Response

from engine.diagnostics import KnowledgeError, Location, fault
from engine.rendering.check_print import check_json
from engine.rendering.diagrams.printing import Form, printed
from engine.service import check_folder, check_texts, screen_text
from web.api.asked import Day, Given, InLanguage, as_json, case_of, given_with
from web.api.shapes import answer
from web.asking import Reading, require

__all__ = ["router"]

router = APIRouter(prefix="/api/v1", default_response_class=JSONResponse)
_KINDS: dict[Form, str] = {
    "svg": "image/svg+xml",
    "png": "image/png",
    "pdf": "application/pdf",
    "dot": "text/vnd.graphviz",
    "mermaid": "text/plain",
    "bpmn": "application/xml",
    "text": "text/plain",
    "json": "application/json",
}
_PICTURE = answer("graph", **dict.fromkeys(sorted({*_KINDS.values()} - {"application/json"}), "A sheet of the picture."))
_MOST_SHEETS, _MOST_FILES = 40, 200
_WHOLE = ("dot", "mermaid", "bpmn")


class Drawn(Given):
    """A case, and the picture that its route is laid over."""

    model_config = given_with(name="monitoring", form="json")

    name: Annotated[str, Field(max_length=100, description="A protocol, `all` or `pyramid`.")]
    form: Form = "svg"
    sheet: Annotated[int, Field(ge=0, le=_MOST_SHEETS, strict=True, description="Of a long route: which sheet, from 0.")] = 0


class Files(BaseModel):
    """The files of a school's folder, by their names in it."""

    model_config = ConfigDict(extra="forbid", json_schema_extra={"examples": [{"files": {"school.yaml": "school: De Linde\n"}}]})

    files: Annotated[dict[str, str], Field(max_length=_MOST_FILES, description="`school.yaml`, `rules/parameters.yaml` and so on.")]


class Table(BaseModel):
    """A table of pupils as CSV, and what its columns stand for."""

    model_config = ConfigDict(
        extra="forbid", json_schema_extra={"examples": [{"table": "pupil,potential.percentile,achievement.percentile\na,95,40\nb,60,55\n"}]}
    )

    table: Annotated[str, Field(description="CSV with a header; a column that is called as a fact is that fact. It is not kept.")]
    mapping: Annotated[
        dict[str, Any] | None,
        Field(json_schema_extra={"anyOf": [{"$ref": "#/components/schemas/mapping"}, {"type": "null"}]}),
    ] = None
    as_of: Day | None = None

    @property
    def day(self) -> date | None:
        """Give the day of the question, None for today."""
        return date.fromisoformat(self.as_of) if self.as_of else None


@router.get("/graph/{name}", summary="A route as a picture", responses=_PICTURE, tags=["rules"])
def graph(asked: Reading, name: str, form: Form = "svg", sheet: int = 0, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer graph NAME --format FORM` gives; `all`, `pyramid`, `causes` and `roles` are pictures too."""
    wegwijzer = asked.visitor.records.wegwijzer

    def draw() -> list[bytes]:
        return printed(wegwijzer.graph(name, lang, whole=form in _WHOLE), form)

    return _sheet(asked.site.drawn.get(wegwijzer, lang, (name, form), draw), form, sheet)


@router.post("/graph", summary="A pupil's place on a route", responses=_PICTURE, tags=["case"])
def graph_of(asked: Reading, given: Drawn, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer graph NAME --case CASE` gives."""
    case = case_of(asked, given)
    sheets = asked.visitor.records.wegwijzer.graph(given.name, lang, case=case, as_of=given.day, whole=given.form in _WHOLE)
    return _sheet(printed(sheets, given.form), given.form, given.sheet)


def _sheet(files: list[bytes], form: Form, sheet: int) -> Response:
    if not 0 <= sheet < len(files):
        raise KnowledgeError([fault("api.no_sheet", Location("sheet"), sheet=sheet, last=len(files) - 1)])
    return Response(files[sheet], media_type=_KINDS[form])


@router.get("/rules/check", summary="Whether the rules in use are sound", responses=answer("check"), tags=["rules"])
def check(asked: Reading, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer check --format json` gives; for who may change the rules."""
    require(asked, "rules")
    return as_json(check_json(check_folder(asked.site.rulebook.root), lang))


@router.post("/rules/check", summary="Whether these rules are sound", responses=answer("check"), tags=["rules"])
def check_these(asked: Reading, given: Files, lang: InLanguage = "nl") -> Response:
    """Check the files of a school's folder, which rest on the base and are not kept; for who may change the rules."""
    require(asked, "rules")
    return as_json(check_json(check_texts(given.files), lang))


@router.post("/screen", summary="At which pupils to look, by which method", responses=answer("screen"), tags=["table"])
def screen(asked: Reading, given: Table, lang: InLanguage = "nl") -> Response:
    """Give what `wegwijzer screen TABLE -o LIST.json` gives."""
    return as_json(screen_text(asked.visitor.records.wegwijzer, given.table, given.mapping, as_of=given.day, language=lang))
