"""Before “Import” is pressed the screen says which values stay, in signs that stand for themselves."""

from streamlit.testing.v1 import AppTest
from study import transcript

from qualcode.actions.sources import import_sources


def screen(project, transcripts):
    from qualcode.ui.import_news import import_news

    import_news(project, transcripts)


def shown(project, *transcripts):
    page = AppTest.from_function(screen, args=(project, transcripts)).run()
    assert not page.exception
    return page


def test_what_stays_is_seen_without_a_click(study):
    with study.edit(by="Ana") as edit:
        import_sources(edit, [transcript("V1", values={"Aigul": {"*age*": "41"}})])

    page = shown(study, transcript("V2", values={"Aigul": {"*age*": "40"}}))

    assert page.expander[0].proto.expanded
    assert [text.value for text in page.text] == [
        "“*age*” of “Aigul” stays “41”, as it is in the project; with “V2.txt” comes “40”."
    ]


def test_many_remarks_are_all_there(study):
    values = {"Aigul": {f"attribute {n}": str(n) for n in range(40)}}

    page = shown(study, transcript("V1", values=values))

    assert page.expander[0].label == "Attributes and values, please look at: 40"
    assert len(page.text[0].value.splitlines()) == 40


def test_without_news_nothing_is_shown(study):
    assert len(shown(study, transcript("V1")).expander) == 0
