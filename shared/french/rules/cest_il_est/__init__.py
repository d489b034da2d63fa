"""c'est or il est."""
