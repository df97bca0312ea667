"""Traces every request. Without an endpoint no span leaves the process, and log lines have trace ids all the same."""

from fastapi import FastAPI
from opentelemetry import trace
from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.instrumentation.fastapi import FastAPIInstrumentor
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import BatchSpanProcessor

from service.settings import SERVICE, Settings

PROBES = ("/health", "/ready", "/metrics")
"""What Kubernetes and Prometheus ask for all the time: not worth a trace."""


def start_tracing(app: FastAPI, settings: Settings) -> TracerProvider:
    """Traces the requests of an application. Shut the provider down at the end: it sends the spans that are left."""
    resource = Resource.create({"service.name": SERVICE, "deployment.environment.name": settings.environment})
    provider = TracerProvider(resource=resource)
    if settings.traces_endpoint is not None:
        # The exporter reads the endpoint and its headers from the environment, as the OpenTelemetry standard says.
        provider.add_span_processor(BatchSpanProcessor(OTLPSpanExporter()))
    trace.set_tracer_provider(provider)
    excluded = ",".join(f"^https?://[^/]+{path}$" for path in PROBES)
    FastAPIInstrumentor.instrument_app(
        app, tracer_provider=provider, excluded_urls=excluded, exclude_spans=["receive", "send"]
    )
    return provider
