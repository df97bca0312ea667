# #if database
from pathlib import Path

# #end
import pytest
from fastapi.testclient import TestClient

from app import app
from service.settings import SERVICE, ConfigurationError, read_settings


@pytest.fixture
def client():
    with TestClient(app) as client:
        yield client


def test_says_which_service_it_is(client):
    assert client.get("/").json()["service"] == SERVICE == "{{name}}"


# #if database
class FakeDatabase:
    """Keeps items in memory."""

    def __init__(self, is_away=False):
        self.items = []
        self.is_away = is_away

    async def query(self, sql, values=()):
        if not sql.startswith("INSERT"):
            return self.items
        self.items.append({"id": 1, "name": values[0]})
        return self.items[-1:]

    async def answers(self):
        return not self.is_away

    async def close(self):
        pass


@pytest.fixture
def database(client):
    real, fake = app.state.database, FakeDatabase()
    app.state.database = fake
    yield fake
    app.state.database = real


def test_is_alive_and_ready(client, database):
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 200


def test_is_not_ready_while_the_database_is_away(client, database):
    database.is_away = True
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 503


def test_adds_an_item_and_lists_it(client, database):
    assert client.post("/items", json={"name": "first"}).status_code == 201
    assert [item["name"] for item in client.get("/items").json()["items"]] == ["first"]


@pytest.mark.parametrize("body", ["{}", "{", '{"name": ""}'])
def test_refuses_an_item_without_a_name(client, database, body):
    headers = {"content-type": "application/json"}
    assert client.post("/items", content=body, headers=headers).status_code == 422


def test_never_shows_a_password_in_an_error_about_the_configuration():
    with pytest.raises(ConfigurationError) as caught:
        read_settings({"DB_PASS": "hunter2"})
    assert "hunter2" not in str(caught.value)


# #else
def test_is_alive_and_ready(client):
    assert client.get("/health").status_code == 200
    assert client.get("/ready").status_code == 200


# #end
# #if storage
def test_keeps_a_file(client):
    assert client.get("/files/..%2Fgreeting").status_code == 404
    assert client.put("/files/..%2Fgreeting", content="hello").status_code == 204
    assert client.get("/files/..%2Fgreeting").text == "hello"


# #end
def test_counts_requests_by_their_route(client):
    client.get("/no/such/path")
    metrics = client.get("/metrics").text
    assert 'http_requests_total{method="GET",route="unmatched",status="404"} 1.0' in metrics
    assert "http_request_duration_seconds_bucket{" in metrics
    assert "process_cpu_seconds_total " in metrics


@pytest.mark.parametrize("level", ["INFO", "Warning", "error"])
def test_takes_a_log_level_in_any_case(level):
    with pytest.raises(ConfigurationError) as caught:
        read_settings({"LOG_LEVEL": level, "PORT": "many"})
    assert "LOG_LEVEL" not in str(caught.value)


def test_names_every_mistake_of_the_configuration():
    wrong = {"PORT": "many", "LOG_LEVEL": "loud", "OTEL_EXPORTER_OTLP_ENDPOINT": "nowhere"}
    with pytest.raises(ConfigurationError) as caught:
        read_settings(wrong)
    assert all(name in str(caught.value) for name in wrong)
