"""Which programs call a service as tests do: by libraries and tools that are no browser and deliver nothing."""

from collectors.logs.messages.deliverers import AGENTS, BETWEEN

# What HTTP libraries, test tools and driven browsers call themselves as long as nobody names them otherwise (2026).
_LIBRARIES = (
    "python-httpx",
    "python-requests",
    "Python-urllib",
    r"Python/[0-9.]+ (?:aiohttp|websockets)",
    "axios",
    "node-fetch",
    "node",
    "undici",
    "got",
    "supertest",
    "Go-http-client",
    "okhttp",
    "Apache-HttpClient",
    "Java-http-client",
    "Java",
    "ReactorNetty",
    "Ruby",
    "Faraday",
    "rest-client",
    "reqwest",
    "GuzzleHttp",
    "Symfony HttpClient",
    "hackney",
    "curl",
    "Wget",
    "PostmanRuntime",
    "k6",
    "Playwright",
    "Cypress",
)
_DRIVEN = r"Mozilla/[^\n]*(?:HeadlessChrome|Cypress|Playwright)"
CALLERS = f"^(?:{'|'.join((*AGENTS, *_LIBRARIES))})\\b|^{_DRIVEN}"
"""What the first step puts behind the status of a request: who delivered it, or the program that asked."""


def program(status: str | None) -> str | None:
    """The library or tool that asked, of a status with what the first step put behind it."""
    caller = (status or "").partition(BETWEEN)[2]
    if not caller or caller in AGENTS:
        return None
    return "a driven browser" if caller.startswith("Mozilla") else caller
