"""Words by which columns are known, in Swedish and English, as the usual tools write them."""

from __future__ import annotations

import re
from typing import Final


def _words(text: str) -> frozenset[str]:
    return frozenset(line.strip() for line in text.split("\n") if line.strip())


#: headers that number the answers, not the persons: each answer gets a new one
ANSWER_NUMBERS: Final = _words(
    """
    id
    respondent id
    respondent-id
    respondent_id
    response id
    response-id
    response_id
    responseid
    respondentid
    svars-id
    svars id
    svarsid
    answer id
    respondentens id
    submission id
    access code
    åtkomstkod
    token
    seed
    """
)
#: headers of a code that the evaluators gave the persons
CODES: Final = _words(
    """
    kod
    code
    respondentkod
    respondent code
    deltagarkod
    deltagarnummer
    deltagar-id
    participant
    participant id
    participant code
    personkod
    person id
    löpnummer
    löpnr
    record_id
    record id
    redcap_survey_identifier
    survey identifier
    external reference
    externalreference
    external data reference
    externalid
    custom data 1
    respondent
    respondentnummer
    idnr
    id-nummer
    """
)
MAILS: Final = _words(
    """
    e-post
    epost
    e-postadress
    epostadress
    mejl
    mejladress
    mailadress
    mail
    e-mail
    email
    email address
    e-mail address
    emailaddress
    recipientemail
    recipient email
    användarnamn
    username
    """
)
NAMES: Final = _words(
    """
    namn
    ditt namn
    name
    your name
    full name
    förnamn och efternamn
    för- och efternamn
    fullständigt namn
    """
)
#: headers of what would point somebody out, and is no name by which a person is known
PERSONAL: Final = _words(
    """
    förnamn
    efternamn
    first name
    last name
    firstname
    lastname
    recipientfirstname
    recipientlastname
    recipient first name
    recipient last name
    personnummer
    personnr
    telefon
    telefonnummer
    mobil
    mobilnummer
    phone
    phone number
    telephone
    mobile
    adress
    address
    ip
    ip address
    ip-adress
    ipaddress
    ipaddr
    ip_address
    locationlatitude
    locationlongitude
    location latitude
    location longitude
    """
)
TIMES: Final = _words(
    """
    tidstämpel
    timestamp
    starttid
    start time
    sluttid
    slutförandetid
    slutförd
    tid för slutförande
    completion time
    last modified time
    senast ändrad
    tid för senaste ändring
    start date
    startdatum
    end date
    slutdatum
    startdate
    enddate
    startdatestamp
    recordeddate
    recorded date
    submitdate
    date submitted
    datum skickat
    inskickad
    datestamp
    date last action
    date started
    svarsdatum
    svarstid
    datum
    date
    survey_timestamp
    """
)
#: headers of the tools' own columns, which say nothing of the person
MACHINERY: Final = _words(
    """
    collector id
    collectorid
    custom data 2
    custom data 3
    custom data 4
    custom data 5
    lastpage
    last page
    sista sidan
    sista sida
    startlanguage
    start language
    startspråk
    refurl
    referrer url
    status
    progress
    finished
    duration (in seconds)
    duration
    distributionchannel
    distribution channel
    userlanguage
    user language
    response type
    redcap_event_name
    event name
    redcap_repeat_instrument
    repeat instrument
    redcap_repeat_instance
    repeat instance
    redcap_data_access_group
    data access group
    complete?
    interviewtime
    total time
    total points
    totalpoäng
    quiz feedback
    grade posted time
    """
)
#: what Qualtrics calls the parts of a page's timing
TIMINGS: Final = _words("first click\nlast click\npage submit\nclick count")
#: what Qualtrics puts before its own checks, such as Q_RecaptchaScore
OWN_CHECKS: Final = "q_"
#: what Microsoft Forms puts before a question of a quiz
OF_A_QUIZ: Final = re.compile(r"(?:points|feedback|poäng)\s*[-–]\s*(.+)", re.IGNORECASE | re.DOTALL)
#: what Google Forms writes of a quiz: “2 / 10”
SCORE: Final = re.compile(r"\d+(?:[.,]\d+)? / \d+")
SCORES: Final = _words("score\npoäng\nresultat")
#: what LimeSurvey writes of how long each group and question took, beside the whole
ALL_TIME: Final = _words("interviewtime\ntotal time\ntotal tid")
PARTS_OF_TIME: Final = re.compile(
    r"grouptime\d+|\w+time|(?:group|question) time: .+|(?:grupptid|frågetid): .+",
    re.IGNORECASE | re.DOTALL,
)
#: what a header begins with, or holds, when it asks who somebody is
BACKGROUNDS: Final = re.compile(
    r"\b(kön|könsidentitet|ålder|åldersgrupp|födelseår|född|kommun|hemkommun|län|region|stadsdel"
    r"|förening|organisation|verksamhet|arbetsplats|enhet|avdelning|förvaltning|befattning|titel"
    r"|yrke|yrkesroll|yrkesgrupp|yrkestitel|sysselsättning|utbildning|utbildningsnivå|anställning|anställd|roll|grupp|ort|land"
    r"|språk|skola|årskurs|klass|program"
    r"|sex|gender|age|age group|year of birth|municipality|county|district|association"
    r"|organi[sz]ation|workplace|unit|department|position|job title|profession|occupation"
    r"|education|role|group|country|language|school|grade|class|programme)\b",
    re.IGNORECASE,
)
#: a longer header is a question of its own, even if it speaks of such a thing
LONGEST_BACKGROUND: Final = 60
ROLE_HEADERS: Final = _words("roll\nrole\ndin roll\nyour role")
GROUP_HEADERS: Final = _words("grupp\ngroup\nsvarsgrupp\nrespondentgrupp\nreporting group")
#: what a header holds when it asks for words
ASKS_FOR_WORDS: Final = re.compile(
    r"\b(kommentar\w*|kommentera|varför|beskriv\w*|berätta|motivera|motivering|utveckla|förklara"
    r"|annat|annan|övrigt|övriga|synpunkter|på vilket sätt|ge exempel|exempel på|nämligen"
    r"|fritext\w*|med egna ord|vad tycker|hur tycker"
    r"|comments?|why|describe|tell us|explain|elaborate|other|anything else|in what way"
    r"|examples?|please specify|in your own words|open.ended)\b",
    re.IGNORECASE,
)
#: choices that say that there is no answer
NO_ANSWER: Final = _words(
    """
    vet ej
    vet inte
    vet inte/ingen åsikt
    vet ej/ingen åsikt
    vet ej / ingen åsikt
    jag vet inte
    ingen åsikt
    ingen uppfattning
    kan ej bedöma
    kan inte bedöma
    kan ej svara
    kan inte svara
    kan ej ta ställning
    kan inte ta ställning
    ej svar
    vill ej svara
    vill inte svara
    vill inte uppge
    ej aktuellt
    inte aktuellt
    ej relevant
    ej tillämpligt
    don't know
    don’t know
    do not know
    i don't know
    i don’t know
    not sure
    no opinion
    no answer
    can't say
    can’t say
    prefer not to say
    prefer not to answer
    not applicable
    n/a
    na
    """
)
#: what a cell holds when its choice is ticked, and when it is not
TICKED: Final = _words("1\nx\nyes\nja\ny\nj\ntrue\nsant\nchecked\nselected\nvald\nmarkerad\n✓\n✔")
NOT_TICKED: Final = _words(
    "0\n2\nno\nnej\nn\nfalse\nfalskt\nunchecked\nnot selected\nej vald\ninte vald\nomarkerad\n-"
)

MAIL: Final = re.compile(r"[^\s@,;]+@[^\s@,;]+\.[^\s@,;]+")
DATE: Final = re.compile(
    r"\d{4}[-/.]\d{1,2}[-/.]\d{1,2}([ T]+\d{1,2}[:.]\d{2}.*)?"
    r"|\d{1,2}[-/.]\d{1,2}[-/.]\d{2,4}([ T,]+\d{1,2}[:.]\d{2}.*)?"
)
#: words of one's own: a sentence that ends, or two of them
SENTENCE: Final = re.compile(
    r"(?:\S+\s+){3,}\S*[.!?…][\"”’)]*|.*\w[.!?…]\s+[^\W\d_a-zåäö].*\s.*", re.DOTALL
)
NUMBER: Final = re.compile(r"[-+−]?\d+(?:[.,]\d+)*")
