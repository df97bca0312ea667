"""The service: what it answers. Add your own routes here."""

# #if database|storage
from typing import Annotated

# #end
# #if database|storage
from fastapi import APIRouter, Body, HTTPException, Request
# #else
from fastapi import APIRouter, Request
# #end
# #if storage
from fastapi.responses import PlainTextResponse
# #end

from service.log import logger
from service.server import create_app, run
from service.settings import SERVICE

DESCRIPTION = {{description}}

router = APIRouter()


@router.get("/")
async def describe(request: Request) -> dict[str, str]:
    """What the service is, and where it runs."""
    logger.info("greeting")
    environment = request.app.state.settings.environment
    return {"service": SERVICE, "description": DESCRIPTION, "environment": environment}


# #if database
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


# #end
# #if storage
@router.get("/files/{key:path}", response_class=PlainTextResponse)
async def read_file(request: Request, key: str) -> str:
    """The text that was stored under a key."""
    value = await request.app.state.store.read(key)
    if value is None:
        raise HTTPException(404, "There is no such file.")
    return value


@router.put("/files/{key:path}", status_code=204)
async def write_file(request: Request, key: str, value: Annotated[bytes, Body(media_type="text/plain")] = b"") -> None:
    """Stores a text of at most 1 MiB under a key."""
    if len(value) > 1_048_576:
        raise HTTPException(413, "A file has at most 1 MiB.")
    await request.app.state.store.write(key, value.decode("utf-8", "replace"))


# #end
app = create_app(DESCRIPTION, router)

if __name__ == "__main__":
    run(app)
