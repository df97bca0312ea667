"""Settings of the tests: they are read when `app` is imported."""

import os
# #if storage
import tempfile
# #end

os.environ["APP_ENV"] = "test"
# #if database
os.environ.update(DB_HOST="127.0.0.1", DB_PORT="1", DB_NAME="app", DB_USER="app", DB_PASS="secret")
# #end
# #if storage
os.environ["DATA_DIR"] = tempfile.mkdtemp()
# #end
