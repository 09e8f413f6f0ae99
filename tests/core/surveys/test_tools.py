"""Exports as the usual tools lay them out, from the file to the roles of the columns."""

import pytest

from qualcode.core.surveys.guessing import propose
from qualcode.core.surveys.reading import read

SAID = "Det är svårt att säga, men mötena har blivit bättre efter hand ({n})."
IMPORT_IDS = ",".join('"{""ImportId"":""QID"",""n"":1}"' for _ in range(10))
#: by tool: its headers, a row of it, and what its columns are
LAYOUTS = {
    "Microsoft Forms": [
        """ID,Starttid,Slutförandetid,E-post,Namn,Vilken är din roll?,Vilka stöd har ni?,Nöjd?,Mer""",
        """<n>,<day> 10:00:00,<day> 10:09:00,anonymous,,<role>,"Chef;Kollega;",<rate>,"<said>\"""",
        "identity time time ignored ignored background several closed open",
    ],
    "Google Forms": [
        """Tidstämpel,E-postadress,Bedöm [Möten],Bedöm [Lokaler],Hur nöjd är du?,Något annat?""",
        """<day> 10:09:00 fm EET,p<n>@x.se,<rate>,<rate>,<scale>,"<said>\"""",
        "time identity closed closed closed open",
    ],
    "LimeSurvey": [
        '''"id. Svars-ID","submitdate. Datum skickat","lastpage. Sista sida","Q1[SQ001]. Vilka stöd? [Chef]","Q1[SQ002]. Vilka stöd? [Vän]","Q2. Hur nöjd är du?","Q3. Varför?"''',
        '''"<n>","<day> 10:09:00","4","<tick>","<other>","<rate>","<said>"''',
        "identity time ignored several several closed open",
    ],
    "Netigate": [
        "Respondent;Svarsdatum;Kön;Vilka stöd? - Chef;Vilka stöd? - Vän;Hur nöjd är du?;Kommentar",
        '<n>;<day>;<sex>;<one>;<zero>;<scale>;"<said>"',
        "identity time background several several closed open",
    ],
    "REDCap": [
        "record_id,redcap_event_name,survey_timestamp,sex,stod___1,stod___2,nojd,mer,survey_complete",
        '<n>,e1,<day> 10:09:00,<scale>,<one>,<zero>,<scale>,"<said>",2',
        "identity ignored time background several several closed open ignored",
    ],
    "Qualtrics": [
        f"""StartDate,Status,IPAddress,Progress,ResponseId,RecipientEmail,Q1,Q2_1,Q2_2,Q3
"Start Date","Response Type","IP Address","Progress","Response ID","Recipient Email","Nöjd?",\
"Vilka stöd? - Chef","Vilka stöd? - Vän","Varför är det så?"
{IMPORT_IDS}""".replace("\\\n", ""),
        '<day> 10:00:00,IP Address,10.0.0.<n>,100,R_<n>,,<rate>,<chef>,<van>,"<said>"',
        "time ignored ignored ignored identity ignored closed several several open",
    ],
    "SurveyMonkey": [
        """Respondent ID,Collector ID,Start Date,IP Address,Email Address,Vilka stöd?,,,Nöjd?,Varför?
,,,,,Chef,Vän,Annat (ange),Response,Open-Ended Response""",
        '10<n>,7,05/01/2026 10:00:00,10.0.0.<n>,,<chef>,<van>,,<rate>,"<said>"',
        "identity ignored time ignored ignored several several several closed open",
    ],
}


def filled(pattern, **values):
    for name, value in values.items():
        pattern = pattern.replace(f"<{name}>", str(value))
    return pattern


def rows(pattern):
    for n in range(16):
        odd = n % 2 == 1
        yield filled(
            pattern,
            n=n,
            day=f"2026-05-{n + 1:02}",
            role=("Samordnare", "Styrelse")[odd],
            sex=("Kvinna", "Man")[odd],
            rate=("Mycket nöjd", "Missnöjd", "Vet ej")[n % 3],
            scale=n % 5 + 1,
            tick=("Ja", "Nej")[odd],
            other=("Nej", "Ja")[odd],
            one=int(odd),
            zero=int(n % 3 == 0),
            chef="Chef" if odd else "",
            van="Vän" if n % 3 else "",
            said=SAID.format(n=n),
        )


@pytest.mark.parametrize("tool", LAYOUTS)
def test_the_columns_of_an_export_are_known(tmp_path, tool):
    head, pattern, expected = LAYOUTS[tool]
    path = tmp_path / "export.csv"
    path.write_text("\n".join([head, *rows(pattern)]), encoding="utf-8-sig")
    table = read(path)
    roles = [column.role for column in propose(table).columns]
    assert roles == expected.split()
    assert len(table.rows) == 16
