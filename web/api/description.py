"""The description of what can be asked, in OpenAPI: for who may ask at all."""

from __future__ import annotations

from fastapi import APIRouter
from starlette.responses import JSONResponse

from web.api.shapes import describe
from web.asking import Reading

__all__ = ["router"]

router = APIRouter(include_in_schema=False)


@router.get("/api/openapi.json")
def openapi(asked: Reading) -> JSONResponse:
    """Give the description."""
    return JSONResponse(describe(asked.request.app))
