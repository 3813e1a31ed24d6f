"""Whatever coders do: all of it undone gives the starting state, all of it redone the end state.

A new verb in `actions/` needs a case here, or `test_every_verb_is_in_the_machine` fails.
"""
# ruff: noqa: PT017 (whether it is refused is what is being found out)

import importlib
import inspect
import io
import pkgutil
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from hypothesis import event, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sounds import beeps, mp3
from study import state, transcript

from qualcode import actions
from qualcode.actions import (
    assignments,
    cases,
    checking,
    code_sets,
    codebook_versions,
    coders,
    codes,
    codings,
    correcting,
    facesheets,
    memos,
    merging,
    projects,
    recordings,
    reviewing,
    sources,
)
from qualcode.codebook import Codebook, CodebookEntry, CodebookSet, Wording
from qualcode.errors import NothingToRedo, NothingToUndo, QualcodeError
from qualcode.importers.correcting import as_script, from_script
from qualcode.model import ATTRIBUTE_KINDS, PROGRESS, MemoTarget, Span
from qualcode.past import as_of
from qualcode.project import Edit, Project
from qualcode.store import engine, history, versions
from qualcode.store.gate import Image
from qualcode.store.sources import reading
from qualcode.store.tables import new_id

State = dict[tuple[str, str], Image]
Draw = Callable[[st.SearchStrategy[Any]], Any]
Case = Callable[[State, Edit, Draw], object]

NOT_VERBS = {
    "cases.put_values",
    "cases.named_cases",
    "cases.settle_attributes",
    "codings.own",
    "correcting.put_in_place",
    "sources.add_speaker",
    "sources.add_version",
    "merging.give_instead",
    "merging.usable",
    "uniting.pieces_of",
    "uniting.unite",
}
"""Functions of `actions/` that verbs are made of."""

# -- one case for each verb ----------------------------------------------------------------------------------

CASES: dict[str, Case] = {}
NEEDS: dict[str, tuple[str, ...]] = {}
"""Tables that must have a row before a verb can do anything."""

names = st.sampled_from(["Fear", "Trust", "Water", " Bread ", "қорқу", ""])
spans = st.sampled_from([Span(0, 5), Span(3, 12), Span(40, 52), Span(45, 200)])
keys = st.sampled_from(["", "f", "1", "?"])
colours = st.sampled_from(["#aa0000", "#00AA00", "red"])
texts = st.sampled_from(["", "Why?", "Because of the children.", "45", "да", "14.03.2021"])
kinds = st.sampled_from(ATTRIBUTE_KINDS)
choices = st.lists(texts, max_size=3)


def case(verb: Callable[..., object], *needs: str) -> Callable[[Case], Case]:
    def remember(does: Case) -> Case:
        CASES[_name(verb)], NEEDS[_name(verb)] = does, needs
        return does

    return remember


def _name(verb: Callable[..., object]) -> str:
    return f"{verb.__module__.rsplit('.', 1)[1]}.{verb.__name__}"


def one(draw: Draw, now: State, *tables: str) -> str:
    """The GUID of some row."""
    return draw(st.sampled_from([row for table, row in now if table in tables]))


@case(projects.rename_project)
def _(now: State, edit: Edit, draw: Draw) -> None:
    projects.rename_project(edit, draw(names), draw(st.sampled_from([None, "reflexive", "codebook"])))


@case(projects.set_project)
def _(now: State, edit: Edit, draw: Draw) -> None:
    whether = st.none() | st.booleans()
    projects.set_project(edit, unite=draw(whether), see_others=draw(whether))


@case(assignments.mark_progress, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    assignments.mark_progress(edit, one(draw, now, "source"), draw(st.sampled_from([*PROGRESS, "begun"])))


@case(assignments.assign, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    assignments.assign(edit, [one(draw, now, "source")], [row for table, row in now if table == "coder"])


@case(assignments.unassign, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    assignments.unassign(edit, [one(draw, now, "source")], [one(draw, now, "coder")])


@case(assignments.share, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    pairs = st.lists(
        st.tuples(st.just(one(draw, now, "source")), st.just(one(draw, now, "coder"))), max_size=2
    )
    assignments.share(edit, give=draw(pairs), take=draw(pairs))


@case(coders.add_coder)
def _(now: State, edit: Edit, draw: Draw) -> None:
    coders.add_coder(edit, draw(names))


@case(coders.rename_coder)
def _(now: State, edit: Edit, draw: Draw) -> None:
    coders.rename_coder(edit, one(draw, now, "coder"), draw(names))


@case(coders.retire_coder)
def _(now: State, edit: Edit, draw: Draw) -> None:
    coders.retire_coder(edit, one(draw, now, "coder"))


@case(coders.bring_back_coder)
def _(now: State, edit: Edit, draw: Draw) -> None:
    coders.bring_back_coder(edit, one(draw, now, "coder"))


@case(sources.import_sources)
def _(now: State, edit: Edit, draw: Draw) -> None:
    values = {"Aigul": {"age": draw(st.sampled_from(["", "45"])), "district": "Korday"}}
    brought = [transcript(name, values=values) for name in draw(st.lists(names, min_size=1, max_size=2))]
    sources.import_sources(edit, brought)


@case(sources.rename_source, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    sources.rename_source(edit, one(draw, now, "source"), draw(names))


@case(sources.regroup_source, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    language, date = draw(st.sampled_from([(None, None), ("ru", "2020-02-07")]))
    group = draw(st.sampled_from(["official", "villager"]))
    sources.regroup_source(edit, one(draw, now, "source"), group, language=language, date=date)


@case(sources.retire_source, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    sources.retire_source(edit, one(draw, now, "source"))


@case(sources.bring_back_source, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    sources.bring_back_source(edit, one(draw, now, "source"))


@case(sources.change_speaker, "speaker")
def _(now: State, edit: Edit, draw: Draw) -> None:
    sources.change_speaker(
        edit,
        one(draw, now, "speaker"),
        role=draw(st.sampled_from([None, "other", "respondent"])),
        case=draw(st.none() | names),
        label=draw(st.none() | names),
    )


@case(correcting.correct_source, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    read = reading(edit.session, one(draw, now, "source"))
    stored = versions.as_transcript(edit.session, read)
    corrections = [
        ("afraid", "so very afraid"),
        ("▸ Aigul", "▸ Serik"),
        ("I was afraid.", ""),
        ("What did", ""),
    ]
    script = as_script(stored).replace(*draw(st.sampled_from(corrections)))
    correcting.correct_source(edit, read.source.id, from_script(stored, script))


@case(reviewing.settle_reviews, "review")
def _(now: State, edit: Edit, draw: Draw) -> None:
    settled = draw(st.sampled_from(["kept", "dropped"]))
    reviewing.settle_reviews(edit, [one(draw, now, "review")], settled)


@case(reviewing.place_anew, "review")
def _(now: State, edit: Edit, draw: Draw) -> None:
    reviewing.place_anew(edit, one(draw, now, "review"), draw(spans))


@case(recordings.attach_recording, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    sound = io.BytesIO(draw(st.sampled_from([beeps(0.1), mp3(), b"no sound"])))
    recordings.attach_recording(edit, one(draw, now, "source"), sound, draw(st.sampled_from(["a", "b"])))


@case(recordings.remove_recording, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    recordings.remove_recording(edit, one(draw, now, "source"))


@case(recordings.shift_recording, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    offset = draw(st.sampled_from([0, 1500, -20_000, 10**9]))
    recordings.shift_recording(edit, one(draw, now, "source"), offset)


@case(cases.set_attribute, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.set_attribute(edit, one(draw, now, "case"), draw(names), draw(texts))


@case(cases.set_attributes, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    given = st.tuples(st.just(one(draw, now, "case")), names, texts)
    cases.set_attributes(edit, draw(st.lists(given, max_size=3)))


@case(cases.add_attribute)
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.add_attribute(edit, draw(names), draw(kinds), draw(choices))


@case(cases.rename_attribute, "attribute")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.rename_attribute(edit, one(draw, now, "attribute"), draw(names))


@case(cases.change_attribute, "attribute")
def _(now: State, edit: Edit, draw: Draw) -> None:
    attribute = one(draw, now, "attribute")
    cases.change_attribute(edit, attribute, kind=draw(st.none() | kinds), choices=draw(st.none() | choices))


@case(cases.move_attribute, "attribute")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.move_attribute(edit, one(draw, now, "attribute"), draw(st.integers(-1, 3)))


@case(cases.remove_attribute, "attribute")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.remove_attribute(edit, one(draw, now, "attribute"))


@case(cases.add_case)
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.add_case(edit, draw(names))


@case(cases.rename_case, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.rename_case(edit, one(draw, now, "case"), draw(names))


@case(cases.rename_cases, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    there = [row for table, row in now if table == "case"]
    called = [now["case", row]["name"] for row in there]
    cases.rename_cases(edit, dict(zip(there, draw(st.permutations(called)), strict=True)))


@case(cases.merge_cases, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    there = [row for table, row in now if table == "case"]
    others = draw(st.lists(st.sampled_from(there), max_size=2))
    cases.merge_cases(edit, one(draw, now, "case"), others)


@case(cases.remove_case, "case")
def _(now: State, edit: Edit, draw: Draw) -> None:
    cases.remove_case(edit, one(draw, now, "case"))


@case(cases.link_speakers, "speaker")
def _(now: State, edit: Edit, draw: Draw) -> None:
    speakers = st.just(one(draw, now, "speaker"))
    cases.link_speakers(edit, draw(st.dictionaries(speakers, names, max_size=2)))


@case(facesheets.read_face_sheet, "speaker")
def _(now: State, edit: Edit, draw: Draw) -> None:
    link = facesheets.NewLink(one(draw, now, "speaker"), "Farmer", "Aigul", "", draw(names))
    values = st.builds(facesheets.NewValue, names, names, st.just(""), texts)
    given = [value for value in draw(st.lists(values, max_size=3)) if value.attribute]
    facesheets.read_face_sheet(edit, facesheets.News(tuple(given), (link,), ()), "sheet.csv")


@case(codes.load_codebook)
def _(now: State, edit: Edit, draw: Draw) -> None:
    words = {"en": Wording("Fear", brief="Being afraid")}
    known = st.sampled_from(["", new_id(), *(row for table, row in now if table == "code")])
    leaf = CodebookEntry(
        draw(names).strip() or "Calm", words, key=draw(keys), contradicts=("Trust", "Nothing"), id=draw(known)
    )
    trust = CodebookEntry("Trust", {}, terms={"ru": ("доверие",)})
    entries = draw(st.permutations([CodebookEntry("Feelings", {}, codable=False, children=(leaf,)), trust]))
    sets = (CodebookSet("First", ("Trust", leaf.name), draw(st.sampled_from(["", "1"]))),)
    codes.load_codebook(
        edit, Codebook("Codes", "en", entries=tuple(entries), sets=draw(st.sampled_from([(), sets])))
    )


@case(codes.add_code)
def _(now: State, edit: Edit, draw: Draw) -> None:
    parents = [row for table, row in now if table == "code"]
    parent = draw(st.sampled_from([None, *parents]))
    place = draw(st.none() | st.integers(0, 3))
    codes.add_code(
        edit, draw(names), parent=parent, key=draw(keys), codable=draw(st.booleans()), position=place
    )


@case(codes.change_code, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codes.change_code(
        edit,
        one(draw, now, "code"),
        name=draw(st.none() | names),
        colour=draw(st.none() | colours),
        key=draw(st.none() | keys),
        codable=draw(st.none() | st.booleans()),
        words=draw(st.sampled_from([None, {"ru": {"brief": "страх"}}])),
        contradicts=draw(st.sampled_from([None, (), (one(draw, now, "code"),)])),
        new_rule=draw(st.booleans()),
    )


@case(codes.move_code, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    under = draw(st.sampled_from([None, one(draw, now, "code")]))
    codes.move_code(edit, one(draw, now, "code"), under=under, position=draw(st.none() | st.integers(0, 3)))


@case(codes.retire_code, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codes.retire_code(edit, one(draw, now, "code"))


@case(codes.bring_back_code, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codes.bring_back_code(edit, one(draw, now, "code"))


@case(code_sets.add_code_set, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    chosen = [one(draw, now, "code") for _ in range(draw(st.integers(0, 2)))]
    code_sets.add_code_set(edit, draw(names), chosen, key=draw(keys))


@case(code_sets.change_code_set, "code_set", "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    code_sets.change_code_set(
        edit,
        one(draw, now, "code_set"),
        name=draw(st.none() | names),
        key=draw(st.none() | keys),
        codes=draw(st.sampled_from([None, (), (one(draw, now, "code"),)])),
    )


@case(code_sets.remove_code_set, "code_set")
def _(now: State, edit: Edit, draw: Draw) -> None:
    code_sets.remove_code_set(edit, one(draw, now, "code_set"))


@case(codings.code, "source", "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codings.code(edit, one(draw, now, "source"), draw(spans), one(draw, now, "code"))


@case(codings.code_anew, "source")
def _(now: State, edit: Edit, draw: Draw) -> None:
    parents = [row for table, row in now if table == "code"]
    parent, key = draw(st.sampled_from([None, *parents])), draw(keys)
    codings.code_anew(edit, one(draw, now, "source"), draw(spans), draw(names), parent=parent, key=key)


@case(codings.mark_coding, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    important, unsure = draw(st.none() | st.booleans()), draw(st.none() | st.booleans())
    codings.mark_coding(edit, one(draw, now, "coding"), important=important, unsure=unsure)


@case(codings.uncode, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codings.uncode(edit, one(draw, now, "coding"))


@case(codings.resize, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codings.resize(edit, one(draw, now, "coding"), draw(spans))


@case(codings.recode, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    codings.recode(edit, one(draw, now, "coding"), one(draw, now, "code"))


@case(codings.load_codings, "source", "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    source, code = one(draw, now, "source"), one(draw, now, "code")
    given = [
        codings.GivenCode(source, span, code, edit.coder_id) for span in draw(st.lists(spans, max_size=3))
    ]
    codings.load_codings(edit, given, about="a file")


@case(memos.add_memo)
def _(now: State, edit: Edit, draw: Draw) -> None:
    kinds: tuple[MemoTarget, ...] = ("project", "source", "segment", "code", "coding", "case")
    kind = draw(st.sampled_from([kind for kind in kinds if any(t == memo_table(kind) for t, _ in now)]))
    span = draw(spans) if kind == "segment" else None
    title = draw(names)
    memos.add_memo(
        edit, one(draw, now, memo_table(kind)), draw(texts), target_kind=kind, title=title, span=span
    )


def memo_table(kind: MemoTarget) -> str:
    return {"project": "info", "segment": "source"}.get(kind, kind)


@case(memos.change_memo, "memo")
def _(now: State, edit: Edit, draw: Draw) -> None:
    kind = draw(st.sampled_from([None, "question"]))
    memos.change_memo(edit, one(draw, now, "memo"), text=draw(texts), title=draw(names), kind=kind)


@case(memos.remove_memo, "memo")
def _(now: State, edit: Edit, draw: Draw) -> None:
    memos.remove_memo(edit, one(draw, now, "memo"))


@case(memos.note_coding, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    memos.note_coding(edit, one(draw, now, "coding"), draw(texts), kind="reflexive")


def verbs() -> Iterator[str]:
    """Every public function of `actions/` that takes an Edit first."""
    for module in pkgutil.iter_modules(actions.__path__, f"{actions.__name__}."):
        for name, found in vars(importlib.import_module(module.name)).items():
            if inspect.isfunction(found) and found.__module__ == module.name and not name.startswith("_"):
                parameters = list(inspect.signature(found).parameters.values())
                if parameters and parameters[0].annotation is Edit:
                    yield _name(found)


def test_every_verb_is_in_the_machine():
    assert set(verbs()) == CASES.keys() | NOT_VERBS


@case(codebook_versions.name_version)
def _(now: State, edit: Edit, draw: Draw) -> None:
    codebook_versions.name_version(edit, draw(names), draw(texts))


@case(codebook_versions.rename_version, "codebook_version")
def _(now: State, edit: Edit, draw: Draw) -> None:
    number = now["codebook_version", one(draw, now, "codebook_version")]["number"]
    name, note = draw(st.none() | names), draw(st.none() | texts)
    codebook_versions.rename_version(edit, number, name=name, note=note)


@case(merging.merge_codes, "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    which = [one(draw, now, "code") for _ in range(draw(st.integers(0, 2)))]
    joined = draw(st.sampled_from([(), {("en", "brief")}]))
    merging.merge_codes(edit, one(draw, now, "code"), which, joined=joined, check_again=draw(st.booleans()))


@case(merging.split_code, "code", "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    coding = one(draw, now, "coding")
    into = [one(draw, now, "code"), merging.NewCode(draw(names), parent=draw(st.sampled_from([None])))]
    dealt = {coding: draw(st.integers(0, 1))}
    merging.split_code(edit, now["coding", coding]["code"], into, dealt)


@case(checking.still_fits, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    checking.still_fits(edit, {one(draw, now, "coding")}, unsure=draw(st.booleans()))


@case(checking.give_another, "coding", "code")
def _(now: State, edit: Edit, draw: Draw) -> None:
    checking.give_another(edit, one(draw, now, "coding"), one(draw, now, "code"))


@case(checking.take_off, "coding")
def _(now: State, edit: Edit, draw: Draw) -> None:
    checking.take_off(edit, one(draw, now, "coding"))


# -- the machine ---------------------------------------------------------------------------------------------


@dataclass(eq=False)
class Done:
    """An action and what it did: for each row and field, before and after."""

    id: str
    by: str
    changes: dict[tuple[str, str], tuple[Image | None, Image | None]]


def difference(before: State, after: State) -> dict[tuple[str, str], tuple[Image | None, Image | None]]:
    changes: dict[tuple[str, str], tuple[Image | None, Image | None]] = {}
    for key in before.keys() | after.keys():
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            changes[key] = (was, now)
        elif fields := [name for name in now if was[name] != now[name]]:
            changes[key] = ({name: was[name] for name in fields}, {name: now[name] for name in fields})
    return changes


def moved(now: State, done: Done, *, back: bool) -> State:
    """The state as it should be when an action is taken back, or done again."""
    then = dict(now)
    for key, change in done.changes.items():
        target = change[0] if back else change[1]
        if target is None:
            del then[key]
        else:
            then[key] = {**then.get(key, {}), **target}
    return then


class Study(RuleBasedStateMachine):
    """Two coders, everything they can do, in any order, with restarts."""

    def __init__(self, fresh: Callable[[], str]) -> None:
        super().__init__()
        self.place = fresh()

    @initialize()
    def begin(self) -> None:
        self.project = Project.create(self.place, coder="Ana")
        self.who = [self.project.coder(name).id for name in ("Ana", "Ben")]
        self.start = self.now = state(self.project)
        self.standing: list[Done] = []
        self.taken_back: dict[str, list[Done]] = {who: [] for who in self.who}
        self.last: tuple[str, Done] | None = None
        self.entangled = False
        self.then = {self.project.version(): self.now}
        self.prepare()

    def prepare(self) -> None:
        """Something to work on; it is taken back in the end with everything else."""
        for verb in (
            lambda edit: sources.import_sources(edit, [transcript("Farmer")]),
            lambda edit: codes.load_codebook(
                edit, Codebook("Codes", "en", entries=(CodebookEntry("Fear", {}),))
            ),
            lambda edit: codings.code(edit, self.some("source"), Span(0, 5), self.some("code")),
        ):
            before, action = self.now, new_id()
            with self.project.edit(by=self.who[0], id=action) as edit:
                verb(edit)
            self.now = self.then[self.project.version()] = state(self.project)
            self.standing.append(Done(action, self.who[0], difference(before, self.now)))

    def some(self, wanted: str) -> str:
        return next(row for table, row in self.now if table == wanted)

    @rule(data=st.data(), who=st.lists(st.integers(0, 1), min_size=1, max_size=4))
    def act(self, data: st.DataObject, who: list[int]) -> None:
        for each in who:
            self.edit(data, each)

    def edit(self, data: st.DataObject, who: int) -> None:
        there = {table for table, _ in self.now}
        possible = [verb for verb in sorted(CASES) if there.issuperset(NEEDS[verb])]
        verbs = data.draw(st.lists(st.sampled_from(possible), min_size=1, max_size=2))
        by, version, action = self.who[who], self.project.version(), new_id()
        try:
            with self.project.edit(by=by, id=action) as edit:
                for verb in verbs:
                    CASES[verb](self.now, edit, data.draw)
        except QualcodeError as refusal:
            event(f"{verbs[-1]}: {type(refusal).__name__}")
            assert state(self.project) == self.now
            return
        before, self.now = self.now, state(self.project)
        if self.now == before:
            event(f"{verbs[0]}: no effect")
            assert self.project.version() == version
            return
        event(f"{verbs[0]}: done")
        self.then[self.project.version()] = self.now
        self.last = ("act", Done(action, by, difference(before, self.now)))
        self.standing.append(self.last[1])
        self.taken_back[by].clear()

    @rule(who=st.none() | st.integers(0, 1))
    @precondition(lambda self: self.standing)
    def undo(self, who: int | None) -> None:
        by = self.standing[-1].by if who is None else self.who[who]
        expected = next((done for done in reversed(self.standing) if done.by == by), None)
        try:
            with self.project.edit(by=by) as edit:
                history.undo(edit)
        except QualcodeError as refusal:
            event(f"undo: {type(refusal).__name__}")
            assert isinstance(refusal, NothingToUndo) == (expected is None)
            assert expected is None or expected is not self.standing[-1] or self.entangled
            assert state(self.project) == self.now
            return
        assert expected is not None
        self.settle("undo", expected, moved(self.now, expected, back=True))
        self.entangled |= expected is not self.standing[-1]
        self.standing.remove(expected)
        self.taken_back[by].append(expected)

    @rule(who=st.integers(0, 1))
    @precondition(lambda self: any(self.taken_back.values()))
    def redo(self, who: int) -> None:
        by = self.who[who]
        expected = self.taken_back[by][-1] if self.taken_back[by] else None
        try:
            with self.project.edit(by=by) as edit:
                history.redo(edit)
        except QualcodeError as refusal:
            event(f"redo: {type(refusal).__name__}")
            assert isinstance(refusal, NothingToRedo) == (expected is None)
            assert expected is None or self.last != ("undo", expected)
            assert state(self.project) == self.now
            return
        assert expected is not None
        self.settle("redo", expected, moved(self.now, expected, back=False))
        self.standing.append(self.taken_back[by].pop())

    def settle(self, what: str, done: Done, expected: State) -> None:
        self.now = state(self.project)
        assert self.now == expected
        self.then[self.project.version()] = self.now
        self.last = (what, done)

    @rule()
    def restart(self) -> None:
        self.project.close()
        self.project = Project.open(self.place)
        assert state(self.project) == self.now

    def teardown(self) -> None:
        if not hasattr(self, "project"):
            return
        try:
            assert self.project.check() == []
            self.look_back()
            self.take_everything_back()
        finally:
            self.project.close()

    def look_back(self) -> None:
        """The project as it was: at its beginning, in the middle, at its end."""
        numbers = sorted(self.then)
        for number in {numbers[0], numbers[len(numbers) // 2], numbers[-1]}:
            with as_of(self.project, number) as past:
                assert state(past) == self.then[number]
                assert past.version() == number
                assert [str(found) for found in past.check() if "recording" not in str(found)] == []

    def take_everything_back(self) -> None:
        end, order = self.now, list(self.standing)
        for done in reversed(order):
            try:
                with self.project.edit(by=done.by) as edit:
                    history.undo(edit, done.id)
            except QualcodeError:
                # Ana took something back out of turn, and Ben's way back leads through where it stands now
                assert self.entangled
                event("all undone: in another's way")
                return
        assert state(self.project) == self.start

        for done in order:
            with self.project.edit(by=done.by) as edit:
                history.redo(edit)
        assert state(self.project) == end
        assert self.project.check() == []
        event(f"all undone and redone: {min(len(order) // 5 * 5, 20)} or more")


def often(examples: int, steps: int = 30) -> settings:
    return settings(max_examples=examples, stateful_step_count=steps)


def in_files(folder: Path) -> Callable[[], str]:
    numbers = count()
    return lambda: str(folder / f"study {next(numbers)}.qualcode")


@pytest.mark.parametrize("examples", [30, pytest.param(1_000, marks=pytest.mark.slow)])
def test_any_sequence_of_actions_can_be_undone_and_redone(tmp_path, examples):
    run_state_machine_as_test(partial(Study, in_files(tmp_path)), settings=often(examples))


def test_so_it_can_with_python_s_own_sqlite(tmp_path, monkeypatch):
    monkeypatch.setattr(engine, "driver", sqlite3)

    run_state_machine_as_test(partial(Study, in_files(tmp_path)), settings=often(5))


@pytest.mark.postgres
@pytest.mark.parametrize("examples", [8, pytest.param(200, marks=pytest.mark.slow)])
def test_so_it_can_on_a_server(cluster, examples):
    def fresh() -> str:
        cluster.run("DROP SCHEMA IF EXISTS machine CASCADE")
        return f"{cluster.address}?project=machine"

    run_state_machine_as_test(partial(Study, fresh), settings=often(examples))
