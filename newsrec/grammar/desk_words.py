"""The words of desks, as plain data: what `desk_notes` recognises a line for the desk by.

In the languages of the feeds, in lower case, a name between two bars.
"""

from __future__ import annotations

from typing import Final

from newsrec.grammar.names import split_names


def _table(text: str) -> frozenset[str]:
    """Return the phrases of a text, one between two bars."""
    return frozenset(split_names(text))


# Labels of a note to editors, before a colon, a dash or an underscore.
NOTE_LABELS: Final = _table(
    """
    eds | eds. | ed | ed. | editors | notes to editors | note to editors | notes to the editor
    | note to the editor | note to eds | note to desks | notes for editors | note for editors
    | attention editors | attention, editors | attn editors | attention desks | editors please note
    | editors, please note | desk note | note to desk | slug note | internal | internal note
    | redaktionshinweis | redaktionelle hinweise
    | redaktioneller hinweis | hinweis an die redaktion | hinweis an die redaktionen
    | hinweise an die redaktion | hinweis für redaktionen | an die redaktionen | achtung redaktionen
    | achtung, redaktionen | hinweis für die redaktion | note aux rédactions | note à la rédaction
    | note aux rédacteurs | à l'attention des rédactions | attention rédactions | nota a los editores
    | nota para los editores | nota a la redacción | nota para editores | atención editores
    | nota alle redazioni | nota per le redazioni | nota aos editores | nota à redação
    | noot voor de redactie | noot redactie | noot aan de redactie | voor de redactie | till redaktionen
    | till redaktionerna | not till redaktionen | til redaktionen | note til redaktionen | til redaksjonen
    | merknad til redaksjonen | toimituksille | huomautus toimituksille | tiedoksi toimituksille
    | piezīme redaktoriem | redaktoriem | redakcijām | piezīme redakcijām | pastaba redaktoriams
    | redaktoriams | pastaba redakcijai | märkus toimetajatele | toimetajatele | märkus toimetusele
    | uwaga redakcje | do redakcji | uwaga dla redakcji | poznámka pro redakce | примечание для редакторов
    """
)
# The same that is meant for readers as often.
DOUBTFUL_LABELS: Final = _table(
    """
    editor's note | editor’s note | editors' note | editors’ note | note | nb | n.b. | contact
    | media contact | press contact | words | word count
    | length | status | draft | anmerkung der redaktion | anm. d. red. | ansprechpartner | pressekontakt
    | kontakt | hinweis | ndlr | note de la rédaction | contact presse | nota de la redacción
    | nota del editor | contacto | redakcijas piezīme | kontaktinformācija | toimetuse märkus
    | redakcijos pastaba
    """
)
# What a bracketed note to editors begins with: how this version differs from the one before it.
CHANGES: Final = _table(
    """
    adds | add | adding | updates | updates with | updating | corrects | recasts | refiles | repeats
    | removes | rewrites | changes | clarifies | fixes | deletes | drops | restores | inserts | revises
    | releads | re-leads | writes through | writethru | trims | tops | subs | combines | incorporates
    | resends | ads | refiling | repeating | recasting | attn | no changes | minor edits | editing | neu:
    | neu, | ergänzt | ergänzt: | aktualisiert | aktualisiert: | aktualisierung: | aktualisierung
    | berichtigung: | berichtigt | korrektur: | korrigiert | wiederholung | wiederholt | zusammenfassung:
    | durchgehend neu | achtung: | mit mehr details | im letzten absatz | ergänzung: | ajoute | actualise
    | actualisé | mise à jour | complète | rectifie | répète | précise | reprend | rectificatif | añade
    | agrega | actualiza | actualizado | corrige | amplía | repite | actualización | aggiunge | aggiorna
    | corregge | adiciona | atualiza | corrige no | voegt toe | herhaling | correctie: | lägger till
    | uppdaterad | uppdaterar | rättar | rättelse | tilføjer | opdateret | opdaterer | retter | legger til
    | oppdatert | oppdaterer | lisätty | päivitetty | korjattu | papildināts | papildina | precizēts
    | precizē | labots | pievieno | atjaunots | papildyta | papildo | patikslinta | atnaujinta | täiendatud
    | lisatud | parandatud | uuendatud | dodaje | aktualizuje | uzupełnia | poprawia
    """
)
# Who did what: the words before the names, and the role that they give.
ROLES: Final[dict[str, str]] = {
    phrase: role
    for role, phrases in {
        "reporter": """
            reporting by | reported by | additional reporting by | additional reporting from
            | reporting from | reporting | additional reporting | more reporting by | contributed by
            | berichterstattung von | berichterstattung | bericht von | berichtet von | mitarbeit
            | mitarbeit von | reportage de | reportage | avec la contribution de | avec | reporte de
            | reporte adicional de | reportaje de | información de | con información de | a cura di
            | reportagem de | ziņoja | reporteris | reporteri | pranešė | rapportering
        """,
        "writer": """
            writing by | written by | text by | story by | by | compiled by | geschrieben von | verfasst von
            | rédigé par | écrit par | escrito por | redactado por | scritto da | redatto da
            | geschreven door | skriven av | skrevet af | skrevet av | kirjoittanut | sagatavoja | parengė
            | kirjutas | koostas | opracował | opracowała | opr.
        """,
        "editor": """
            editing by | edited by | editing | editor | editors | redigiert von | redigiert | redaktion
            | bearbeitet von | édité par | edité par | édition de | editado por | edición de | edición
            | editado en español por | redazione | redactie | bewerkt door | redigerad av | redigering
            | redigeret af | redigert av | toimittanut | rediģēja | redaktors | redaktore | redagavo
            | toimetas | toimetanud | toimetaja | redagował | redagowała | redaktor
        """,
        "translator": """
            translated by | translation by | translating by | übersetzt von | version française
            | version française de | version française par | traduit par | traducido por | traducción de
            | tradotto da | vertaald door | översatt av | tulkoja | vertė | tõlkis | tłumaczył | tłumaczyła
        """,
        "photographer": "photos by | photo by | photography by | fotos von | fotos de | photos de",
        "videographer": "video by | videos by",
        "illustrator": "graphics by | graphic by | illustrations by | illustration by",
    }.items()
    for phrase in split_names(phrases)
}
#: Roles of those who wrote a story, and so may be its creators.
WRITERS: Final = frozenset({"reporter", "writer"})

# Whole lines that say how urgent a version is, or that it follows another.
SIGNALS: Final = _table(
    """
    urgent | bulletin | flash | alert | newsalert | news alert | advisory | refile | repeat | extra
    | writethru | correction | corrected | update | precede | eil | eilmeldung | blitz | achtung
    | berichtigung | korrektur | korr | zusammenfassung | vorschau | wiederholung | aktualisierung | urgente
    | rectificatif | lead | 1st lead | 2nd lead | 3rd lead | 4th lead | 5th lead | 1st ld | 2nd ld | 3rd ld
    | 4th ld | 5th ld | 1st net | 2nd net | 3rd net | 1st ld-writethru | 2nd ld-writethru | 3rd ld-writethru
    | 4th ld-writethru | steidzami | skubu | kiire
    """
)
CANCELED: Final = _table(
    """
    kill | killed | mandatory kill | bulletin kill | story killed | kill notice | kill story
    | kill this story | withdrawn | story withdrawn | withdrawal | mandatory withdrawal | cancelled
    | canceled | retracted | retraction | story retracted | eliminate | bulletin eliminate | zurückgezogen
    | meldung zurückgezogen | rückruf | annulé | dépêche annulée | annulation | anulado | anulada
    | nota anulada | annullato | ritirato | ingetrokken | vervallen | indragen | återkallad | återkallas
    | annulleret | tilbagekaldt | trukket | trukket tilbake | peruttu | poistettu | atsaukts | atsaukta
    | anulēts | atšaukta | atšauktas | anuliuota | tühistatud | tagasi kutsutud | anulowane | wycofane
    | аннулировано | отозвано
    """
)
WITHHELD: Final = _table(
    """
    withhold | withheld | bulletin withhold | mandatory withhold | hold | on hold | do not use | do not run
    | hold story | hold this story | nicht verwenden | nicht veröffentlichen | ne pas utiliser
    | ne pas diffuser | no usar | no utilizar | no publicar | non utilizzare | non pubblicare
    | niet gebruiken | niet publiceren | använd ej | må ikke bruges | må ikke brukes | ei saa käyttää
    | neizmantot | nepublicēt | nenaudoti | neskelbti | mitte kasutada | mitte avaldada | nie używać
    | nie publikować
    """
)
ENDS: Final = _table(
    "end | ends | end of story | story ends | ende | fin | fine | slut | einde | ende der meldung"
)
MORE: Final = _table(
    """
    more | more follows | more to come | more to follow | mf | mtf | mehr | folgt mehr | mehr folgt
    | wird fortgesetzt | fortsetzung folgt | weitere meldung folgt | à suivre | suite | sigue | continúa
    | segue | continua | wordt vervolgd | meer volgt | mer följer | mere følger | mer følger | jatkuu
    | turpinājums sekos | seko turpinājums | bus daugiau | järgneb
    """
)
