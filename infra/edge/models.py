"""Parts of answers that more than one function gives."""

from collections.abc import Mapping
from datetime import datetime
from typing import TYPE_CHECKING, Annotated

from pydantic import Field

from infra.edge.bodies import Body

if TYPE_CHECKING:
    from shared.domain.memory import Quote

RecordingId = Annotated[str, Field(examples=["01KCR5M1V0ANKFXJ4B8T2D6QHS"])]
LearnerId = Annotated[str, Field(examples=["emma"])]
ClassId = Annotated[str, Field(examples=["5b"])]
Pattern = Annotated[str, Field(examples=["auxiliary:aller"])]
Key = Annotated[
    str,
    Field(description="the pattern as it stands in paths", examples=["YXV4aWxpYXJ5OmFsbGVy"]),
]
Explanation = Annotated[
    Mapping[str, str],
    Field(examples=[{"fr": "Aller se conjugue avec être.", "en": "Aller takes être."}]),
]
Said = Annotated[str, Field(examples=["j'ai allé au marché"])]
Corrected = Annotated[str, Field(examples=["je suis allé au marché"])]
Reply = Annotated[str, Field(examples=["Tu es allé au marché ? Qu'est-ce que tu as acheté ?"])]
Url = Annotated[str, Field(examples=["https://parlons.example/blobs/…?signature=…"])]


class QuoteModel(Body):
    """The learner's own words; `start` and `end` are seconds in the recording, if any.

    `id` names the occurrence; it is empty where it can no longer be taken back.
    """

    id: str = Field(examples=["01KCR5M1V0ANKFXJ4B8T2D6QHS:0"])
    said: Said
    better: Corrected
    at: datetime
    recording_id: RecordingId
    start: float | None = Field(examples=[0.6])
    end: float | None = Field(examples=[1.8])

    @classmethod
    def of(cls, quote: "Quote") -> "QuoteModel":
        """Show a quote."""
        return cls.model_validate(quote, from_attributes=True)


class Download(Body):
    """Where to fetch something, and until when."""

    url: Url
    expires_at: datetime
