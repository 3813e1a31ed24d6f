"""Who interviews, where no label says it."""

from qualcode.text.roles import Said, roles_of


def test_two_may_interview():
    said = [
        Said("Anna", ["Where was it?", "And when?", "Who came?"]),
        Said("Ben", ["Why so?", "What then?"]),
        Said("Айгүл", ["By the mosque, where the road turns off to the lower street.", "In May.", "He did."]),
    ]

    assert roles_of(said) == ("interviewer", "interviewer", "respondent")


def test_a_voice_that_a_program_counted_may_interview():
    said = [
        Said("Speaker 1", ["Where?", "When?"]),
        Said("Speaker 2", ["Over there, by the mosque.", "In May."]),
    ]

    assert roles_of(said) == ("interviewer", "respondent")


def test_whoever_is_named_interviewer_is_the_only_one():
    said = [
        Said("Модератор", ["Так."]),
        Said("P1", ["Why?", "What?"]),
        Said("P2", ["That is how it was, I think."]),
    ]

    assert roles_of(said) == ("interviewer", "respondent", "respondent")


def test_where_all_ask_nobody_interviews():
    said = [Said("Anna", ["Where?", "Here."]), Said("Ben", ["When?", "Now, I think."])]

    assert roles_of(said) == ("respondent", "respondent")


def test_somebody_alone_does_not_interview():
    assert roles_of([Said("Anna", ["Why?", "Why?"])]) == ("respondent",)


def test_questions_are_known_without_question_marks():
    said = [
        Said("S1", ["қайда болды", "ол адамдар келді ме", "айтып беріңізші"]),
        Said("S2", ["мешіттің жанында болды сол күні кешке", "келген жоқ ешкім", "сол күні су болмады"]),
    ]

    assert roles_of(said) == ("interviewer", "respondent")


def test_who_is_left_beside_people_called_respondents_asks():
    talk = [
        Said("Dan", ["Could you start?", "Right, and then you see the chart.", "Go on."]),
        Said("Participant", ["Yes, of course.", "I see it now, at last.", "Fine."]),
    ]

    assert roles_of(talk) == ("interviewer", "respondent")
