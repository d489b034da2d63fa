"""du, de la, de l', des; and de alone."""
