"""depuis, pendant, pour, il y a, dans: how long, since when, and when."""
