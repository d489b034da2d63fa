"""The preposition that a verb, an adjective or a noun asks for."""
