"""Settings of the tests: they are read when `app` is imported."""

import os

os.environ["APP_ENV"] = "test"
os.environ.update(DB_HOST="127.0.0.1", DB_PORT="1", DB_NAME="app", DB_USER="app", DB_PASS="secret")
