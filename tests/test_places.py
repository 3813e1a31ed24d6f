"""Which projects the screen may open."""

from qualcode import places


def test_the_project_it_was_started_with_is_the_one_it_opens(tmp_path, monkeypatch):
    """Also when the projects folder has another of the same name."""
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "study.qualcode").touch()
    asked = str(tmp_path / "other" / "study.qualcode")
    monkeypatch.setenv(places.FOLDER, str(tmp_path / "folder"))
    monkeypatch.setenv(places.PROJECT, asked)

    found = places.projects()

    assert found == {"study": asked, "study (folder)": str(tmp_path / "folder" / "study.qualcode")}


def test_the_folder_s_projects_stand_by_their_names(tmp_path, monkeypatch):
    (tmp_path / "Korday.qualcode").touch()
    (tmp_path / "notes.txt").touch()
    monkeypatch.setenv(places.FOLDER, str(tmp_path))
    monkeypatch.delenv(places.PROJECT, raising=False)

    assert dict(places.projects()) == {"Korday": str(tmp_path / "Korday.qualcode")}
