"""Maps record fields to types and properties: data for both directions.

Source: schema.org, release 30.0. An `A` property is written whenever the record knows it, an `O`
property when its option asks for it. A property that is in neither table is the user's own: it
is kept in `extra["jsonld"]` and written from there.
"""

from __future__ import annotations

from typing import Final

from newsrec.formats._format import Option

CONTEXT: Final = "https://schema.org"

#: The prefix of our own properties, and its IRI.
PREFIX: Final = "nr"
PREFIX_IRI: Final = "urn:newsrec:"
SIDECAR: Final = f"{PREFIX}:item"

# -- types ----------------------------------------------------------------------------------------

#: The types of a story: what is written as `@type`, most telling first when a document names several.
#: A subtype is written beside a type that every consumer knows, for Google's Article page names no other.
#: Source: https://developers.google.com/search/docs/appearance/structured-data/article
ARTICLE_TYPES: Final[dict[str, str | tuple[str, str]]] = {
    "LiveBlogPosting": "LiveBlogPosting",
    "OpinionNewsArticle": ("NewsArticle", "OpinionNewsArticle"),
    "AnalysisNewsArticle": ("NewsArticle", "AnalysisNewsArticle"),
    "BackgroundNewsArticle": ("NewsArticle", "BackgroundNewsArticle"),
    "ReviewNewsArticle": ("NewsArticle", "ReviewNewsArticle"),
    "ReportageNewsArticle": ("NewsArticle", "ReportageNewsArticle"),
    "AskPublicNewsArticle": ("NewsArticle", "AskPublicNewsArticle"),
    "AdvertiserContentArticle": ("Article", "AdvertiserContentArticle"),
    "SatiricalArticle": ("Article", "SatiricalArticle"),
    "NewsArticle": "NewsArticle",
    "BlogPosting": "BlogPosting",
    "DiscussionForumPosting": "DiscussionForumPosting",
    "SocialMediaPosting": "SocialMediaPosting",
    "APIReference": ("Article", "APIReference"),
    "TechArticle": ("Article", "TechArticle"),
    "MedicalScholarlyArticle": ("Article", "MedicalScholarlyArticle"),
    "ScholarlyArticle": ("Article", "ScholarlyArticle"),
    "Report": ("Article", "Report"),
    "Article": "Article",
}

#: The types that have what only a news article has: a dateline, and where it stood in print.
NEWS_TYPES: Final = frozenset(
    name for name, written in ARTICLE_TYPES.items() if "NewsArticle" in (written, written[0])
)

#: A genre, by its name, its code or the end of its URI, in lower case, and the subtype that it means.
#: ReportageNewsArticle is not here: it is a claim about the work behind a story, which an editor makes.
SUBTYPE_OF_GENRE: Final = {
    "opinion": "OpinionNewsArticle",
    "column": "OpinionNewsArticle",
    "comment": "OpinionNewsArticle",
    "commentary": "OpinionNewsArticle",
    "editorial": "OpinionNewsArticle",
    "letter": "OpinionNewsArticle",
    "letters": "OpinionNewsArticle",
    "letter to the editor": "OpinionNewsArticle",
    "letters to the editor": "OpinionNewsArticle",
    "op-ed": "OpinionNewsArticle",
    "analysis": "AnalysisNewsArticle",
    "background": "BackgroundNewsArticle",
    "backgrounder": "BackgroundNewsArticle",
    "explainer": "BackgroundNewsArticle",
    "faq": "BackgroundNewsArticle",
    "timeline": "BackgroundNewsArticle",
    "review": "ReviewNewsArticle",
    "advertorial": "AdvertiserContentArticle",
    "sponsored": "AdvertiserContentArticle",
    "sponsored content": "AdvertiserContentArticle",
    "satire": "SatiricalArticle",
}

#: The type of a linked item, the type that it is written as, and the property that holds it.
MEDIA: Final = {
    "picture": ("ImageObject", "image"),
    "video": ("VideoObject", "video"),
    "audio": ("AudioObject", "audio"),
    "media": ("MediaObject", "associatedMedia"),
}
#: Types of items that are not media: they are written as what they say.
NOT_MEDIA: Final = frozenset({"text", "composite", "event", ""})

#: What a party is, and what it is written as.
PARTY_TYPES: Final = {"person": "Person", "organisation": "Organization"}

#: What a concept is, and what it is written as; other concepts are terms of a vocabulary.
CONCEPT_TYPES: Final = {
    "person": "Person",
    "organisation": "Organization",
    "place": "Place",
    "event": "Event",
    "cpnat:person": "Person",
    "cpnat:organisation": "Organization",
    "cpnat:event": "Event",
    "cpnat:geoArea": "Place",
    "cpnat:poi": "Place",
    "geoArea": "Place",
    "poi": "Place",
}
#: The first record type of each: what it is read as.
CONCEPT_OF_TYPE: Final = {
    "Person": "person",
    "Organization": "organisation",
    "Place": "place",
    "Event": "event",
}

#: Types that are organisations, but for those whose name says so (`…Organization`, `…Association`).
ORGANISATIONS: Final = frozenset(
    {
        "Airline", "Brand", "CollegeOrUniversity", "Consortium", "Cooperative", "Corporation",
        "FundingAgency", "FundingScheme", "GovernmentOrganization", "LibrarySystem", "LocalBusiness",
        "MusicGroup", "NewsMediaOrganization", "NGO", "OnlineBusiness", "OnlineStore", "Organization",
        "PerformingGroup", "PoliticalParty", "Project", "ResearchOrganization", "School", "SportsTeam",
        "TheaterGroup", "WorkersUnion",
    }
)  # fmt: skip
PLACES: Final = frozenset(
    {
        "AdministrativeArea", "City", "Country", "LandmarksOrHistoricalBuildings", "Landform", "Place",
        "Residence", "State",
    }
)  # fmt: skip
#: Types of pages, whose `mainEntity` is the story that a document is about.
PAGES: Final = frozenset(
    {
        "AboutPage", "CollectionPage", "ContactPage", "FAQPage", "ItemPage", "MediaGallery",
        "ProfilePage", "QAPage", "SearchResultsPage", "WebPage",
    }
)  # fmt: skip

#: Every type that is read, by its name in lower case: pages misspell them ("imageObject", "webpage").
KNOWN_TYPES: Final = {
    name.lower(): name
    for name in (
        *ARTICLE_TYPES, *ORGANISATIONS, *PLACES, *PAGES, *CONCEPT_OF_TYPE,
        *(kind for kind, _ in MEDIA.values()),
        "CorrectionComment", "CreativeWork", "DefinedTerm", "DefinedTermSet", "GeoCoordinates", "ItemList",
        "ListItem", "PostalAddress", "PropertyValue", "QuantitativeValue", "WebPageElement", "WebSite",
    )
}  # fmt: skip

# -- relations ------------------------------------------------------------------------------------

#: The relation of a linked work to the story, and its property.
RELATIONS: Final = {
    "derivedFrom": "isBasedOn",
    "translationOf": "translationOfWork",
    "translation": "workTranslation",
    "partOf": "isPartOf",
    "citation": "citation",
}
#: The properties of relations that may be an address alone; the others must be works.
ADDRESS_WILL_DO: Final = frozenset({"isBasedOn", "isPartOf"})

#: The place of a story in print, and the property that says it.
PRINTED: Final = {
    "page": "printPage",
    "section": "printSection",
    "edition": "printEdition",
    "column": "printColumn",
}

#: What a contributor did, and the property for those who did it.
CONTRIBUTORS: Final = {"editor": "editor", "translator": "translator"}

#: How a picture or text was made: IPTC's code, and schema.org's name for it.
#: Source: https://cv.iptc.org/newscodes/digitalsourcetype/ and schema.org, IPTCDigitalSourceEnumeration.
DIGITAL_SOURCES: Final = {
    "algorithmicMedia": "AlgorithmicMediaDigitalSource",
    "algorithmicallyEnhanced": "AlgorithmicallyEnhancedDigitalSource",
    "composite": "CompositeDigitalSource",
    "compositeCapture": "CompositeCaptureDigitalSource",
    "compositeSynthetic": "CompositeSyntheticDigitalSource",
    "compositeWithTrainedAlgorithmicMedia": "CompositeWithTrainedAlgorithmicMediaDigitalSource",
    "computationalCapture": "MultiFrameComputationalCaptureDigitalSource",
    "dataDrivenMedia": "DataDrivenMediaDigitalSource",
    "digitalArt": "DigitalArtDigitalSource",
    "digitalCapture": "DigitalCaptureDigitalSource",
    "minorHumanEdits": "MinorHumanEditsDigitalSource",
    "negativeFilm": "NegativeFilmDigitalSource",
    "positiveFilm": "PositiveFilmDigitalSource",
    "print": "PrintDigitalSource",
    "screenCapture": "ScreenCaptureDigitalSource",
    "trainedAlgorithmicMedia": "TrainedAlgorithmicMediaDigitalSource",
    "virtualRecording": "VirtualRecordingDigitalSource",
}
DIGITAL_SOURCE_URI: Final = "http://cv.iptc.org/newscodes/digitalsourcetype/"

# -- properties -----------------------------------------------------------------------------------

#: Each property that a story always has written, and the record path that it is written from.
ALWAYS: Final[dict[str, str]] = {
    "url": "links (rel canonical), or Site.address_pattern",
    "mainEntityOfPage": "links (rel canonical), or Site.address_pattern",
    "headline": "headline",
    "alternativeHeadline": "alt_headlines",
    "description": "descriptions (role summary, else the first without a role)",
    "datePublished": "published, else first_created, else content_created",
    "dateModified": "version_created, else content_modified",
    "dateCreated": "first_created, else content_created",
    "expires": "expires",
    "author": "creators",
    "editor": "contributors (role editor)",
    "translator": "contributors (role translator)",
    "contributor": "contributors",
    "publisher": "Site.publisher, else provider, else Site.provider",
    "sourceOrganization": "dateline.sources and info_sources",
    "creditText": "credit",
    "dateline": "dateline.text, without its dash",
    "locationCreated": "dateline.places and located",
    "articleSection": "subjects (rel section)",
    "genre": "genres",
    "about": "subjects",
    "mentions": "subjects (rel mention)",
    "contentLocation": "subjects (type place)",
    "keywords": "keywords",
    "inLanguage": "language, else Site.language",
    "image": "links (items of type picture), else pictures of the body, else Site.image",
    "video": "links (items of type video)",
    "audio": "links (items of type audio)",
    "associatedMedia": "links (items of another type)",
    "isAccessibleForFree": "free",
    "copyrightHolder": "rights.holder",
    "copyrightNotice": "rights.notices",
    "copyrightYear": "rights.year",
    "license": "rights.licence",
    "identifier": "guid and alt_ids",
    "version": "version",
    "printPage": "printed (role page)",
    "printSection": "printed (role section)",
    "printEdition": "printed (role edition)",
    "printColumn": "printed (role column)",
    "isBasedOn": "links (rel derivedFrom)",
    "translationOfWork": "links (rel translationOf)",
    "workTranslation": "links (rel translation)",
    "correction": "links (rel correction)",
    "liveBlogUpdate": "links (rel update) of a LiveBlogPosting",
    "wordCount": "body",
    "articleBody": "body and dateline.text, unless free is False",
}

#: Each property that is written on option: the option, and what it is written from.
ON_OPTION: Final[dict[str, tuple[str, str]]] = {
    "abstract": ("abstract", "descriptions (role abstract)"),
    "jobTitle": ("job_title", "creators[].job_title and contributors[].job_title"),
    "provider": ("provider", "provider, where Site.publisher is somebody else"),
    "usageInfo": ("usage_info", "rights.usage_terms"),
    "creativeWorkStatus": ("status", "pub_status usable"),
    "digitalSourceType": ("digital_source", "digital_source"),
    "citation": ("citation", "links (rel citation)"),
    "isPartOf": ("part_of", "links (rel partOf)"),
    "hasPart": ("paywalled", "the CSS class of the paid part, where free is False"),
}

#: What the user may not set, because the record says it; `name` is read as a title.
MAPPED: Final = frozenset(
    {*ALWAYS, *(name for name in ON_OPTION if name not in ("jobTitle", "hasPart")), "name", "creator"}
)
#: The mapped properties by their names in lower case: pages misspell them ("InLanguage").
KNOWN_NAMES: Final = {name.lower(): name for name in MAPPED}

#: The properties that are read of a picture or recording, in lower case.
KNOWN_OF_MEDIA: Final = frozenset(
    name.lower()
    for name in (
        "caption", "contentUrl", "copyrightHolder", "copyrightNotice", "copyrightYear",
        "creativeWorkStatus", "creator", "creditText", "dateCreated", "datePublished", "description",
        "duration", "embedUrl", "encoding", "encodingFormat", "headline", "height", "identifier",
        "inLanguage", "keywords", "license",
        "locationCreated", "name", "thumbnailUrl", "uploadDate", "url", "usageInfo", "version", "width",
    )
)  # fmt: skip

#: Every property that is read, of any type, by its name in lower case.
KNOWN_PROPERTIES: Final = {
    name.lower(): name
    for name in (
        *MAPPED, *ON_OPTION,
        "address", "addressCountry", "addressRegion", "affiliation", "alternateName", "caption", "contentUrl",
        "duration", "embedUrl", "encoding", "encodingFormat", "geo", "height", "inDefinedTermSet", "item",
        "itemListElement", "latitude", "longitude", "mainEntity", "propertyID", "sameAs", "termCode", "text",
        "thumbnailUrl", "uploadDate", "value", "width",
    )
}  # fmt: skip

OPTIONS: Final = (
    Option(
        "subtype", kind=str, default="", doc="the type, in place of the one that the genres say",
        writes=True, choices=("", *ARTICLE_TYPES),
    ),
    Option(
        "article_body", kind=bool, default=True, doc="write articleBody, unless the story is not free",
        writes=True,
    ),
    *(
        Option(option, kind=bool, default=False, doc=f"write {name} from {path}", writes=True)
        for name, (option, path) in ON_OPTION.items()
        if option != "paywalled"
    ),
    Option(
        "paywalled", kind=str, default="", doc='the CSS class of the part that is not free, such as ".paid"',
        writes=True, pattern=r"\.-?[A-Za-z_][A-Za-z0-9_-]*",
    ),
)  # fmt: skip

# -- losses ---------------------------------------------------------------------------------------

#: What is written as something near it, by record path: a code and the reason.
APPROXIMATED: Final = {
    path: ("NR802", sentence)
    for path, sentence in (
        ("content_created", "dateCreated is read as the time when the story was first created"),
        ("content_modified", "dateModified is read as the time of this version"),
        ("contributors[].type", "a contributor of no type is written as a Person"),
        ("creators[].type", "an author of no type is written as a Person"),
        ("info_sources[].type", "a source of no type is written as an Organization"),
        ("provider.type", "a provider of no type is written as an Organization"),
        ("rights.holder.type", "a copyright holder of no type is written as an Organization"),
    )
}
