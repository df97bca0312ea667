import json

import pytest

import job
from service.settings import SERVICE, ConfigurationError, read_settings


def lines(capsys):
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_does_its_work_and_says_so_in_json(capsys, monkeypatch):
    monkeypatch.setenv("APP_ENV", "test")
    assert job.main() == 0
    logged = lines(capsys)
    assert logged[0]["environment"] == "test"
    assert {line["service"] for line in logged} == {SERVICE} == {"{{name}}"}


def test_a_run_that_fails_returns_1(capsys, monkeypatch):
    def fail(settings):
        raise RuntimeError("no connection")

    monkeypatch.setattr(job, "run", fail)
    assert job.main() == 1
    assert "no connection" in lines(capsys)[-1]["error"]


def test_names_the_mistakes_of_the_configuration_and_no_values():
    with pytest.raises(ConfigurationError) as caught:
        read_settings({"LOG_LEVEL": "hunter2"})
    assert "LOG_LEVEL" in str(caught.value)
    assert "hunter2" not in str(caught.value)
