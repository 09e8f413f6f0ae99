"""Exports with all that the tools write beside the answers: none of it is taken for an answer."""

import pytest

from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.reading import read
from tests.core.surveys.test_tools import rows

IDS = ",".join(f'"{{""ImportId"":""QID{n}""}}"' for n in range(25))
#: by tool: its headers, a row of it, and what its columns are
LAYOUTS = {
    "Qualtrics": [
        (
            "StartDate,EndDate,Status,IPAddress,Progress,Duration (in seconds),Finished,RecordedDate,"
            "ResponseId,RecipientLastName,RecipientFirstName,RecipientEmail,ExternalReference,"
            "LocationLatitude,LocationLongitude,DistributionChannel,UserLanguage,Q_RecaptchaScore,"
            "Q1,Q1_5_TEXT,Q2_1,Q2_2,Q9_First Click,Q9_Page Submit,Q4\n"
            "Start Date,End Date,Response Type,IP Address,Progress,Duration (in seconds),Finished,"
            "Recorded Date,Response ID,Recipient Last Name,Recipient First Name,Recipient Email,"
            "External Data Reference,Location Latitude,Location Longitude,Distribution Channel,"
            "User Language,Q_RecaptchaScore,Vilken nytta? - Selected Choice,"
            "Vilken nytta? - Annan - Text,Bedöm - Möten,Bedöm - Lokaler,Timing - First Click,"
            f"Timing - Page Submit,Varför är det så?\n{IDS}"
        ),
        (
            "<day> 10:00:00,<day> 10:09:00,IP Address,10.0.0.<n>,100,312,True,<day> 10:09:01,R_<n>,,,,"
            '9<n>,59.3<n>,18.0<n>,anonymous,SV,0.9,<rate>,,<scale>,<scale>,1.<n>,33.<n>,"<said>"'
        ),
        (
            "time time ignored ignored ignored ignored ignored time ignored ignored ignored ignored "
            "identity ignored ignored ignored ignored ignored closed ignored closed closed ignored "
            "ignored open"
        ),
    ],
    "SurveyMonkey": [
        (
            "Respondent ID,Collector ID,Start Date,End Date,IP Address,Email Address,First Name,"
            "Last Name,Custom Data 1,Contact information,,,In what country do you live?,,Bedöm,,Sämst?\n"
            ",,,,,,,,,Name,Email Address,Phone Number,Response,Other (please specify),Möten,Lokaler,"
            "Open-Ended Response"
        ),
        (
            "11<n>,7,05/01/2026 10:00:00 AM,05/01/2026 10:09:00 AM,10.0.0.<n>,,,,,Anna Ek<n>,p<n>@x.se,"
            '07012345<n>,<role>,,<rate>,<rate>,"<said>"'
        ),
        (
            "ignored ignored time time ignored ignored ignored ignored ignored ignored identity ignored "
            "background ignored closed closed open"
        ),
    ],
    "SurveyMonkey, condensed": [
        "Respondent ID,Collector ID,Start Date,IP Address,How satisfied are you?,Sämst?\n,,,,,",
        '11<n>,C1,<day>,1.2.3.4,<scale>,"<said>"',
        "identity ignored time ignored closed open",
    ],
    "Microsoft Forms, a quiz": [
        (
            "ID,Start time,Completion time,Email,Name,Total points,Quiz feedback,Last modified time,"
            "Hur nöjd är du?,Points - Hur nöjd är du?,Feedback - Hur nöjd är du?,Varför?,"
            "Points - Varför?,Feedback - Varför?,Möten,Lokaler"
        ),
        '<n>,7/2/26 11:00:22,7/2/26 11:01:24,anonymous,,4,,,<rate>,1,Bra!,"<said>",,,<rate>,<rate>',
        (
            "identity time time ignored ignored ignored ignored ignored closed ignored ignored open "
            "ignored ignored closed closed"
        ),
    ],
    "Google Forms, a quiz": [
        "Timestamp,Username,Score,How satisfied are you?,Anything else?",
        '9/<n>/2026 18:05:12,p<n>@x.se,2 / 10,<rate>,"<said>"',
        "time identity ignored closed open",
    ],
    "LimeSurvey, codes": [
        (
            "id,submitdate,lastpage,startlanguage,seed,token,startdate,datestamp,ipaddr,refurl,"
            "Q1[SQ001],Q1[SQ002],Q2,Q2[comment],Q3,interviewtime,groupTime12,Q3Time"
        ),
        (
            "<n>,<day> 10:09:00,4,sv,12345<n>,ab<n>cd,<day> 10:00:00,<day> 10:09:00,10.0.0.<n>,,"
            '<tick>,<other>,A<scale>,,"<said>",312.<n>,100.<n>,23.<n>'
        ),
        (
            "identity time ignored ignored ignored ignored time time ignored ignored several several "
            "closed ignored open ignored ignored ignored"
        ),
    ],
    "LimeSurvey, words": [
        (
            "Response ID,Date submitted,Last page,Start language,Seed,Access code,Date started,"
            "Date last action,IP address,Referrer URL,Stöd? [Chef],Stöd? [Vän],Nöjd?,Varför?,"
            "Total time,Group time: Grupp 1,Question time: Q3"
        ),
        (
            "<n>,<day> 10:09:00,4,sv,12345<n>,ab<n>cd,<day> 10:00:00,<day> 10:09:00,10.0.0.<n>,,"
            '<tick>,<other>,<rate>,"<said>",312.<n>,100.<n>,23.<n>'
        ),
        (
            "identity time ignored ignored ignored ignored time time ignored ignored several several "
            "closed open ignored ignored ignored"
        ),
    ],
    "Netigate": [
        (
            "RespondentID;Påbörjad;Avslutad;E-postadress;Kommun;1. Hur nöjd är du?;"
            "2. Vilka stöd har ni? (Chef);2. Vilka stöd har ni? (Vän);3. Kommentera gärna"
        ),
        '<n>;<day> 10:00:00;<day> 10:09:00;p<n>@x.se;<role>;<rate>;<chef>;<van>;"<said>"',
        "ignored time time identity background closed several several open",
    ],
    "Webropol": [
        "Respondentens ID;Skickad;1. Kön;2. Nöjd?;3. Vilka stöd?: Chef;3. Vilka stöd?: Vän;4. Mer?",
        '<n>;<day> 10:09;<sex>;<rate>;<one>;<zero>;"<said>"',
        "identity time background closed several several open",
    ],
    "Questback": [
        (
            "Respondent,Respondentens e-postadress,Svarstid,1. Nöjd?,2. Stöd? - Chef,2. Stöd? - Vän,"
            "3. Varför?"
        ),
        '<n>,p<n>@x.se,<day> 10:09,<rate>,<one>,<zero>,"<said>"',
        "ignored identity time closed several several open",
    ],
}


@pytest.mark.parametrize("tool", LAYOUTS)
def test_what_the_tool_writes_for_itself_is_left_out(tmp_path, tool):
    head, pattern, expected = LAYOUTS[tool]
    path = tmp_path / "export.csv"
    path.write_text("\n".join([head, *rows(pattern)]), encoding="utf-8-sig")
    table = read(path)
    assert [column.role for column in propose(table).columns] == expected.split()
    assert len(table.rows) == 16


def test_a_question_of_qualtrics_is_called_as_it_was_asked(tmp_path):
    head, pattern, _expected = LAYOUTS["Qualtrics"]
    path = tmp_path / "export.csv"
    path.write_text("\n".join([head, *rows(pattern)]), encoding="utf-8-sig")
    assert propose(read(path)).columns[18].question == "Vilken nytta?"


def proposed(tmp_path, cells, header="Hur går det?"):
    path = tmp_path / "export.csv"
    lines = [f'k{n};"{cell}"' for n, cell in enumerate(cells)]
    path.write_text("\n".join([f"Kod;{header}", *lines]), encoding="utf-8")
    return propose(read(path)).columns[1]


SENTENCES = (
    "Det är bra; men tiden räcker inte.",
    "Mötena är bra; men tiden räcker inte.",
    "Jag vet inte vad jag ska säga.",
    "Vi träffas för sällan, tycker jag.",
    "Det är lugnt; men tiden räcker inte.",
)


@pytest.mark.parametrize("often", [2, 3, 5])
def test_sentences_that_come_again_are_open(tmp_path, often):
    assert proposed(tmp_path, SENTENCES * often).role == "open"


def test_statements_to_choose_from_are_closed_though_they_are_sentences(tmp_path):
    statements = ("Ja, i mycket stor utsträckning.", "Nej, inte i någon utsträckning.")
    assert proposed(tmp_path, statements * 30).role == "closed"


@pytest.mark.parametrize("sign", [";", "; "])
def test_choices_between_semicolons_are_several(tmp_path, sign):
    cells = [sign.join(one) for one in (("Chef", "Vän"), ("Chef", "Kollega"), ("Vän",))] * 6
    assert proposed(tmp_path, cells).role == "several"
