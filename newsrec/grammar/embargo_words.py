"""The words that hold a story back, as plain data: what `embargoes` recognises a line by.

In the languages of the feeds, a phrase between two bars, compared without case and accents.
"""

from __future__ import annotations

from typing import Final
from unicodedata import normalize

from newsrec.grammar.names import split_names


def fold_letters(text: str) -> str:
    """Return a text in lower case without accents, as long as it was: capitals often go without them."""
    if text.isascii():
        return text.lower()
    letters = [normalize("NFD", letter)[0].lower()[:1] for letter in text]
    return "".join([_PLAIN_SIGNS.get(letter, letter) for letter in letters])


_PLAIN_SIGNS: Final = {"’": "'", "‘": "'", "ʼ": "'", "\u00a0": " ", "ø": "o", "ł": "l", "æ": "a", "ß": "s"}


class Phrases:
    """A table of phrases, and what tells at a glance that a text begins with none of them."""

    __slots__ = ("longest", "phrases", "starts")

    def __init__(self, text: str) -> None:
        """Take the phrases of a text, one between two bars, folded."""
        self.phrases = frozenset(map(fold_letters, split_names(text)))
        self.starts = frozenset(phrase[:2] for phrase in self.phrases)
        self.longest = max(map(len, self.phrases))

    def skip(self, text: str, start: int = 0) -> int:
        """Return where the longest phrase ends that a text has at `start`; `start` for none."""
        if fold_letters(text[start : start + 2]) not in self.starts:
            return start
        low = fold_letters(text[start : start + self.longest])
        for end in range(len(low), 1, -1):
            if low[:end] in self.phrases and not (
                low[end - 1].isalnum() and text[start + end : start + end + 1].isalnum()
            ):
                return start + end
        return start


# Words that mean it whatever follows "until", a mark or nothing.
PARTICIPLES: Final = Phrases(
    """
    embargoed | embargo'd | embgd | embargoed for | under embargo | under strict embargo | press embargo
    | strict embargo | unter embargo | sous embargo | bajo embargo | embargado | embargada | sotto embargo
    | embargato | onder embargo | sob embargo | embargerad | embargeret | hold for release
    | held for release | hold for publication | strictly embargoed | pod embargiem | под эмбарго
    """
)
# Words for the term itself; news can be about one.
NOUNS: Final = Phrases(
    """
    embargo | emb | emb. | embg. | embargofrist | embargotid | embargoaika | embargos | embargas
    | embargoperiod | sperrfrist | sendesperrfrist | sperrvermerk | sperrefrist | klausul | klausuleret
    | klausulert | klausulerad | embargu | embargoende | эмбарго
    """
)
ABBREVIATIONS: Final = frozenset({"emb", "klausul", "embargos"})  # they need a time, or "until"
# Phrases that forbid publication.
PHRASES: Final = Phrases(
    """
    not for release | not for publication | not for publishing | not for use | not for broadcast
    | not for transmission | not for distribution | not for immediate release | not for general release
    | not for publication or broadcast | not for broadcast or publication | not for release or publication
    | not to be released | not to be published | not to be used | not to be broadcast
    | not to be distributed | not to be published or broadcast | not to be broadcast or published
    | not to be printed | do not publish | do not release | do not broadcast | do not use | do not print
    | do not run | do not distribute | do not publish or broadcast | no publication | no release
    | no broadcast | publication not | hold until | hold till | hold to | hold release | release not
    | nicht veröffentlichen | nicht zur veröffentlichung | nicht zu veröffentlichen | nicht verwenden
    | nicht senden | veröffentlichung nicht | keine veröffentlichung | veröffentlichung erst
    | ne pas publier | ne pas diffuser | à ne pas publier | à ne pas diffuser | publication interdite
    | diffusion interdite | pas de publication | pas de diffusion | ne pas utiliser | no publicar
    | no difundir | no usar | prohibida su publicación | prohibida su difusión | prohibida la publicación
    | non pubblicare | non diffondere | da non pubblicare | da non diffondere | não publicar | não divulgar
    | não difundir | niet publiceren | niet voor publicatie | niet uitzenden | niet verspreiden
    | får ej publiceras | får inte publiceras | publiceras ej | publiceras inte | ej för publicering
    | publicera inte | publicera ej | må ikke offentliggøres | må ikke bringes | må ikke publiceres
    | ikke til offentliggørelse | må ikke publiseres | skal ikke publiseres | kan ikke publiseres
    | ikke for publisering | ei julkaistavaksi | ei saa julkaista | julkaisukielto | ei julkaista
    | nepublicēt | nepubliskot | nav publicējams | nav publiskojams | publicēšanas aizliegums
    | publicēt ne agrāk | publicēt ne ātrāk | neskelbti | neviešinti | nepublikuoti | skelbti ne anksčiau
    | skelbti draudžiama | mitte avaldada | mitte avaldamiseks | avaldamiskeeld | avaldada mitte
    | nie publikować | zakaz publikacji | publikacja nie | do publikacji nie | nezveřejňovat
    | не публиковать | не публікувати
    """
)
# Phrases that mean it with a time only.
RELEASES: Final = Phrases(
    """
    for release | for publication | for use | for broadcast | release at | release on | release time
    | not before | frei ab | frei für alle medien ab | frei für | freigegeben ab | freigabe | freigabe ab
    | gesperrt bis | nicht vor
    | zur veröffentlichung ab | veröffentlichung ab | ne pas avant | à publier après | à partir du
    | no antes de | non prima di | non prima delle | niet voor | niet eerder dan | te publiceren vanaf
    | inte före | ej före | ikke før | publiceras | frigives | frigis | frigivet | julkaisuvapaa
    | vapaa julkaistavaksi | julkaistavissa | publicēt pēc | publicēt no | skelbti nuo | skelbti po
    | avaldada alates | avaldamiseks | do publikacji po | do publikacji od | para publicar
    | publicar a partir
    """
)
# What may come before such words.
OPENINGS: Final = Phrases(
    """
    please note | note | nb | n.b. | attention | attention editors | editors | eds | important | strictly
    | press release | news release | media release | press statement | press notice | media advisory
    | media notice | story | text | this story is | this story is strictly | this text is | this release is
    | this press release is | this report is | this article is | this material is | this document is
    | this information is | this copy is | this is
    | all material is | all copy is | all information is | copy
    | advance | advance copy | confidential | private | speech | statement | report | achtung | wichtig
    | hinweis | pressemitteilung | medienmitteilung | presseinformation | text ist | communiqué
    | communiqué de presse | attention rédactions | important | nota de prensa | comunicado
    | comunicado de prensa | atención | comunicato | comunicato stampa | persbericht
    | nota à imprensa | pressmeddelande | pressemeddelelse | pressemelding | obs | obs! | tiedote | huom
    | huom. | relīze | preses relīze | uzmanību | pranešimas spaudai | dėmesio | pressiteade | tähelepanu
    | komunikat prasowy | uwaga
    """
)
# What joins such words with the time that they end at.
UNTIL: Final = Phrases(
    """
    until | till | til | to | up to | before | prior to | until after | not before | for release
    | for release until | for release at | for release on | for publication | for publication until
    | for use | for use until | for broadcast | for broadcast until | from release until | bis | bis zum
    | bis zur | bis um | vor | vor dem | jusqu'à | jusqu'a | jusqu'au | jusqu'aux | jusque | avant
    | avant le | hasta | hasta el | hasta las | hasta la | antes de | antes del | antes de las | fino a
    | fino al | fino alle | fino alla | prima di | prima del | prima delle | tot | tot en met | vóór | voor
    | até | até às | até as | até ao | antes das | fram till | till | före | innan | indtil | inden | før
    | til og med | fram til | ennen | asti | saakka | līdz | pirms | līdz plkst. | iki | anksčiau
    | anksčiau kaip | anksčiau nei | kuni | enne | varem kui | do | do godz. | przed | wcześniej niż | před
    | до | раньше
    """
)
ENGLISH_UNTIL: Final = Phrases(
    """
    until | till | til | up to | before | prior to | until after | for release until | for publication until
    | for use until | for broadcast until | from release until
    """
)
# What a text is called: "embargoed copy".
TEXTS: Final = Phrases(
    """
    copy | copies | material | text | story | stories | release | press release | news release | article
    | statement | speech | advance | advance copy | information | content | news | document | version | item
    """
)
# What comes after a phrase and changes nothing.
TAILS: Final = Phrases(
    """
    yet | now | this | this story | this text | it | under any circumstances | without permission
    | without approval | without prior permission | without consent | outside | to anyone | please
    """
)
# What says that the end is not known.
OPEN_ENDS: Final = Phrases(
    """
    further notice | notice | release | released | confirmed | confirmation | then | that time | this time
    | that date | this date | lifted | delivery | delivered | auf weiteres | nouvel ordre | nouvel avis
    | nuevo aviso | nuova comunicazione | nader order | nader bericht | novo aviso | vidare | videre
    | toistaiseksi | turpmākam | atskiram pranešimui | edaspidi | odwołania
    """
)
