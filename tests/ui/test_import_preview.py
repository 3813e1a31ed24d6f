"""What was understood of the files as tables, and the files as the corrected tables say."""

import io
import zipfile
from dataclasses import replace
from types import MappingProxyType

import pytest
from study import transcript

from qualcode.importers import Wishes
from qualcode.model import DraftSpeaker
from qualcode.text.turns import NO_SPEAKERS
from qualcode.ui.import_desk import Desk, with_respondents
from qualcode.ui.import_preview import (
    corrected,
    files_frame,
    first_turns,
    respondents_frame,
    speakers_frame,
    written,
)


def tables(*transcripts):
    counts = [10] * len(transcripts)
    return files_frame(transcripts, [True] * len(transcripts), counts), speakers_frame(transcripts)


def test_tables_nobody_touched_change_nothing():
    given = [transcript("A"), transcript("B", "no speakers here"), transcript("C", "I: Hm?\nZarina: Yes.")]

    assert corrected(given, *tables(*given)) == given


def test_what_is_written_in_the_tables_counts():
    files, speakers = tables(transcript("A"), transcript("B"))
    files.loc[1, ["name", "group", "language", "date"]] = ["Bee", "elder", "kk", "2021"]
    speakers.loc[3, "role"] = "interviewer"

    a, b = corrected([transcript("A"), transcript("B")], files, speakers)

    assert (b.name, b.group, b.language, b.date) == ("Bee", "elder", "kk", "2021")
    assert [(who.role, who.case) for who in b.speakers] == [("interviewer", ""), ("interviewer", "")]
    assert a == transcript("A")


def test_emptied_cells_say_nothing_but_a_source_keeps_a_name():
    files, speakers = tables(transcript("A"))
    files[["name", "group"]] = None
    speakers["case"] = None

    [a] = corrected([transcript("A")], files, speakers)

    assert (a.name, a.group) == ("A", "")
    assert [who.case for who in a.speakers] == ["", ""]


def test_attribute_values_follow_a_respondent_who_gets_another_name():
    given = transcript("A", values=MappingProxyType({"Aigul": {"region": "Korday"}}))
    files, speakers = tables(given)
    speakers.loc[1, "case"] = "V1"

    [a] = corrected([given], files, speakers)

    assert a.values["V1"] == {"region": "Korday"}


def test_the_only_respondent_is_called_like_the_file_and_several_by_their_labels_too():
    def unnamed(*labels):
        people = tuple(DraftSpeaker(label, "respondent", 1) for label in labels)
        return replace(transcript("V7"), speakers=(DraftSpeaker("I", "interviewer", 1), *people))

    def named(*labels):
        return [who.case for who in with_respondents(unnamed(*labels)).speakers]

    assert named("Zarina") == ["", "V7"]
    assert named("Zarina", "Viktor") == ["", "V7 · Zarina", "V7 · Viktor"]


def test_a_name_that_is_known_stays():
    assert with_respondents(transcript("A")) == transcript("A")


def test_two_speakers_with_one_label_become_one():
    given = transcript("A", "I: Hm?\n\nZarina: Yes.\n\nZarinа: No.\n\nI: So?\n\nZarina: Yes.")
    files, speakers = tables(given)
    speakers.loc[2, "label"] = "Zarina"

    [a] = corrected([given], files, speakers)

    assert [(who.label, who.turns) for who in a.speakers] == [("I", 2), ("Zarina", 2)]


def test_what_is_written_into_the_respondents_table_is_told():
    before = respondents_frame([transcript("A"), transcript("B")], ["region", "age"])
    after = before.copy()
    after.loc[0, "1"] = "41"

    assert written(before, after, ["region", "age"]) == [(before.loc[0, "case"], "age", "41")]


def test_a_respondents_own_values_stay_when_another_gets_that_name():
    given = transcript("A", values=MappingProxyType({"Aigul": {"age": "40"}, "B1": {"age": "50"}}))
    files, speakers = tables(given)
    speakers.loc[1, "case"] = "B1"

    [a] = corrected([given], files, speakers)

    assert a.values["B1"] == {"age": "50"}


def test_the_first_turns_are_the_words_with_who_says_them():
    shown = [(turn.speaker, words) for turn, words in first_turns(transcript("A"))]

    assert shown[:2] == [
        ("I", "I: What did you hear that night?"),
        ("Aigul", "Aigul: I was afraid. We kept the children inside."),
    ]


class File:
    def __init__(self, name: str, data: bytes) -> None:
        self.file_id, self.name, self._data = name, name, data

    def getvalue(self) -> bytes:
        return self._data


def test_corrections_stay_when_another_file_is_laid_beside():
    talk = b"Interviewer: What?\n\nAigul: I was afraid.\n\nInterviewer: And?\n\nAigul: Bread came.\n"
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", talk)], lambda *_: None)
    desk.correct([replace(desk.base[0], name="Mine", group="elder")], [False])

    desk.lay([File("a.txt", talk), File("b.txt", talk + b"More.")], lambda *_: None)

    assert [(each.name, each.group) for each in desk.base] == [("Mine", "elder"), ("b", "")]
    assert desk.base_taken == (False, True)


def test_a_file_that_says_the_same_words_is_left_unticked_and_named():
    talk = b"Interviewer: What?\n\nAigul: I was afraid.\n\nInterviewer: And?\n\nAigul: Bread came.\n"
    desk = Desk({}, lambda _: {})

    desk.lay([File("a.txt", talk), File("copy.md", talk.replace(b"Aigul:", b"**Aigul:**"))], lambda *_: None)

    assert desk.base_taken == (True, False)
    assert list(desk.doubles.values()) == ["a.txt"]


def test_whoever_stops_the_reading_keeps_what_was_read_and_can_go_on():
    files = [File(f"{n}.txt", f"I: What?\nR: {n}.\nI: And?\nR: No.".encode()) for n in range(4)]
    desk = Desk({}, lambda _: {})

    def stop(done: int, _of: int, _name: str) -> None:
        if done == 2:
            desk.stop()
            raise InterruptedError

    with pytest.raises(InterruptedError):
        desk.lay(files, stop)
    desk.lay(files, stop)
    read, left = len(desk.base), len(desk.left)
    desk.go_on()
    desk.lay(files, lambda *_: None)

    assert (read, left) == (2, 2)
    assert [each.file for each in desk.base] == [f"{n}.txt" for n in range(4)]


def test_a_file_can_be_read_in_another_layout_and_encoding():
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", "I: Неге?\nR: Иә.\nI: Ал?\nR: Жоқ.".encode())], lambda *_: None)
    desk.correct([replace(desk.base[0], name="Mine", group="elder")], [True])

    desk.read_again(0, Wishes(layout=NO_SPEAKERS))

    [found] = desk.base
    assert (found.name, found.group, found.speakers) == ("Mine", "elder", ())


def test_what_was_said_of_a_file_stays_when_it_is_read_again():
    desk = Desk({}, lambda _: {})
    talk = "I: Неге?\nR: Иә.\nI: Ал?\nR: Жоқ.".encode("cp1251", "replace")
    desk.lay([File("a.txt", talk), File("s.csv", b"file,group,age\na.txt,official,40\n")], lambda *_: None)
    [before] = desk.base
    people = (replace(before.speakers[0], role="other"), *before.speakers[1:])
    desk.correct([replace(before, speakers=people)], [True])

    desk.read_again(0, Wishes(encoding="Windows-1251"))

    [after] = desk.base
    assert after.speakers[0].role == "other"
    assert after.speakers[1].case == before.speakers[1].case
    assert after.values == before.values != {}


def test_files_of_one_name_are_different_people_and_none_is_somebody_of_the_project():
    talk = "I: {0}?\nR: Иә {0}.\nI: Ал?\nR: Жоқ."
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("Korday/01.txt", talk.format("бір"))
        archive.writestr("Masanchi/01.txt", talk.format("екі"))
    desk = Desk({}, lambda _: {}, frozenset({"01"}))

    desk.lay([File("all.zip", held.getvalue())], lambda *_: None)

    assert [each.speakers[1].case for each in desk.base] == ["01 (2)", "01 (3)"]


def test_values_written_by_hand_stay_and_follow_a_respondent_who_is_renamed():
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", b"I: What?\nR: Yes.\nI: And?\nR: No.")], lambda *_: None)
    desk.write("a", "region", "Korday")
    [base] = desk.base
    renamed = replace(base, speakers=(base.speakers[0], replace(base.speakers[1], case="Aigul")))

    desk.correct([renamed], [True])
    desk.correct([renamed], [True])

    [found] = desk.chosen()
    assert found.values["Aigul"] == {"region": "Korday"}


def test_a_double_is_taken_once_its_twin_is_gone():
    talk = b"I: What?\nR: Yes.\nI: And?\nR: No."
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", talk), File("b.txt", talk)], lambda *_: None)
    desk.correct(desk.base, [True, False])

    desk.lay([File("b.txt", talk)], lambda *_: None)

    assert [each.file for each in desk.chosen()] == ["b.txt"]


def test_the_members_of_a_zip_are_files_like_others():
    held = io.BytesIO()
    with zipfile.ZipFile(held, "w") as archive:
        archive.writestr("V/1.txt", "I: What?\nR: Yes.")
        archive.writestr("V/2.txt", "I: Why?\nR: No.")
    desk = Desk({}, lambda _: {})

    desk.lay([File("all.zip", held.getvalue())], lambda *_: None)
    shown = [each.file for each in desk.base]
    desk.lay([], lambda *_: None)

    assert (shown, desk.base) == (["1.txt", "2.txt"], ())


def test_a_face_sheet_that_comes_later_speaks_of_all_files_and_an_old_one_only_of_new_ones():
    talk = b"Interviewer: What?\n\nAigul: I was afraid.\n\nInterviewer: And?\n\nAigul: Bread came.\n"
    sheet = File("s.csv", b"file,group\na.txt,official\nb.txt,official\n")
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", talk)], lambda *_: None)
    desk.lay([File("a.txt", talk), sheet], lambda *_: None)
    assert desk.base[0].group == "official"
    desk.correct([replace(desk.base[0], group="elder")], [True])

    desk.lay([File("a.txt", talk), sheet, File("b.txt", talk)], lambda *_: None)

    assert [each.group for each in desk.base] == ["elder", "official"]


def test_what_is_taken_off_the_desk_is_gone():
    desk = Desk({}, lambda _: {})
    desk.lay([File("a.txt", b"Words."), File("x.pdf", b"%PDF")], lambda *_: None)

    desk.lay([File("a.txt", b"Words.")], lambda *_: None)

    assert [each.file for each in desk.base] == ["a.txt"]
    assert desk.problems == {}
