"""Network shares and synced folders damage databases: projects do not live there."""

from pathlib import Path, PurePosixPath

import pytest

from qualcode.errors import InSyncedFolder, OnNetworkShare
from qualcode.project import Project
from qualcode.store import where
from qualcode.store.where import network_kind, refuse_unsafe, synced_by

MOUNTS = r"""
/dev/sda1 / ext4 rw 0 0
tmpfs /tmp tmpfs rw 0 0
//server/share /mnt/share cifs rw 0 0
server:/home /home/ana\040s nfs4 rw 0 0
/dev/sdb1 /mnt/share/disk ext4 rw 0 0
ana@server: /home/ben/server fuse.sshfs rw 0 0
C: /mnt/c 9p rw 0 0
odd line
"""


@pytest.mark.parametrize(
    ("folder", "kind"),
    [
        ("/", ""),
        ("/srv/study", ""),
        ("/mnt/share", "cifs"),
        ("/mnt/share/study/2021", "cifs"),
        ("/mnt/shared", ""),
        ("/mnt/share/disk/study", ""),
        ("/home/ana s/study", "nfs4"),
        ("/home/ben/server/study", "fuse.sshfs"),
        ("/mnt/c/Users/Ana", "9p"),
        (r"\\server\share\study", "SMB"),
    ],
)
def test_the_longest_mounted_folder_says_what_a_place_is(folder, kind):
    assert network_kind(PurePosixPath(folder), MOUNTS) == kind


@pytest.mark.parametrize(
    ("folder", "service"),
    [
        ("/home/ana/OneDrive - University/study", "OneDrive"),
        ("/home/ana/Dropbox/study", "Dropbox"),
        ("/home/ana/Dropbox (Personal)", "Dropbox"),
        ("/Users/ana/Library/Mobile Documents/study", "iCloud"),
        ("/Users/ana/Library/CloudStorage/Box", "a cloud drive"),
        ("/home/ana/Nextcloud", "Nextcloud"),
        ("/home/ana/Yandex.Disk/study", "Yandex Disk"),
        ("/home/ana/studies/dropboxes of evidence", ""),
        ("/home/ana/my dropbox notes", ""),
        ("/home/ana/studies", ""),
    ],
)
def test_synced_folders_are_known_by_their_names(folder, service):
    assert synced_by(Path(folder)) == service


def test_onedrive_is_known_by_what_windows_says(monkeypatch, tmp_path):
    monkeypatch.setenv("OneDriveCommercial", str(tmp_path / "Work"))

    assert synced_by(tmp_path / "Work" / "study") == "OneDrive"
    assert synced_by(tmp_path / "Workshop") == ""


@pytest.mark.parametrize(("marker", "service"), where.MARKERS.items())
def test_synced_folders_are_known_by_what_lies_in_them(tmp_path, marker, service):
    (tmp_path / marker).mkdir()

    assert synced_by(tmp_path / "study" / "2021") == service


def test_a_project_is_not_made_or_opened_in_a_synced_folder_unless_asked_to(tmp_path):
    folder = tmp_path / "Dropbox"
    folder.mkdir()

    with pytest.raises(InSyncedFolder, match="Dropbox"):
        Project.create(folder / "study.qualcode")
    assert list(folder.iterdir()) == []

    Project.create(folder / "study.qualcode", anywhere=True, coder="Ana").close()
    with pytest.raises(InSyncedFolder):
        Project.open(folder / "study.qualcode")
    with Project.open(folder / "study.qualcode", anywhere=True) as project:
        assert project.check() == []


def test_a_link_into_a_synced_folder_is_in_it(tmp_path):
    (tmp_path / "Dropbox").mkdir()
    (tmp_path / "studies").symlink_to(tmp_path / "Dropbox")

    with pytest.raises(InSyncedFolder):
        Project.create(tmp_path / "studies" / "study.qualcode")


def test_a_network_share_is_refused_with_its_kind(tmp_path, monkeypatch):
    monkeypatch.setattr(
        where, "network_kind", lambda folder: network_kind(folder, f"x {tmp_path} cifs rw 0 0")
    )

    with pytest.raises(OnNetworkShare, match="cifs"):
        refuse_unsafe(tmp_path / "nowhere yet" / "study.qualcode")
