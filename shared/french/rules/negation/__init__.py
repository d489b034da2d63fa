"""ne… pas, jamais, rien, personne."""
