"""How the app is served: only to this computer, sending nothing away, under a strict content policy."""

import hashlib
import itertools
import logging
import os
import re
import threading
from base64 import b64encode
from importlib import import_module
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import streamlit as st
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from qualcode.ui.playing import ROUTES

SCRIPT = Path(__file__).with_name("script") / "main.py"


def _streamlits_own() -> str:
    """The hashes of the inline scripts in Streamlit's start page, which the policy would refuse otherwise."""
    page = (Path(st.__file__).parent / "static" / "index.html").read_text("utf-8")
    digests = (
        hashlib.sha256(found.encode()).digest()
        for found in re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    )
    return " ".join(f"'sha256-{b64encode(digest).decode()}'" for digest in digests)


CONTENT_POLICY = "; ".join((
    "default-src 'none'",
    f"script-src 'self' {_streamlits_own()}".rstrip(),
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data: blob:",
    "font-src 'self' data:",
    "media-src 'self' blob:",
    "connect-src 'self'",
    "worker-src 'self' blob:",
    "frame-src 'self'",
    "form-action 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
    "object-src 'none'",
    "manifest-src 'self'",
))  # fmt: skip
HEADERS = (
    (b"content-security-policy", CONTENT_POLICY.encode()),
    (b"referrer-policy", b"same-origin"),
    (b"x-content-type-options", b"nosniff"),
)
LASTING = ("/static/", "/_stcore/bidi-components/")
"""What the browser may keep: the program's own files. Everything else may hold people's words."""


class Guard:
    """Adds the security headers to every answer, and lets only our own page open a socket."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] == "websocket" and not _from_our_page(scope):
            await send({"type": "websocket.close", "code": 1008})
            return
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        names = {name for name, _value in HEADERS}
        keep = scope["path"].startswith(LASTING)

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                there = [(name, value) for name, value in message["headers"] if name.lower() not in names]
                if not keep:
                    there = [(name, value) for name, value in there if name.lower() != b"cache-control"]
                    there.append((b"cache-control", b"no-store"))
                message["headers"] = [*there, *HEADERS]
            await send(message)

        await self._app(scope, receive, guarded)


def _from_our_page(scope: Scope) -> bool:
    """Whether a socket's origin is the address it was opened at: no other page of this computer may."""
    headers = {name: value.decode("latin-1") for name, value in scope["headers"]}
    return bool(urlsplit(str(headers.get(b"origin", ""))).netloc == headers.get(b"host", ""))


HOSTS = ["localhost", "127.0.0.1"]
"""What this computer may be called: another name would be a page elsewhere that points here."""
MIDDLEWARE = [Middleware(TrustedHostMiddleware, allowed_hosts=HOSTS), Middleware(Guard)]

_numbers = itertools.count(1)


def on_script_error(error: Exception) -> bool:
    """A traceback goes to the log; the user gets a sentence and a number to find it by."""
    from qualcode.ui.i18n import _

    number = f"{os.getpid()}-{next(_numbers)}"
    logging.getLogger("qualcode").error("error %s", number, exc_info=error)
    said = _(
        "Something went wrong that should not have. What was stored before is safe. "
        "The log of the program has the details under number {number}."
    )
    st.error(said.format(number=number))
    return True


def settings(*, port: int = 0, headless: bool = False) -> dict[str, Any]:
    """What `.streamlit/config.toml` says, for an installed package that has no such folder."""
    return {
        "server.address": "127.0.0.1",
        "server.allowedHosts": HOSTS,
        "server.headless": headless,
        "server.showEmailPrompt": False,
        "server.maxUploadSize": 300,  # for recordings
        "server.fileWatcherType": "none",
        "server.enableStaticServing": False,
        "server.enableWebsocketCompression": True,  # a coding is 200 bytes instead of 1,700
        "browser.gatherUsageStats": False,
        "runner.postScriptGC": False,
        "client.toolbarMode": "minimal",
        "client.showErrorDetails": "none",
        "theme.light.primaryColor": "#1f6f6b",
        "theme.light.textColor": "#121210",  # captions are a lighter shade of it and must stay readable
        "theme.dark.primaryColor": "#2f827c",  # white words stand on it
        **({"server.port": port} if port else {}),
    }


def warm_up() -> None:
    """Load what the first page needs while the browser loads its own part."""
    threading.Thread(target=import_module, args=("qualcode.ui.first",), daemon=True).start()


def run(*, port: int = 0, headless: bool = False) -> None:
    """Serve until stopped. The project shown is named by the environment (see `places.py`)."""
    app = st.App(SCRIPT, routes=ROUTES, middleware=MIDDLEWARE, on_script_error=on_script_error)
    warm_up()
    app.run(config=settings(port=port, headless=headless))
