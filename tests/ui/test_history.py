"""History: looking through it, taking things back after a look at what that does, and the past."""

from study import added, coded, imported

from qualcode.actions.codebook_versions import name_version
from qualcode.actions.codes import change_code
from qualcode.actions.projects import set_project
from qualcode.past import PastProject
from qualcode.project import Project
from qualcode.store import codes
from qualcode.store.history import undo
from qualcode.store.log import entries


def button(page, label):
    return next(each for each in page.button if each.label == label)


def labels(page) -> list[str]:
    return [each.label for each in page.expander]


def said(page) -> str:
    shown = (*page.markdown, *page.caption, *page.text, *page.info, *page.warning)
    return "\n".join(each.value for each in shown).replace("\\", "")


def opened(show, number: int, **address):
    """The page with one line of the list open."""
    page = show("history", project="Study", coder="Ana", **address)
    page.session_state[f"done-{number}"] = True
    return page.run()


def test_who_did_what_stands_in_a_line_with_the_words(show, study):
    coded(study, imported(study), (40, 53), added(study))

    page = show("history", project="Study", coder="Ana")

    assert not page.exception
    first = labels(page)[0].replace("\\", "")
    assert "**Ana** · Coded · Fear · “I was afraid.”" in first
    assert [each.value for each in page.header if each.value in {"Today", "Yesterday"}]


def test_a_line_opens_to_what_changed_and_the_way_to_the_place(show, study):
    coded(study, imported(study), (40, 53), added(study))

    page = opened(show, study.version())

    assert not page.exception
    assert "new · **Coding** · Fear · Farmer" in said(page)
    assert "“I was afraid.”" in said(page)
    assert "Open in the text" in {each.proto.label for each in page.main if each.type == "page_link"}


def test_the_list_is_filtered_by_words_coder_and_kind(show, study):
    study.coder("Ben")
    added(study, "Fear")
    added(study, "Trust", by="Ben")
    page = show("history", project="Study", coder="Ana")

    page.text_input(key="history-words").set_value("trust").run()
    assert len(labels(page)) == 1
    page.text_input(key="history-words").set_value("").run()
    page.multiselect(key="history-who").set_value(["Ana"]).run()
    page.multiselect(key="history-kinds").set_value(["codebook"]).run()

    assert not page.exception
    assert [label.split(" · ", 1)[1] for label in labels(page)] == ["**Ana** · Added a code · Fear"]
    assert "Filters set: 2" in said(page)


def test_by_source_and_code(show, study):
    source, fear = imported(study), added(study)
    imported(study, "Teacher")
    page = show("history", project="Study", coder="Ana")

    page.selectbox(key="history-source").set_value(source.id).run()
    assert ["Farmer" in label for label in labels(page)] == [True]
    page.selectbox(key="history-code").set_value(fear.id).run()
    assert "Nothing in the history is like this" in said(page)


def test_older_pages_are_a_click_away(show, study):
    for n in range(40):
        added(study, f"Code {n}")
    page = show("history", project="Study", coder="Ana")
    assert len(labels(page)) == 30

    button(page, "Older").click().run()

    assert len(labels(page)) == 12 - 1  # 40 codes and the project: 41
    assert "Made the project" in labels(page)[-1]
    button(page, "Newer").click().run()
    assert "Code 39" in labels(page)[0]


def test_taking_back_is_shown_in_words_before_it_is_done(show, study):
    fear = added(study)
    with study.edit(by="Ana") as edit:
        change_code(edit, fear.id, key="f")
    number = study.version()
    page = opened(show, number)

    page.button(key=f"back-{number}").click().run()
    assert "goes back · **Code** · Fear" in said(page)
    assert "Key: f → —" in said(page)
    assert study.version() == number
    page.button(key="take-back-now").click().run()

    assert not page.exception
    with study.read() as session:
        assert codes.code(session, "Fear").key == ""
        assert entries(session)[-1].name == "undo"


def test_why_it_cannot_be_taken_back_is_said_instead(show, study):
    source, fear = imported(study), added(study)
    number = study.version()
    study.coder("Ben")
    coded(study, source, (0, 5), fear, by="Ben")
    version = study.version()
    page = opened(show, number)

    page.button(key=f"back-{number}").click().run()

    assert "It cannot be done: This cannot be taken back" in said(page)
    assert "take-back-now" not in {each.key for each in page.button}
    assert study.version() == version


def test_nobody_is_offered_to_take_back_what_somebody_else_did(show, study):
    study.coder("Ben")
    added(study, "Trust", by="Ben")

    page = opened(show, study.version())

    assert "Only who did it can take it back." in said(page)
    assert f"back-{study.version()}" not in {each.key for each in page.button}


def test_all_since_is_taken_back_at_once_and_done_again_one_by_one(show, study):
    added(study, "Fear")
    number = study.version()
    added(study, "Trust")
    page = opened(show, number)

    page.button(key=f"since-{number}").click().run()
    assert "all or none of them: 2" in said(page)
    page.button(key="take-back-now").click().run()

    with study.read() as session:
        assert codes.codes(session) == []
    page = opened(show, number)
    page.button(key=f"again-{number}").click().run()
    page.button(key="take-back-now").click().run()
    with study.read() as session:
        assert [code.name for code in codes.codes(session)] == ["Fear"]


def test_undo_and_redo_are_one_click(show, study):
    added(study)
    page = show("history", project="Study", coder="Ana")

    button(page, "Undo").click().run()
    assert page.toast[0].value == "Taken back\\: Added a code"
    button(page, "Redo").click().run()

    with study.read() as session:
        assert [code.name for code in codes.codes(session)] == ["Fear"]


def test_where_coders_are_blind_history_does_not_tell_of_others_codings(show, study):
    study.coder("Ben")
    source, fear = imported(study), added(study)
    coded(study, source, (40, 53), fear, by="Ben")
    number = study.version()
    with study.edit(by="Ben") as edit:
        undo(edit)
    with study.edit(by="Ana") as edit:
        set_project(edit, see_others=False)

    page = opened(show, number)

    line = "\n".join(label for label in labels(page) if "Ben" in label)
    assert "Coded" in line
    assert "Took back" in line
    assert "Fear" not in line
    assert "I was afraid" not in line + said(page)
    assert "coders do not see each other’s codings" in said(page)


def test_where_coders_do_not_see_each_other_no_search_tells_who_gave_a_code(show, study):
    study.coder("Ben")
    coded(study, imported(study), (40, 53), added(study, "Fear"), by="Ben")
    page = show("history", project="Study", coder="Ana")
    assert any(
        "Ben" in label for label in labels(page.text_input(key="history-words").set_value("Fear").run())
    )
    with study.edit(by="Ana") as edit:
        set_project(edit, see_others=False)

    page.run()

    assert not any("Ben" in label for label in labels(page))
    assert any("Fear" in label for label in labels(page))


# -- the past ----------------------------------------------------------------------------------------------


def test_the_project_as_it_was_is_shown_and_cannot_be_changed(show, study):
    source, fear = imported(study), added(study)
    coded(study, source, (40, 53), fear)
    number = study.version()
    added(study, "Trust")

    page = opened(show, number)
    page.button(key=f"then-{number}").click().run()

    assert not page.exception
    assert f"after action {number}" in said(page)
    table = page.dataframe[0].value
    assert list(zip(table["what"], table["then"], table["now"], strict=True))[2] == (
        "Codes that can be given",
        1,
        2,
    )
    button(page, "Back to the history").click().run()
    assert labels(page)


def test_each_view_of_the_past_tells_of_the_past(show, study):
    source, fear = imported(study), added(study)
    coded(study, source, (40, 53), fear)
    number = study.version()
    with study.edit(by="Ana") as edit:
        change_code(edit, fear.id, name="Dread")

    for tab, words in (
        ("Texts", "Fear · Ana"), ("Codebook", None), ("Frequencies", None), ("Excerpts", "Fear · Farmer"),
        ("Take away", "A project of its own"),
    ):  # fmt: skip
        page = show("history", project="Study", coder="Ana", as_of=str(number))
        page.session_state[f"past-{number}"] = tab
        page.run()
        assert not page.exception
        assert "Dread" not in said(page)
        if words:
            assert words in said(page)
        else:
            assert list(page.dataframe[0].value["code"]) == ["Fear"]


def test_a_moment_is_chosen_by_date_or_by_a_version_of_the_codebook(show, study):
    added(study)
    with study.edit(by="Ana") as edit:
        name_version(edit, "Pilot", "")
    number = study.version()
    added(study, "Trust")
    page = show("history", project="Study", coder="Ana")

    page.button(key="past-look-version").click().run()
    assert f"after action {number}" in said(page)
    button(page, "Back to the history").click().run()
    page.button(key="past-look").click().run()
    assert f"after action {number + 1}" in said(page)


def test_the_past_is_kept_beside_the_other_projects(show, study, folder):
    added(study)
    number = study.version()
    page = show("history", project="Study", coder="Ana", as_of=str(number))
    page.session_state[f"past-{number}"] = "Take away"
    page.run()

    button(page, "Keep it beside the others").click().run()

    assert not page.exception
    [kept] = list(folder.glob("*as of*.qualcode"))
    with Project.open(kept) as copy:
        assert copy.info().name.startswith("Study as of 20")


def test_an_action_that_is_not_there_is_a_sentence(show, study):
    page = show("history", project="Study", coder="Ana", as_of="99")

    assert not page.exception
    assert "is no moment of this project" in page.error[0].value


def test_one_moment_is_made_once(show, study, monkeypatch):
    made: list[int] = []
    of = PastProject.of.__func__
    monkeypatch.setattr(
        PastProject, "of", classmethod(lambda cls, *given: made.append(given[1]) or of(cls, *given))
    )

    page = show("history", project="Study", coder="Ana", as_of="1")
    page.run()
    show("history", project="Study", coder="Ana", as_of="1")

    assert made == [1]
