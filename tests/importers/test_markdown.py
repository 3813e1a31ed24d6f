import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.importers.markdown import read_markdown


def lines(text: str) -> list[str]:
    return [line.text for line in read_markdown("a.md", text.encode()).lines if line.text]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("**Anna:** Hello", "Anna: Hello"),
        ("__Anna__: Hello", "Anna: Hello"),
        ("*softly* and _low_", "softly and low"),
        ("***both*** ways", "both ways"),
        ("**a *b* c**", "a b c"),
        (r"\[laughter\] \*no\* \\", r"[laughter] *no* \ ".strip()),
        ("we&#39;re &amp; &quot;you&quot;", 'we\'re & "you"'),
        ("a * b * c", "a * b * c"),
        ("f**k and s**t", "f**k and s**t"),
        ("snake_case_name", "snake_case_name"),
        ("2*3*4", "2*3*4"),
        ("# Heading", "Heading"),
        ("## Heading ##", "Heading"),
        ("#hashtag", "#hashtag"),
        ("> quoted", "quoted"),
        ("- item", "- item"),
        (r"\# not a heading", "# not a heading"),
        ("&#42;&#42;not bold&#42;&#42;", "**not bold**"),
        ("**open", "**open"),
    ],
)
def test_marks_of_form_become_the_words_they_stand_for(written, read):
    assert lines(written) == [read]


def test_rules_are_no_words_and_breaks_part_lines():
    assert lines("one\n\n---\n* * *\ntwo<br>three<br/>four\\") == ["one", "two", "three", "four"]


def test_headings_are_known():
    assert [line.heading for line in read_markdown("a.md", b"# One\ntwo").lines] == [True, False]


def test_bold_at_the_beginning_is_measured_in_the_words_that_remain():
    [line] = read_markdown("a.md", b"**A&amp;B \\*x\\*** said *so*").lines

    assert line.text == "A&B *x* said so"
    assert line.text[: line.bold] == "A&B *x*"


def test_front_matter_describes_the_file_and_is_no_text():
    found = read_markdown("a.md", "---\ntitle: One\ndate: 2024-08-29\nтіл: қазақша\n---\nСөз.\n".encode())

    assert [line.text for line in found.lines if line.text] == ["Сөз."]
    assert found.facts == {"date": "2024-08-29", "language": "қазақша"}
    [notice] = found.notices
    assert "title: One · date: 2024-08-29 · тіл: қазақша" in notice


def test_a_rule_at_the_beginning_is_not_front_matter():
    assert lines("---\nSome words\n---\nMore") == ["Some words", "More"]


def test_a_million_stars_take_no_time():
    assert len(lines("*a " * 200_000)) == 1


@given(st.text(st.sampled_from("ab_*\\#>& ;\n-"), max_size=60))
def test_letters_are_never_lost(text):
    body = f"x{text}"  # no front matter

    found = "".join(line.text for line in read_markdown("a.md", body.encode()).lines)

    assert [sign for sign in found if sign in "abx"] == [sign for sign in body if sign in "abx"]
