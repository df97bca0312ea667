"""Metrics of requests. The client library adds those of the process."""

from prometheus_client import Counter, Histogram

_LABELS = ("method", "route", "status")
_METHODS = {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}

_requests = Counter("http_requests_total", "Requests that were answered.", _LABELS)
_duration = Histogram(
    "http_request_duration_seconds",
    "How long requests took, in seconds.",
    _LABELS,
    buckets=(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10),
)


def count_request(method: str, route: str | None, status: int, seconds: float) -> None:
    """Counts a request by its route and never by its path: each label value is a time series."""
    labels = (method if method in _METHODS else "other", route or "unmatched", str(status))
    _requests.labels(*labels).inc()
    _duration.labels(*labels).observe(seconds)
