"""Durable background work: at-least-once, with retry and a visible reason of failure."""
