"""The sentence around a finding."""

from hypothesis import given
from hypothesis import strategies as st

from shared.french.quotes import MAX_CHARACTERS, quote_span

TEXT = "Bonjour. Hier, j'ai allé au marché ! Et toi ?"


def test_the_sentence_around_the_finding() -> None:
    start = TEXT.index("ai allé")
    first, last = quote_span(TEXT, start, start + 7)
    assert TEXT[first:last] == "Hier, j'ai allé au marché !"


def test_a_long_sentence_is_cut_at_words() -> None:
    text = "mot " * 200 + "faute " + "mot " * 200
    start = text.index("faute")
    first, last = quote_span(text, start, start + 5)
    quote = text[first:last]
    assert "faute" in quote
    assert len(quote) <= MAX_CHARACTERS
    assert set(quote.split()) == {"mot", "faute"}


@given(st.text(alphabet="ab .!?\n", min_size=1, max_size=300), st.data())
def test_the_quote_always_holds_the_finding(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = quote_span(text, start, end)
    assert 0 <= first <= start
    assert end <= last <= len(text)
