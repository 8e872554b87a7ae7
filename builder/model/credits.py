"""``curriculum/medien.yml``: whose pictures these are, and what others may do with them."""

from __future__ import annotations

from pydantic import Field

from builder.model.base import Record, Text, WebAddress


class Credit(Record):
    """Title, author, licence, link and origin of a picture (TULLU, learning.md D04).

    ``file``: path from the root of the project. ``licence_address``: needed where the licence is none of Creative
    Commons' own. ``edited``: what was changed in it.
    """

    file: Text = Field(alias="datei")
    title: Text = Field(alias="titel")
    author: Text = Field(alias="urheber")
    licence: Text = Field(alias="lizenz")
    licence_address: WebAddress = Field(alias="lizenz_adresse", default="")
    origin: Text = Field(alias="ursprung")
    edited: Text | None = Field(alias="bearbeitung", default=None)
