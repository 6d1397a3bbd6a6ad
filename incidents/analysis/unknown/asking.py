"""How a question of the register is put: the same text with the same reason is the same question."""

from typing import Literal

from incidents.model.incident import Question
from incidents.model.record import digest


def question(text: str, why: str, query: str, about: Literal["facts", "cause"] = "facts") -> Question:
    return Question(id=f"question-{digest(text, why)}", text=text, why=why, query=query, about=about)
