"""Segments as they are exported: the words, and who said them."""

from study import added, coded, imported

from qualcode.model import Selection
from qualcode.store.reading import segments


def test_what_begins_in_a_question_belongs_to_the_answer_that_is_read(project):
    source = imported(project)
    fear = added(project)
    coded(project, source, (5, 60), fear)

    with project.read() as session:
        [segment] = segments(session, Selection())[1]

    assert (segment.speaker, segment.role, segment.case, segment.turn) == ("Aigul", "respondent", "Aigul", 2)


def test_with_the_interviewers_words_it_belongs_where_it_begins(project):
    source = imported(project)
    fear = added(project)
    coded(project, source, (5, 60), fear)

    with project.read() as session:
        [segment] = segments(session, Selection(interviewer=True))[1]

    assert (segment.speaker, segment.turn) == ("I", 1)
