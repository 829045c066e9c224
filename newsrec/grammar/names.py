"""Names that settle what shape alone cannot: cities of datelines, agencies, and what is neither.

Plain data, ours, in natural spelling; a feed's own `places` and `agencies` come on top. They
are for certainty only: a name that is missing here is still read, with a doubt.
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final
from unicodedata import normalize


def fold(name: str) -> str:
    """Return a name as names are compared: composed, without case."""
    return normalize("NFC", name).casefold()


def is_listed(name: str, known: frozenset[str], names: frozenset[str]) -> bool:
    """Tell whether a name is in a table of this module or among a feed's names, in any case."""
    if name in known or name in names:
        return True
    folded = fold(name)
    return folded in known or (bool(names) and folded in _fold_all(names))


@lru_cache(maxsize=64)
def _fold_all(names: frozenset[str]) -> frozenset[str]:
    """Return the names of a feed as they are compared: most texts of a feed are held to the same ones."""
    return frozenset(map(fold, names))


def split_words(text: str) -> frozenset[str]:
    """Return the words of a text, one between white space."""
    return frozenset(text.split())


def split_names(text: str) -> list[str]:
    """Return the names of a text, one between bars, in order."""
    return [" ".join(name.split()) for name in text.split("|")]


def _table(text: str) -> frozenset[str]:
    """Return the names of a text, one between bars: as written, in capitals and folded."""
    return frozenset([form for name in split_names(text) for form in (name, name.upper(), fold(name))])


# The capitals of the world, the cities that wires write from without a country, and the Baltic ones.
CITIES: Final = _table(
    """
    Abidjan | Abu Dhabi | Abuja | Accra | Addis Ababa | Adelaide | Aden | Algiers | Alma-Ata | Almaty
    | Amman | Amsterdam | Andorra la Vella | Ankara | Antananarivo | Antwerp | Anvers | Ashgabat | Asmara
    | Astana | Asuncion | Asunción | Athens | Atlanta | Auckland | Baghdad | Baku | Bamako
    | Bandar Seri Begawan | Bangkok | Bangui | Banjul | Barcelona | Basel | Basseterre | Beijing | Beirut
    | Belfast | Belgrade | Belmopan | Bergen | Berlin | Bern | Berne | Bilbao | Birmingham | Bishkek | Bissau
    | Bogota | Bogotá | Bombay | Bonn | Bordeaux | Boston | Brasilia | Brasília | Bratislava | Brazzaville
    | Bridgetown | Brisbane | Bristol | Brno | Brussels | Bruxelles | Brüssel | Bucharest | Budapest
    | Buenos Aires | Bujumbura | Cairo | Calcutta | Calgary | Canberra | Cape Town | Caracas | Cardiff
    | Casablanca | Castries | Chennai | Chicago | Chisinau | Chişinău | Chișinău | Cologne | Colombo | Conakry
    | Copenhagen | Cotonou | Cracow | Dakar | Dallas | Damascus | Dar es Salaam | Daugavpils | Delhi
    | Denver | Detroit | Dhaka | Dili | Djibouti | Dodoma | Doha | Donetsk | Dresden | Dubai | Dublin
    | Duesseldorf | Durban | Dushanbe | Düsseldorf | Edinburgh | Essen | Florence | Frankfurt
    | Frankfurt am Main | Freetown | Funafuti | Gaborone | Gaza | Gaza City | Gdansk | Gdańsk | Geneva
    | Geneve | Genf | Genoa | Genève | Georgetown | Glasgow | Gothenburg | Guangzhou | Guatemala City
    | Göteborg | Hamburg | Hannover | Hanoi | Hanover | Harare | Havana | Helsinki | Ho Chi Minh City
    | Hong Kong | Honiara | Honolulu | Houston | Islamabad | Istanbul | İstanbul | Jakarta | Jelgava
    | Jerusalem | Johannesburg | Juba | Jurmala | Jūrmala | Kabul | Kaliningrad | Kampala | Karachi
    | Kathmandu | Kaunas | Kharkiv | Kharkov | Khartoum | Kherson | Kiev | Kigali | Kingston | Kingstown
    | Kinshasa | Klaipeda | Klaipėda | Koeln | Kolkata | Krakow | Kraków | Kuala Lumpur | Kuressaare | Kuwait
    | Kuwait City | Kyiv | Kyoto | Köln | La Paz | Lagos | Lahore | Las Vegas | Lausanne | Leipzig
    | Libreville | Liepaja | Liepāja | Lille | Lilongwe | Lima | Lisboa | Lisbon | Liverpool | Ljubljana
    | Lome | Lomé | London | Londres | Los Angeles | Luanda | Lusaka | Luxembourg | Lviv | Lyon | Lyons
    | Maastricht | Madrid | Majuro | Malabo | Malmö | Malé | Managua | Manama | Manchester | Manila | Maputo
    | Mariupol | Marseille | Maseru | Mbabane | Mecca | Melbourne | Mexico City | Miami | Milan | Milano
    | Minneapolis | Minsk | Mogadishu | Monaco | Monrovia | Montevideo | Montreal | Montréal | Moroni | Moscou
    | Moscow | Moskau | Mosul | Muenchen | Mumbai | Munich | Murmansk | Muscat | München | N'Djamena
    | Nagasaki | Nairobi | Naples | Narva | Nassau | Naypyitaw | New Delhi | New Orleans | New York | Niamey
    | Nice | Nicosia | Nouakchott | Novosibirsk | Nuuk | Odesa | Odessa | Osaka | Oslo | Ottawa | Ouagadougou
    | Palanga | Palermo | Panama City | Panevezys | Panevėžys | Paramaribo | Paris | Parnu | Peking | Perth
    | Philadelphia | Phnom Penh | Phoenix | Podgorica | Port Louis | Port Moresby | Port of Spain
    | Port Vila | Port-au-Prince | Porto | Porto-Novo | Poznan | Poznań | Prag | Prague | Praha | Praia
    | Pretoria | Pristina | Pskov | Pyongyang | Pärnu | Quito | Québec | Rabat | Ramallah | Rangoon
    | Reykjavik | Reykjavík | Rezekne | Riga | Rio de Janeiro | Riyadh | Roma | Rome | Roseau | Rotterdam
    | Rēzekne | Rīga | Saint Petersburg | San Diego | San Francisco | San Jose | San José | San Juan
    | San Marino | San Salvador | Sana'a | Sanaa | Santiago | Santo Domingo | Sao Paulo | Sarajevo | Seattle
    | Seoul | Sevastopol | Shanghai | Shenzhen | Siauliai | Sigulda | Simferopol | Singapore | Skopje | Sofia
    | Srinagar | St Petersburg | St. Petersburg | Stockholm | Strasbourg | Stuttgart | Sucre | Suva | Sydney
    | São Paulo | São Tomé | Taipei | Tallinn | Tarawa | Tartu | Tashkent | Tbilisi | Tegucigalpa | Teheran
    | Tehran | Tel Aviv | The Hague | Thessaloniki | Thimphu | Tianjin | Tirana | Tokyo | Toronto | Toulouse
    | Tripoli | Trondheim | Tunis | Turin | Turku | Ulaanbaatar | Ulan Bator | United Nations | Utena
    | Vaduz | Valga | Valka | Valletta | Valmiera | Vancouver | Vatican City | Venice | Ventspils | Victoria
    | Vienna | Vientiane | Viljandi | Vilnius | Visaginas | Vladivostok | Warsaw | Warschau | Warszawa
    | Washington | Wellington | Wien | Wilna | Windhoek | Wroclaw | Wrocław | Yamoussoukro | Yangon | Yaounde
    | Yaoundé | Yerevan | Zagreb | Zaporizhzhia | Zurich | Zürich | Šiauliai | Αθήνα | ΑΘΗΝΑ | Θεσσαλονίκη
    | ΘΕΣΣΑΛΟΝΙΚΗ | Λευκωσία | ΛΕΥΚΩΣΙΑ | Белград | Београд | Варшава | Вильнюс | Киев | Київ | Минск | Москва
    | Мінск | Рига | Санкт-Петербург | София | Таллин | Таллинн
    """
)

# Agencies as they sign datelines and bylines.
AGENCIES: Final = _table(
    """
    AAP | Adnkronos | AFP | Agence France-Presse | AGI | AKIpress | Anadolu | Anadolu Agency | Angop | ANI
    | ANP | ANSA | AP | APA | Apcom | APTN | Armenpress | AsiaNet | Associated Press | Athens News Agency
    | ATS | Baltic News Service | BBC | Belga | BelTA | Bloomberg | Bloomberg News | BNN | BNS | BTA
    | Business Wire | Canadian Press | CNA | CNN | CTK | dapd | ddp | Delfi | Dow Jones | Dow Jones Newswires
    | DPA | dpa | dpa-AFX | dpa-tmn | EFE | Ekho Moskvy | ELTA | ERR | Europa Press | FENA | GlobeNewswire
    | Hina | IANS | Interfax | Interfax-Ukraine | IRNA | ITA | ITAR-TASS | Itar-Tass | Jiji | Jiji Press
    | Keystone-SDA | KNA | Kyodo | Kyodo News | LETA | LNA | lni | Lusa | MIA | MTI | Notimex | NTB | PA
    | PA Media | PAP | Petra | PNA | PR Newswire | Press Association | Press Trust of India | PRNewswire
    | PRNewswire-AsiaNet | PTI | Reuter | Reuters | RFE/RL | RIA | RIA Novosti | RIA-Novosti | Ritzau
    | Rosbalt | SANA | SDA | SID | SITA | SPA | STA | STT | Tanjug | TASS | TCA | The Associated Press
    | The Canadian Press | Thomson Reuters | TT | Ukrinform | UNIAN | United Press International | UPI | VNA
    | Wafa | WAM | Xinhua | Yle | Yonhap | ČTK
    """
)

# Words in capitals before a dash that are no place: organisations, and the labels of desks.
NOT_PLACES: Final = _table(
    """
    ABC | ADVISORY | AFC | AI | AIDS | ALERT | ANALYSIS | ANC | ASEAN | ATTENTION | BACKGROUND | BBC
    | BREAKING | BREAKING NEWS | BRICS | BRIEF | BRIEFS | BULLETIN | BUSINESS | CDC | CDU | CEO | CHRONOLOGY
    | CIA | CIS | CNN | COLUMN | COMMENT | COMMENTARY | CORRECTED | CORRECTION | COVID | CSDD | CSU | DIARY
    | EBRD | ECB | ECHR | ECONOMY | EDITORIAL | EDITORS | EEC | EFTA | EMBARGOED | ESA | EU | EURO | EXCLUSIVE
    | EXPLAINER | EXTRA | FACTBOX | FAO | FBI | FDP | FEATURE | FIFA | FINANCE | FLASH | FOCUS | FSB | GDP
    | GMT | GRAPHIC | HEADLINES | HIGHLIGHTS | HIV | IAEA | ICC | ICJ | IEA | IIHF | ILO | IMF | INSIGHT
    | INTERPOL | INTERVIEW | IOC | IOM | IRA | ISIS | IT | KGB | KILL | KNAB | LATEST | LEAD | LIVE | MEDIA
    | MP | MPS | NASA | NATO | NBA | NEWS | NEWSMAKER | NFL | NGO | NHL | NOTE | OBITUARY | OECD | OPEC
    | OPINION | OSCE | PHOTO | PHOTOS | PICTURE | PICTURES | PM | POLITICS | POLL | PREVIEW | PROFILE | QUOTES
    | RECAP | REFILE | REPEAT | REPORT | REVIEW | SCHEDULE | SPD | SPECIAL REPORT | SPORT | SPORTS | SUMMARY
    | TABLE | TEXT | TIMELINE | TOP NEWS | TV | UEFA | UK | UN | UNESCO | UNHCR | UNICEF | UNSC | UPDATE
    | URGENT | US | USA | USSR | VIDEO | WADA | WEATHER | WEF | WHO | WRAPUP | WTO
    """
)

# Regions in capitals after a city, where another city could be too.
REGIONS: Final = _table(
    """
    ACT | DC | DRC | NSW | NT | PRC | QLD | ROC | TAS | UAE | UK | US | USA | USSR | VIC | WA
    """
)

# The states of the USA as datelines shorten them: after a name in capitals they prove a place.
STATES: Final = _table(
    """
    Ala. | Ariz. | Ark. | Calif. | Colo. | Conn. | D.C. | Del. | Fla. | Ga. | Ill. | Ind. | Kan. | Ky. | La.
    | Mass. | Md. | Mich. | Minn. | Miss. | Mo. | Mont. | N.C. | N.D. | N.H. | N.J. | N.M. | N.Y. | Neb.
    | Nev. | Okla. | Ore. | Pa. | R.I. | S.C. | S.D. | Tenn. | Va. | Vt. | W.Va. | Wash. | Wis. | Wyo.
    """
)
