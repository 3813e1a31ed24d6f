import pytest

from qualcode.importers import archive
from qualcode.importers.archive import check_archive, kind_by_content
from qualcode.importers.problems import (
    Damaged,
    Encrypted,
    ForeignDefinitions,
    NotOffice,
    SuspiciousPart,
    SwollenFile,
    SwollenPart,
    TooManyParts,
    UnsafePart,
)


def check(data: bytes) -> None:
    check_archive("a.docx", data, "docx")


def test_an_honest_file_passes(word):
    check(word("words"))


def test_too_many_parts(zipped):
    with pytest.raises(TooManyParts, match="2001 parts"):
        check(zipped({f"{number}.xml": "" for number in range(2_001)}))


def test_a_part_that_swells_a_thousandfold(zipped):
    with pytest.raises(SuspiciousPart, match="200 times"):
        check(zipped({"word/document.xml": b" " * 3_000_000}))


def test_a_part_and_a_file_beyond_the_limit_are_counted_while_unpacking(zipped, monkeypatch):
    monkeypatch.setattr(archive, "_MB", 10_000)
    noise = bytes(range(256)) * 2_600

    with pytest.raises(SwollenFile, match="200 MB"):
        check(zipped({f"{number}.bin": noise for number in range(4)}, method=0))
    with pytest.raises(SwollenPart, match="100 MB"):
        check(zipped({"1.bin": noise * 2}, method=0))


@pytest.mark.parametrize("name", ["../evil.xml", "/etc/passwd", "C:\\evil.xml", "a/../../b.xml", "a\nb.xml"])
def test_names_that_lead_elsewhere(zipped, name):
    with pytest.raises(UnsafePart):
        check(zipped({name: "x"}))


@pytest.mark.parametrize("other", ["a\\1.txt", "./a/1.txt", "a//1.txt", "a/./1.txt"])
def test_two_parts_that_mean_one_place(zipped, other):
    with pytest.raises(UnsafePart):
        check(zipped({"a/1.txt": "x", other: "y"}))


@pytest.mark.filterwarnings("ignore:Duplicate name")
def test_two_parts_of_one_name():
    import io
    import zipfile

    target = io.BytesIO()
    with zipfile.ZipFile(target, "w") as both:
        both.writestr("a.xml", "1")
        both.writestr("a.xml", "2")
    with pytest.raises(UnsafePart):
        check(target.getvalue())


@pytest.mark.parametrize("codec", ["utf-8", "utf-16", "utf-16-le", "utf-16-be", "utf-32-le"])
@pytest.mark.parametrize("before", ["", "<?xml version='1.0'?>", " \n", " " * 1_048_570])
def test_definitions_are_refused_wherever_and_however_they_are_written(zipped, codec, before):
    part = f"{before}<!DOCTYPE a [<!ENTITY x 'y'>]><a/>".encode(codec)

    with pytest.raises(ForeignDefinitions, match="DOCTYPE"):
        check(zipped({"word/document.xml": part}, method=0))


def test_encodings_in_which_definitions_could_hide_are_refused(zipped):
    for part in (
        b"<?xml version='1.0' encoding='UTF-7'?>+ADw-a/+AD4-",
        "<?xml version='1.0'?><a/>".encode("cp037"),
    ):
        with pytest.raises(ForeignDefinitions):
            check(zipped({"word/document.xml": part}))


def test_pictures_may_have_a_doctype_as_nobody_parses_them(zipped):
    check(zipped({"word/media/image1.svg": "<!DOCTYPE svg><svg/>"}))


def test_passwords(zipped):
    data = bytearray(zipped({"a.xml": "x"}))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    with pytest.raises(Encrypted, match="password"):
        check(bytes(data))
    with pytest.raises(Encrypted):
        check(b"\xd0\xcf\x11\xe0" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"))


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"{\\rtf1 x}", "RTF"),
        (b"%PDF-1.7", "PDF"),
        (b"\xef\xbb\xbf\n<!DOCTYPE html><html>", "HTML"),
        (b"<HTML><body>", "HTML"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "Word 97–2003 (.doc)"),
        (b"hello", "something else"),
    ],
)
def test_another_kind_under_a_wrong_name_is_named(data, kind):
    with pytest.raises(NotOffice) as problem:
        check(data)
    assert f"is called docx but is {kind}" in str(problem.value)


@pytest.mark.parametrize("data", [b"PK\x03\x04 not really", b"PK", b"PK\x05\x06" + b"\0" * 10])
def test_half_a_zip_is_damage(data):
    with pytest.raises(Damaged):
        check(data)


def test_a_zip_with_a_broken_part_is_damage(zipped):
    data = zipped({"word/document.xml": bytes(range(256)) * 50})
    middle = len(data) // 3
    with pytest.raises(Damaged):
        check(data[:middle] + b"\xff" * 20 + data[middle + 20 :])


def test_text_is_of_no_kind():
    assert kind_by_content("Сәлем".encode()) == ""
