"""What every worker of the platform has: settings, logs and a clean end."""
