"""What every job of the platform has: settings and logs."""
