"""The service: what it answers. Add your own routes here."""

from typing import Annotated

from fastapi import APIRouter, Body, HTTPException, Request

from service.log import logger
from service.server import create_app, run
from service.settings import SERVICE

DESCRIPTION = "Invoices"

router = APIRouter()


@router.get("/")
async def describe(request: Request) -> dict[str, str]:
    """What the service is, and where it runs."""
    logger.info("greeting")
    environment = request.app.state.settings.environment
    return {"service": SERVICE, "description": DESCRIPTION, "environment": environment}


@router.get("/items")
async def list_items(request: Request) -> dict[str, list[dict[str, object]]]:
    """The hundred latest items."""
    sql = "SELECT id, name, created_at FROM items ORDER BY created_at DESC, id LIMIT 100"
    return {"items": await request.app.state.database.query(sql)}


@router.post("/items", status_code=201)
async def add_item(
    request: Request,
    name: Annotated[str, Body(embed=True, min_length=1, max_length=200)],
) -> dict[str, object]:
    """Adds an item."""
    sql = "INSERT INTO items (name) VALUES (%s) RETURNING id, name, created_at"
    rows = await request.app.state.database.query(sql, [name])
    return rows[0]


app = create_app(DESCRIPTION, router)

if __name__ == "__main__":
    run(app)
