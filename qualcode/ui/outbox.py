"""What a component did and waits to hear of: each operation is done once, however often it arrives."""

from collections.abc import Callable, Mapping
from typing import Any

from qualcode.errors import QualcodeError
from qualcode.model import ActionId, CoderId
from qualcode.project import Edit, Project
from qualcode.store.codings import action_known
from qualcode.text.normalise import canonical
from qualcode.ui import state
from qualcode.ui.i18n import sentence

Op = Mapping[str, Any]
Verb = Callable[[Edit, Op], str]
"""Does one operation; what to say of it, or nothing."""
Doing = Callable[[CoderId, Op, Mapping[str, Any]], str]
"""Does one operation of a coder in an edit of its own, unless it is done; it also gets all that was sent."""


def receive(key: str, do: Doing) -> None:
    """Store the operations that wait in a component's outbox, and keep the answer for `answer(key)`.

    They say whose they are, whatever the page shows by now. Runs in the component's callback and again
    with the page: callbacks also come for runs that are not the component's own.
    """
    out = state.component(key).get("out") or {}
    client = out.get("client")
    if not client:
        return
    acked: dict[str, int] = state.recall(f"{key} acked", {})
    waiting = [op for op in out.get("ops", ()) if op["seq"] > acked.get(client, 0)]
    errors, said = [], []
    for op in waiting:
        try:
            done = do(CoderId(out["me"]), _storable(op), out)
        except QualcodeError as error:
            errors.append([op["seq"], sentence(error)])
        else:
            said += [[op["seq"], done]] if done else []
    if waiting:
        acked[client] = waiting[-1]["seq"]
        state.remember(f"{key} acked", acked)
    if waiting or (answer(key) or {}).get("client") != client:
        state.remember(
            f"{key} ack", {"client": client, "seq": acked.get(client, 0), "errors": errors, "said": said}
        )


def _storable(value: Any) -> Any:
    """Without what no database holds, as half an emoji: else it, and all behind it, would wait for ever."""
    if isinstance(value, str):
        return canonical(value).text
    if isinstance(value, dict):
        return {name: _storable(each) for name, each in value.items()}
    return [_storable(each) for each in value] if isinstance(value, list) else value


def answer(key: str) -> Mapping[str, Any] | None:
    """What the component hears: up to where its operations are done, what was refused, what to say."""
    found: Mapping[str, Any] | None = state.recall(f"{key} ack")
    return found


def once(study: Project, coder: CoderId, op: Op, verbs: Mapping[str, Verb]) -> str:
    """Do one operation, unless its action is in the history already."""
    with study.read() as session:
        if action_known(session, op["id"]):
            return ""
    with study.edit(by=coder, id=ActionId(op["id"])) as edit:
        if action_known(edit.session, op["id"]):  # it arrived twice at the same moment
            return ""
        return verbs[op["op"]](edit, op)
