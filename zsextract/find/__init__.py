"""Finders: each turns a passage into mentions."""
