"""Who has what left: on Home, on the Code page, and the team's list."""

import pytest
from study import added, coded, imported

from qualcode.actions.assignments import assign, mark_progress
from qualcode.exporters.assignments import assignment_rows
from qualcode.store.log import entries


def button(page, label):
    return next(each for each in page.button if each.label == label)


def said(page) -> str:
    shown = (*page.markdown, *page.caption, *page.text, *page.info)
    return "\n".join(each.value for each in shown).replace("\\", "")


def rows(study) -> dict[tuple[object, object], object]:
    return {(row["source"], row["coder"]): row["state"] for row in assignment_rows(study)}


@pytest.fixture
def texts(study):
    study.coder("Ben")
    added(study)
    return [imported(study, name) for name in ("A", "B", "C")]


def test_home_says_nothing_of_it_until_somebody_has_a_text(show, study, texts):
    page = show("home", project="Study", coder="Ana")

    assert "Who has what left" not in [each.value for each in page.subheader]


def test_home_tells_who_has_what_left_and_opens_one_s_next_texts(show, study, texts):
    with study.edit(by="Ana") as edit:
        assign(edit, [text.id for text in texts], [study.coder("Ana").id, study.coder("Ben").id])
    with study.edit(by="Ana") as edit:
        mark_progress(edit, texts[0].id, "done")
    coded(study, texts[2], (0, 5), added(study, "Trust"))

    page = show("home", project="Study", coder="Ana")

    table = page.dataframe[0].value
    assert table.iloc[0].tolist()[:4] == ["Ana", 1, 1, 1]
    assert table.iloc[1].tolist()[:4] == ["Ben", 3, 0, 0]
    assert round(table.iloc[0]["share"]) == 33
    links = [each.proto.label for each in page.main if each.type == "page_link"]
    assert [label for label in links if label in {"A", "B", "C"}] == ["C", "B"]


def test_a_text_is_marked_with_one_click_beside_its_name(show, study, texts):
    page = show("code", project="Study", coder="Ana", source=texts[0].id)
    mark = next(each for each in page.radio if each.label == "How far you are with this text")
    assert mark.value is None

    mark.set_value("done").run()

    assert not page.exception
    assert rows(study) == {("A", "Ana"): "done"}
    mark = next(each for each in page.radio if each.label == "How far you are with this text")
    assert mark.value == "done"


def test_the_next_text_to_do_is_one_click_away(show, study, texts):
    with study.edit(by="Ana") as edit:
        assign(edit, [texts[0].id, texts[2].id], [study.coder("Ana").id])
    page = show("code", project="Study", coder="Ana", source=texts[0].id)

    button(page, "Next to do").click().run()

    assert page.selectbox[0].value == texts[2].id
    with study.edit(by="Ana") as edit:
        mark_progress(edit, texts[0].id, "done")
    button(page, "Next to do").click().run()
    assert "You have no other text to do" in page.toast[0].value


def sharing(show, tab: str):
    page = show("home", project="Study", coder="Ana")
    page.session_state["sharing"] = True
    page.session_state["sharing-out"] = tab
    return page.run()


def test_texts_are_shared_out_evenly_after_a_look(show, study, texts):
    page = sharing(show, "Share out evenly")
    assert page.dataframe[0].value["new"].tolist() == [2, 1]
    version = study.version()

    page.number_input[0].set_value(2).run()
    assert page.dataframe[0].value["new"].tolist() == [3, 3]
    button(page, "Share out (6)").click().run()

    assert not page.exception
    assert study.version() == version + 1
    assert set(rows(study).values()) == {"to do"}
    assert len(rows(study)) == 6


def test_the_list_shows_every_text_and_is_taken_away(show, study, texts):
    with study.edit(by="Ana") as edit:
        assign(edit, [texts[1].id], [study.coder("Ben").id])

    page = sharing(show, "As it is")

    grids = [each.value for each in page.dataframe if "Ben" in each.value.columns]
    assert grids[0]["Ben"].tolist() == ["", "to do", ""]
    assert not page.exception


def test_the_grid_by_hand_has_a_tick_for_each_that_is_given(show, study, texts):
    with study.edit(by="Ana") as edit:
        assign(edit, [texts[1].id], [study.coder("Ben").id])

    page = sharing(show, "By hand")

    assert not page.exception
    assert button(page, "Save the changes (0)").disabled


def test_how_coding_works_is_one_action(show, study):
    page = show("home", project="Study", coder="Ana")

    next(each for each in page.toggle if each.label == "Coders see each other’s codings").set_value(False)
    next(each for each in page.toggle if "overlapping" in each.label).set_value(True)
    save = next(each for each in page.button if each.form_id.startswith("how-coding-works"))
    save.click().run()

    assert not page.exception
    assert (study.info().see_others, study.info().unite) == (False, True)
    with study.read() as session:
        assert entries(session)[-1].name == "set project"
