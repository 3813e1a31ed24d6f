"""Recordings on their way to the browser: from disk, in ranges, so that it can seek.

A file has an address once a page has shown it: a random one, made by this process. Nothing of the path is
in it, so nobody can ask for a file that was not shown.
"""

from dataclasses import dataclass
from pathlib import Path
from secrets import token_urlsafe
from typing import TYPE_CHECKING, Any

from starlette.requests import Request
from starlette.responses import FileResponse, Response
from starlette.routing import Route

if TYPE_CHECKING:
    from qualcode.model import Recording
    from qualcode.store.recording_files import Folder


@dataclass(frozen=True, slots=True)
class _Shown:
    path: Path
    size: int
    media_type: str


_tokens: dict[_Shown, str] = {}
_shown: dict[str, _Shown] = {}


def for_player(folder: "Folder", recording: "Recording") -> dict[str, Any]:
    """What the player in the coding pane is told: where to play from, or what is wrong with the file."""
    # the server stands before the database's libraries are there (see serve.py)
    from qualcode.errors import QualcodeError
    from qualcode.store.recording_files import found
    from qualcode.ui.i18n import sentence

    try:
        path = found(folder, recording)
    except QualcodeError as problem:
        return {"wrong": sentence(problem)}
    return {
        "id": f"{recording.id} {recording.sha256[:16]}",  # the same file, at whatever address
        "url": _address(_Shown(path, recording.size, recording.media_type)),
        "file": recording.file,
        "offset": recording.offset,
    }


def _address(shown: _Shown) -> str:
    token = _tokens.setdefault(shown, token_urlsafe(24))  # the same at every run, or playing would stop
    _shown[token] = shown
    return f"/recording/{token}"


async def _play(request: Request) -> Response:
    from qualcode.store.recording_files import size_of

    shown = _shown.get(request.path_params["token"])
    if shown is None or size_of(shown.path) != shown.size:
        return Response(status_code=404)
    return FileResponse(
        shown.path,
        media_type=shown.media_type,
        headers={"cross-origin-resource-policy": "same-origin"},
        stat_result=shown.path.stat(),
    )


ROUTES = [Route("/recording/{token}", _play)]
