"""Co-occurrence: the evidence of a chosen pair, a page at a time."""

from study import added, coded, imported

from qualcode.store import reading
from qualcode.ui.pages.cooccurrence import SHOWN


def test_only_the_texts_of_the_evidence_shown_are_loaded(show, study, monkeypatch):
    fear, bread = added(study, "Fear"), added(study, "Bread")
    for n in range(SHOWN + 3):
        source = imported(study, f"Farmer {n:02}")
        for code in (fear, bread):
            coded(study, source, (40, 60), code)
    loaded = []
    texts = reading.texts
    monkeypatch.setattr(reading, "texts", lambda session, ids: loaded.append(len(ids)) or texts(session, ids))
    page = show("cooccurrence", project="Study")

    page.session_state["heat"] = {"selection": {"cell": [{"code_a": "Fear", "code_b": "Bread"}]}}
    page.run()

    assert not page.exception
    assert loaded == [SHOWN]
