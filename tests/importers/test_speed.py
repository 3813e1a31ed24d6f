import random
import time

import pytest

from qualcode.importers import read_transcript

BUDGET = 6.0
WORDS = ["Біз", "ауылда", "тұрамыз,", "су", "жоқ", "деп", "айттық.", "Потом", "приехали", "из", "района."]


@pytest.mark.slow
def test_a_hundred_documents_of_eight_thousand_words_are_read_in_time(word):
    draw = random.Random(1)
    paragraphs = []
    for number in range(160):
        label, length = ("**Интервьюер:** ", 15) if number % 2 else ("**Айгүл апай:** ", 85)
        paragraphs.append(label + " ".join(draw.choices(WORDS, k=length)))
    data = word("# Сұхбат", *paragraphs)
    read_transcript("warm.docx", data)

    begin = time.process_time()
    for number in range(100):
        found = read_transcript(f"{number}.docx", data)
    seconds = time.process_time() - begin

    print(f"\n100 docx of 8,000 words: {seconds:.1f} s")
    assert len(found.speakers) == 2
    assert seconds <= BUDGET
