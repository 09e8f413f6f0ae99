"""Words that transcripts use for speakers, in Swedish and English, without case.

A first word from `INTERVIEWER` makes an interviewer. A first word from either set makes a label that
names nobody, and so may be shown as a pseudonym: “Deltagare 2”, “Koordinator norr”.
"""

from __future__ import annotations

from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


INTERVIEWER: Final = _words("""
    intervjuare intervjuaren intervjuledare intervjuledaren interviewer interviewers
    moderator moderatorn facilitator facilitatorn samtalsledare samtalsledaren
    processledare processledaren workshopledare workshopledaren
    utvärderare utvärderaren evaluator forskare forskaren researcher
    frågeställare fråga question host
    """)
# Intervjuare, Moderator, Frågare or Forskare, Question, Utvärderare. They may be initials too, so
# a whole word in the same text overrules them.
INTERVIEWER_LETTERS: Final = _words("i m f q u int intv mod")

RESPONDENT: Final = _words("""
    respondent respondenten informant informanten intervjuperson intervjupersonen intervjuad
    intervjuade interviewee deltagare deltagaren participant ip r resp inf delt p
    talare talaren speaker röst voice person personen kvinna kvinnan man mannen woman male female
    svar answer svarande okänd okänt unknown oidentifierad någon someone flera several
    alla all everyone grupp gruppen group publik audience
    koordinator koordinatorn coordinator samordnare samordnaren samverkanskoordinator
    handläggare handläggaren coach chef chefen enhetschef manager director
    projektledare projektledaren ordförande ordföranden chair chairperson politiker
    verksamhetschef förbundschef sekreterare secretary medarbetare employee staff
    resursperson lots patient klient client brukare förälder parent barn child elev student
    lärare teacher läkare doctor sjuksköterska nurse kurator psykolog
    officer representant representative expert stakeholder observer observatör
    """)

# Words that begin lines with a colon, or stand alone as headings, and again and again, without
# being speakers.
NOT_SPEAKERS: Final = _words("""
    datum date tid time plats place location längd duration ort närvarande present frånvarande
    absent kommentar kommentarer comment comments exempel example obs observera notera not nota
    note notes anm anmärkning källa source titel title rubrik ämne subject från from till to cc
    bilaga appendix tabell table figur figure diagram bild image kapitel chapter avsnitt section
    sida page innehåll contents sammanfattning summary bakgrund background inledning introduction
    syfte purpose aim mål goal goals metod method methods material resultat result results
    diskussion discussion slutsats slutsatser conclusion conclusions rekommendation rekommendationer
    recommendation recommendations referenser references möjligheter möjlighet opportunities hinder
    obstacles utmaning utmaningar challenges styrkor strengths svagheter weaknesses hot threats
    behov needs förslag suggestions idéer ideas tema theme område area punkt fas phase steg step
    ja nej yes no men och eller så alltså dvs dessutom alternativ antagande antaganden inspelning
    recording transkribering transcript transcription transkript fil file projekt project kontakt
    contact telefon phone e-post email mail http https www ingress nyckelord keywords svarsalternativ
    agenda dagordning beslut decision decisions åtgärd åtgärder action actions
    """)

# Small words inside names.
PARTICLES: Final = _words("von van af av de del der di la le den o and och & / - –")
