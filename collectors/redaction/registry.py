"""All that is looked for; what comes first names a secret that several find."""

from collections.abc import Callable, Iterable
from typing import NamedTuple

from collectors.redaction.finders import (
    addresses,
    by_position,
    client_addresses,
    commands,
    cookies,
    mail_addresses,
    named_values,
    personal_numbers,
    private_keys,
    provider_tokens,
    schemes,
    sentences,
    web_tokens,
    wrapped,
)
from collectors.redaction.found import Found
from collectors.redaction.judging import assignments
from collectors.redaction.view import View


class Finder(NamedTuple):
    """`clue` matches, in RE2's words, every text in which `find` may find something."""

    clue: str
    find: Callable[[View], Iterable[Found]]


FINDERS = (
    Finder(private_keys.CLUE, private_keys.private_keys),
    Finder(provider_tokens.CLUE, provider_tokens.provider_tokens),
    Finder(web_tokens.CLUE, web_tokens.web_tokens),
    Finder(wrapped.CLUE, wrapped.wrapped_tokens),
    Finder(addresses.CLUE, addresses.address_secrets),
    Finder(mail_addresses.CLUE, mail_addresses.mail_addresses),
    Finder(personal_numbers.CLUE, personal_numbers.personal_numbers),
    Finder(client_addresses.CLUE, client_addresses.client_addresses),
    Finder(schemes.CLUE, schemes.scheme_credentials),
    Finder(cookies.CLUE, cookies.cookies),
    Finder(assignments.CLUE, named_values.named_values),
    Finder(by_position.CLUE, by_position.secrets_by_position),
    Finder(commands.CLUE, commands.command_secrets),
    Finder(sentences.CLUE, sentences.sentence_secrets),
)
