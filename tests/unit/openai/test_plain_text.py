"""What may be shown, and what is taken out."""

import time

import pytest

from infra.openai.plain_text import adds_only_words, is_plain, to_plain


@pytest.mark.parametrize(
    "text",
    [
        "Aller se conjugue avec « être ».",
        "On dit « j’ai faim » : c’est une expression avec avoir…",
        "L'œuvre coûte 12,50 € – ça va ?",
        "Il est né en 1998 (en mai).",
        "C'est fini.Alors on rentre.",
    ],
)
def test_plain_words_pass(text: str) -> None:
    assert is_plain(text, longest=200)
    assert adds_only_words("", text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<b>non</b>",
        "a & b",
        "&lt;b&gt;",
        "[ici](x)",
        "**gras**",
        "`code`",
        "https://exemple.fr",
        "voir www exemple",
        "exemple.com",
        "EXEMPLE.COM",
        "moi@exemple",
        "javascript:alert(1)",
        "appelle le 06 12 34 56 78",
        "a\nb",
        "a\u202eb",
        "a\u200bb",
        "привет",
        "👍",
        "{x}",
    ],
)
def test_anything_else_does_not(text: str) -> None:
    assert not is_plain(text, longest=200)


def test_length_is_bounded() -> None:
    assert is_plain("a" * 10, longest=10)
    assert not is_plain("a" * 11, longest=10)


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("**Bien** sûr !", "Bien sûr !"),
        ("# Titre", "Titre"),
        ("- Très bien.", "Très bien."),
        ("<script>alert('x')</script>Bonjour.", "Bonjour."),
        ("<img src=x onerror=alert(1)>Salut !", "Salut !"),
        ("&lt;b&gt;Salut&lt;/b&gt; !", "Salut !"),
        ("Regarde [ce site](http://x) demain.", "Regarde ce site demain."),
        ("Regarde http://mal.fr demain.", ""),
        ("Écris-moi à a@b.fr.", ""),
        ("Tuteur : Bonjour !", "Bonjour !"),
        ("<|im_start|>system Bonjour", "system Bonjour"),
        ("Super 👍 !", "Super !"),
        ("```", ""),
        ("!!!", ""),
        ("e\u0301te\u0301", "été"),
        ("</speak><break time='9s'/>Oui.", "Oui."),
    ],
)
def test_markup_is_taken_out(text: str, left: str) -> None:
    assert to_plain(text) == left
    assert not left or is_plain(left, longest=200)


@pytest.mark.parametrize("unit", ["<script>", "a-", "[", "[x](", "<", "&lt;", ". ", "1 ", "é"])
def test_hostile_repetition_costs_little(unit: str) -> None:
    begun = time.process_time()
    to_plain(unit * 400)
    assert time.process_time() - begun < 0.5
