"""Where a project file lies: network shares and synced folders damage databases, so they are refused."""

import os
import re
import sys
from pathlib import Path

import platformdirs

from qualcode.errors import InSyncedFolder, OnNetworkShare

FOLDER = "QUALCODE_FOLDER"
"""Environment: another folder for projects than Documents/QualCode."""
NETWORK = frozenset(
    (
        *("9p", "afpfs", "afs", "ceph", "cifs", "coda", "lustre", "ncpfs", "nfs", "nfs4", "prl_fs", "smb3"),
        *("smbfs", "vboxsf", "fuse.curlftpfs", "fuse.davfs", "fuse.glusterfs", "fuse.rclone", "fuse.s3fs"),
        *("fuse.smbnetfs", "fuse.sshfs", "fuse.vmhgfs-fuse"),
    )
)
SYNCED_WORDS = {
    "onedrive": "OneDrive",
    "dropbox": "Dropbox",
    "google drive": "Google Drive",
    "googledrive": "Google Drive",
    "icloud": "iCloud",
    "mobile documents": "iCloud",
    "nextcloud": "Nextcloud",
    "owncloud": "ownCloud",
    "yandex.disk": "Yandex Disk",
    "yandexdisk": "Yandex Disk",
    "seafile": "Seafile",
    "cloudstorage": "a cloud drive",
}
MARKERS = {
    ".dropbox": "Dropbox",
    ".dropbox.cache": "Dropbox",
    ".stfolder": "Syncthing",
    ".sync": "Resilio Sync",
    ".nextcloudsync.log": "Nextcloud",
}
DRIVE_REMOTE = 4
"""What Windows' GetDriveTypeW answers for a mapped network drive."""


def projects_folder() -> Path:
    """Where new projects go, and the recordings of those on a server."""
    return Path(os.environ.get(FOLDER) or Path(platformdirs.user_documents_dir()) / "QualCode")


def refuse_unsafe(path: Path) -> None:
    """Raise OnNetworkShare or InSyncedFolder when a project must not live there."""
    folder = _nearest_folder(path)
    if kind := network_kind(folder):
        raise OnNetworkShare(path=str(path), kind=kind)
    if service := synced_by(folder):
        raise InSyncedFolder(path=str(path), service=service)


def _nearest_folder(path: Path) -> Path:
    folder = path.resolve()
    while not folder.is_dir() and folder != folder.parent:
        folder = folder.parent
    return folder


def network_kind(folder: Path, mounts: str | None = None) -> str:
    """The network file system a folder lies on, or nothing. `mounts` as in /proc/self/mounts."""
    if str(folder).startswith(("\\\\", "//")):
        return "SMB"
    if sys.platform == "win32":
        import ctypes

        remote = ctypes.windll.kernel32.GetDriveTypeW(folder.anchor) == DRIVE_REMOTE
        return "SMB" if remote else ""
    if mounts is None:
        try:
            mounts = Path("/proc/self/mounts").read_text("utf-8", "replace")
        except OSError:
            return ""
    kind = _mounted_as(folder, mounts)
    return kind if kind in NETWORK else ""


def _mounted_as(folder: Path, mounts: str) -> str:
    best, kind = -1, ""
    for line in mounts.splitlines():
        fields = line.split()
        if len(fields) < 3:  # noqa: PLR2004 (device, place, kind)
            continue
        place = re.sub(r"\\(\d{3})", lambda found: chr(int(found[1], 8)), fields[1])
        if folder.is_relative_to(place) and len(place) >= best:
            best, kind = len(place), fields[2]
    return kind


def synced_by(folder: Path) -> str:
    """The service that keeps a folder in step with other computers, or nothing."""
    for name in ("OneDrive", "OneDriveCommercial", "OneDriveConsumer"):
        if (root := os.environ.get(name)) and folder.is_relative_to(root):
            return "OneDrive"
    for part in folder.parts:
        for word, service in SYNCED_WORDS.items():
            if re.match(rf"{re.escape(word)}\b", part.casefold()):
                return service
    for parent in (folder, *folder.parents):
        for marker, service in MARKERS.items():
            if (parent / marker).exists():
                return service
    return ""
