"""Comparatives and superlatives."""
