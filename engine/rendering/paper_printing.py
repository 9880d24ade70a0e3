"""The printers of paper by the name of their format; only the one that is asked for is imported."""

from __future__ import annotations

from typing import Literal

from engine.model.paper import Paper

__all__ = ["BINARY", "FORMATS", "PaperFormat", "printed"]

PaperFormat = Literal["md", "html", "pdf", "docx"]
FORMATS: tuple[PaperFormat, ...] = ("md", "html", "pdf", "docx")
BINARY: tuple[PaperFormat, ...] = ("pdf", "docx")


def printed(paper: Paper, form: PaperFormat) -> str | bytes:
    """Print a document: text for md and html, bytes for pdf and docx; the same document gives the same result.

    Raises `KnowledgeError` when the library that makes a format is not installed.
    """
    match form:
        case "md":
            from engine.rendering.paper_markdown import markdown  # noqa: PLC0415 - only the printer that is asked for

            return markdown(paper)
        case "html":
            from engine.rendering.paper_html import html_page  # noqa: PLC0415 - as above

            return html_page(paper)
        case "docx":
            from engine.rendering.paper_word import word_file  # noqa: PLC0415 - as above

            return word_file(paper)
        case "pdf":
            from engine.rendering.paper_pdf import pdf_file  # noqa: PLC0415 - as above

            return pdf_file(paper)
