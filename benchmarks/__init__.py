"""Measures the promises about speed: each is a ratio between two things timed in one run."""
