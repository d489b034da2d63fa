"""What an unsubscribe link shows: first a question, for programs follow links, then an answer."""

from html import escape

_PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark"><title>Parlons</title>
<style>body{{font:17px/1.5 system-ui,sans-serif;max-width:32em;margin:4em auto;padding:0 1em}}
button{{font:inherit;padding:.6em 1.2em;border-radius:.5em;border:1px solid;cursor:pointer}}</style>
</head><body><p>{message}</p>{form}</body></html>"""
_FORM = '<form method="post" action="?token={token}"><button>{button}</button></form>'
_TEXTS = {
    "fr": (
        "Ne plus recevoir le plan de la semaine par e-mail ?",
        "Ne plus le recevoir",
        "C'est fait : tu ne recevras plus ce message.",
    ),
    "en": (
        "Stop getting the weekly plan by e-mail?",
        "Stop",
        "Done: you will not get this mail any more.",
    ),
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; frame-ancestors 'none'"
    ),
    "X-Robots-Tag": "noindex",
}


def ask(token: str, accept_language: str) -> str:
    """Give the page that asks whether to go on; its button sends the POST."""
    language = _language(accept_language)
    question, button, _ = _TEXTS[language]
    form = _FORM.format(token=escape(token), button=escape(button))
    return _PAGE.format(language=language, message=escape(question), form=form)


def done(accept_language: str) -> str:
    """Give the page that says that it is done."""
    language = _language(accept_language)
    return _PAGE.format(language=language, message=escape(_TEXTS[language][2]), form="")


def _language(accept_language: str) -> str:
    return "fr" if accept_language.strip().lower().startswith("fr") else "en"
