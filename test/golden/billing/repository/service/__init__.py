"""What every service of the platform has: settings, logs, metrics, traces and a clean end."""
