"""imparfait or passé composé, and the present where a past is due."""
