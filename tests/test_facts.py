"""What differs in a figure, a date or a name is not said twice: invented documents, with what must stay and go."""

import pytest

import cleanwire

LEAFLET = """\
Solvarin drops

How to take the drops

Adults take 20 drops three times a day, before meals, in a glass of water that has stood in the room for a while.
Do not take more than 80 drops in one day, and stop after 7 days if the cough has not become any better by then.
If you forgot a dose, take it as soon as you think of it, but leave at least 4 hours between that and the next.

Children from six to twelve

Children take 10 drops three times a day, before meals, in a glass of water that has stood in the room for a while.
Do not take more than 40 drops in one day, and stop after 5 days if the cough has not become any better by then.
If you forgot a dose, take it as soon as you think of it, but leave at least 6 hours between that and the next.
"""

COURT = """\
Velmark magistrates, week of 4 March

Owen Marsh, 41, of Mill Lane, Oxley, pleaded guilty to driving at 74 miles an hour on the coast road on 9 January.
He was fined 240 crowns with costs of 85 crowns, and three points were put on the licence that he had held since 1999.

Sara Pell, 33, of Quay Street, Kelton, pleaded guilty to driving at 81 miles an hour on the coast road on 2 January.
She was fined 310 crowns with costs of 85 crowns, and five points were put on the licence that she had held since 2008.

Tomas Eik, 58, of Dairy Row, Penrow, pleaded guilty to driving at 69 miles an hour on the coast road on 11 January.
He was fined 180 crowns with costs of 85 crowns, and three points were put on the licence that he had held since 1984.
"""

DECISIONS = """\
What the council decided on Thursday

Item 4: Mill Lane
The council agreed to close Mill Lane for lorries between six in the evening and six in the morning, as asked.
Nine members voted for it and four against; the mayor, who lives there, took no part in the debate or in the vote.
The signs will be put up within a month, and the police will look in now and then, said the clerk after the meeting.

Item 5: Dairy Row
The council agreed to close Dairy Row for lorries between six in the evening and six in the morning, as asked.
Eleven members voted for it and two against; the mayor, who lives there, took no part in the debate or in the vote.
The signs will be put up within a month, and the police will look in now and then, said the clerk after the meeting.
"""

HOROSCOPE = """\
The week in the stars

Ram: a letter that you have been waiting for arrives on Monday, and what it says will please you more than you expect.
Bull: a letter that you have been waiting for arrives on Tuesday, and what it says will please you less than you expect.
Twins: a letter that you have been waiting for arrives on Friday, and what it says will please you more than you expect.
Crab: a letter that you have not been waiting for arrives on Sunday, and you will wonder for days what it is to say.
"""

WETTER = """\
Das Wetter am Wochenende

Sonnabend
Am Morgen liegt Nebel über den Wiesen, am Nachmittag werden es 14 Grad an der Küste und 17 Grad im Hinterland.
Der Wind kommt mit Stärke 4 aus Südwest und frischt gegen Abend in Böen bis Stärke 6 auf, vor allem an den Kaps.

Sonntag
Am Morgen liegt Nebel über den Wiesen, am Nachmittag werden es 11 Grad an der Küste und 13 Grad im Hinterland.
Der Wind kommt mit Stärke 3 aus Südwest und frischt gegen Abend in Böen bis Stärke 5 auf, vor allem an den Kaps.
"""

AVIS = """\
Avis de décès

Jeanne Morel, née le 3 mai 1931 à Harfeuil, s’est éteinte dans sa maison le 8 février, entourée de ses enfants.
La cérémonie aura lieu le 12 février à 10 heures en l’église Saint-Olaf, puis au cimetière du village de son père.

Lucien Brasque, né le 9 juin 1940 à Montreux, s’est éteint dans sa maison le 9 février, entouré de ses enfants.
La cérémonie aura lieu le 14 février à 15 heures en l’église Saint-Olaf, puis au cimetière du village de son père.
"""

CUENTAS = """\
La naviera publica sus cuentas

Segundo trimestre

Las ventas subieron un 4 por ciento hasta 312 millones, sobre todo por los precios del cable en los mercados del norte.
El beneficio bajó un 2 por ciento hasta 31 millones, lo que supone un margen del 9,9 por ciento sobre las ventas.
La deuda quedó en 210 millones, después de pagar los dos barcos que la empresa había encargado en el astillero local.

Primer semestre

Las ventas subieron un 7 por ciento hasta 640 millones, sobre todo por los precios del cable en los mercados del norte.
El beneficio bajó un 1 por ciento hasta 66 millones, lo que supone un margen del 10,3 por ciento sobre las ventas.
La deuda quedó en 210 millones, después de pagar los dos barcos que la empresa había encargado en el astillero local.
"""

POGODA = """\
Погода на выходные

Суббота
Утром над рекой туман, днём на берегу 14 градусов, в долине 17 градусов, а к вечеру ветер усилится до шести баллов.
Вода у пристани прогрелась до 12 градусов, волна невысокая, паром ходит по расписанию и берёт на борт велосипеды.

Воскресенье
Утром над рекой туман, днём на берегу 11 градусов, в долине 13 градусов, а к вечеру ветер усилится до пяти баллов.
Вода у пристани прогрелась до 11 градусов, волна невысокая, паром ходит по расписанию и берёт на борт велосипеды.
"""

HINDI = """\
मंडी के भाव

सोमवार
गेहूं का भाव आज मंडी में 2125 रुपये प्रति क्विंटल रहा और दिन भर में किसान 310 क्विंटल गेहूं लेकर आए, अधिकारी ने बताया।
चने का भाव आज मंडी में 5230 रुपये प्रति क्विंटल रहा और दिन भर में किसान 120 क्विंटल चना लेकर आए, अधिकारी ने बताया।

मंगलवार
गेहूं का भाव आज मंडी में 2140 रुपये प्रति क्विंटल रहा और दिन भर में किसान 290 क्विंटल गेहूं लेकर आए, अधिकारी ने बताया।
चने का भाव आज मंडी में 5210 रुपये प्रति क्विंटल रहा और दिन भर में किसान 140 क्विंटल चना लेकर आए, अधिकारी ने बताया।
"""

PROGRAMME = """\
The boathouse in August

Every Tuesday
Doors open at seven, the first boat goes out at half past, and whoever cannot row yet is taken along in the old gig.
Afterwards there is soup in the loft, and those who have brought an instrument are asked to play until it is dark.

Every Saturday
Doors open at nine, the first boat goes out at half past, and whoever cannot row yet is taken along in the old gig.
Afterwards there is soup in the loft, and those who have brought an instrument are asked to play until it is dark.
"""

LITANY = """\
A grace for the ferry

For the chain that holds, and for the hands that forged it link by link in the yard beside the lower lock, we are glad.
For the wood that floats, and for the hands that sawed it plank by plank in the mill above the old weir, we are glad.
For the chain that holds, and for the hands that forged it link by link in the yard beside the lower lock, we are glad.
For the bell that calls, and for the hands that cast it year by year in the shed behind the tannery, we are glad.
"""


@pytest.mark.parametrize(
    "text",
    [LEAFLET, COURT, DECISIONS, HOROSCOPE, WETTER, AVIS, CUENTAS, POGODA, HINDI, PROGRAMME, LITANY],
    ids=[
        "doses",
        "a court report",
        "decisions of a council",
        "a horoscope",
        "the weather, in German",
        "obituaries, in French",
        "quarterly figures, in Spanish",
        "the weather, in Russian",
        "prices, in Hindi",
        "a programme",
        "a litany",
    ],
)
def test_facts_of_one_form_stay(text):
    assert cleanwire.clean(text) == text


STORY = """\
The chain ferry at Oxley sank at its berth on the night of 3 March, eleven weeks before it was to sail again.
Divers found a hole of 40 centimetres below the waterline, cut from the inside, said the harbour master, Ines Abara.
“Somebody did not want her to sail,” she said on Monday. “We will have her up by June, and we will have a guard.”
The council had voted 11 to 4 for the ferry, against the owners of the three bus lines that now serve the villages.
"""


@pytest.mark.parametrize(
    ("text", "gone"),
    [
        (f"Ferry sinks at its berth\n{STORY}{STORY}", STORY),
        (f"Ferry sinks at its berth\n{STORY}Ferry sinks at its berth\n{STORY}", f"Ferry sinks at its berth\n{STORY}"),
        (f"Ferry sinks at its berth\n{STORY}From the archive\n{STORY}", STORY),
        (f"Ferry sinks at its berth\n{STORY}{STORY.replace('said', 'has said')}", STORY.replace("said", "has said")),
    ],
    ids=["at once", "with its headline", "below a line", "with words put in"],
)
def test_a_story_pasted_twice_goes(text, gone):
    assert cleanwire.clean(text) == text[: len(text) - len(gone)]


@pytest.mark.parametrize(
    "again",
    [STORY.replace("40", "90").replace("11 to 4", "12 to 3"), STORY.replace("Oxley", "Kelton").replace("Ines", "Ida")],
    ids=["other figures", "other names"],
)
def test_a_story_told_again_with_other_facts_keeps_what_differs(again):
    cleaned = cleanwire.clean(f"Ferry sinks at its berth\n{STORY}Correction\n{again}")
    assert all(line in cleaned for line in again.splitlines() if line not in STORY)
