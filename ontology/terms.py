"""The IRI of every term of the ontology, as plain strings, in the order of the modules.

A class is its name in capitals (``CityPairing`` is ``CITY_PAIRING``), and so is a property (``hasPhase`` is
``HAS_PHASE``); a property that differs from a class by its first letter alone carries ``_PROPERTY``
(``topic`` is ``TOPIC_PROPERTY``). A test holds this file equal to the Turtle.
"""

# Namespaces

ONTOLOGY_IRI = "https://w3id.org/iurc/ontology"
ONTOLOGY = "https://w3id.org/iurc/ontology#"
ID = "https://w3id.org/iurc/id/"
SCHEME = "https://w3id.org/iurc/id/scheme/"
GRAPH = "https://w3id.org/iurc/graph/"
SHAPES = "https://w3id.org/iurc/shapes#"

# Classes of the module programme

PROGRAMME = "https://w3id.org/iurc/ontology#Programme"
PHASE = "https://w3id.org/iurc/ontology#Phase"
STRAND = "https://w3id.org/iurc/ontology#Strand"
FUNDING_INSTRUMENT = "https://w3id.org/iurc/ontology#FundingInstrument"
COMPONENT = "https://w3id.org/iurc/ontology#Component"
OBJECTIVE = "https://w3id.org/iurc/ontology#Objective"
STAKEHOLDER_KIND = "https://w3id.org/iurc/ontology#StakeholderKind"
WEB_SITE = "https://w3id.org/iurc/ontology#WebSite"
NEWS_ITEM = "https://w3id.org/iurc/ontology#NewsItem"

# Properties of the module programme

HAS_PHASE = "https://w3id.org/iurc/ontology#hasPhase"
PHASE_OF = "https://w3id.org/iurc/ontology#phaseOf"
SUCCEEDS = "https://w3id.org/iurc/ontology#succeeds"
PRECEDED_BY = "https://w3id.org/iurc/ontology#precededBy"
BUILDS_ON = "https://w3id.org/iurc/ontology#buildsOn"
PHASE_NUMBER = "https://w3id.org/iurc/ontology#phaseNumber"
IN_PHASE = "https://w3id.org/iurc/ontology#inPhase"
IN_STRAND = "https://w3id.org/iurc/ontology#inStrand"
IN_PROGRAMME = "https://w3id.org/iurc/ontology#inProgramme"
PART_OF_STRAND = "https://w3id.org/iurc/ontology#partOfStrand"
PARTNER_COUNTRY = "https://w3id.org/iurc/ontology#partnerCountry"
STRAND_KIND = "https://w3id.org/iurc/ontology#strandKind"
COMPONENT_PROPERTY = "https://w3id.org/iurc/ontology#component"
LANGUAGE = "https://w3id.org/iurc/ontology#language"
OBJECTIVE_SUMMARY = "https://w3id.org/iurc/ontology#objectiveSummary"
LEGAL_BASIS_STATED = "https://w3id.org/iurc/ontology#legalBasisStated"
LEGAL_BASIS = "https://w3id.org/iurc/ontology#legalBasis"
BUDGET = "https://w3id.org/iurc/ontology#budget"
FINANCED_BY = "https://w3id.org/iurc/ontology#financedBy"
IMPLEMENTED_BY = "https://w3id.org/iurc/ontology#implementedBy"
AIMS_AT = "https://w3id.org/iurc/ontology#aimsAt"
WORKS_ON = "https://w3id.org/iurc/ontology#worksOn"
WORKS_THROUGH = "https://w3id.org/iurc/ontology#worksThrough"
REACHES_OUT = "https://w3id.org/iurc/ontology#reachesOut"
INFORMS_BY = "https://w3id.org/iurc/ontology#informsBy"
HAS_WEB_SITE = "https://w3id.org/iurc/ontology#hasWebSite"
SERVES = "https://w3id.org/iurc/ontology#serves"
WEB_ADDRESS = "https://w3id.org/iurc/ontology#webAddress"
WEBSITE_KIND = "https://w3id.org/iurc/ontology#websiteKind"

# Classes of the module agents

ORGANISATION = "https://w3id.org/iurc/ontology#Organisation"
PUBLIC_BODY = "https://w3id.org/iurc/ontology#PublicBody"
LOCAL_AUTHORITY = "https://w3id.org/iurc/ontology#LocalAuthority"
CONSORTIUM = "https://w3id.org/iurc/ontology#Consortium"
PERSON = "https://w3id.org/iurc/ontology#Person"
POST = "https://w3id.org/iurc/ontology#Post"
ENGAGEMENT = "https://w3id.org/iurc/ontology#Engagement"
ROLE = "https://w3id.org/iurc/ontology#Role"

# Properties of the module agents

ACTS_FOR = "https://w3id.org/iurc/ontology#actsFor"
HOLDS_POST = "https://w3id.org/iurc/ontology#holdsPost"
ENGAGED = "https://w3id.org/iurc/ontology#engaged"
ROLE_PROPERTY = "https://w3id.org/iurc/ontology#role"

# Classes of the module places

PLACE = "https://w3id.org/iurc/ontology#Place"
CITY = "https://w3id.org/iurc/ontology#City"
REGION = "https://w3id.org/iurc/ontology#Region"
COUNTRY = "https://w3id.org/iurc/ontology#Country"
GAZETTEER_ENTRY = "https://w3id.org/iurc/ontology#GazetteerEntry"

# Properties of the module places

IN_COUNTRY = "https://w3id.org/iurc/ontology#inCountry"
LATITUDE = "https://w3id.org/iurc/ontology#latitude"
LONGITUDE = "https://w3id.org/iurc/ontology#longitude"
POPULATION = "https://w3id.org/iurc/ontology#population"
ADMIN_REGION = "https://w3id.org/iurc/ontology#adminRegion"
ADMIN1_CODE = "https://w3id.org/iurc/ontology#admin1Code"
TIME_ZONE = "https://w3id.org/iurc/ontology#timeZone"
MATCH_METHOD = "https://w3id.org/iurc/ontology#matchMethod"

# Classes of the module cooperation

COOPERATION = "https://w3id.org/iurc/ontology#Cooperation"
CITY_PAIRING = "https://w3id.org/iurc/ontology#CityPairing"
REGION_PAIRING = "https://w3id.org/iurc/ontology#RegionPairing"
COOPERATION_GROUP = "https://w3id.org/iurc/ontology#CooperationGroup"
THEMATIC_NETWORK = "https://w3id.org/iurc/ontology#ThematicNetwork"
PARTICIPATION = "https://w3id.org/iurc/ontology#Participation"
COOPERATION_LINK = "https://w3id.org/iurc/ontology#CooperationLink"
ENROLMENT = "https://w3id.org/iurc/ontology#Enrolment"
COHORT = "https://w3id.org/iurc/ontology#Cohort"

# Properties of the module cooperation

HAS_PARTICIPATION = "https://w3id.org/iurc/ontology#hasParticipation"
PARTICIPANT = "https://w3id.org/iurc/ontology#participant"
SIDE = "https://w3id.org/iurc/ontology#side"
COHORT_MEMBER = "https://w3id.org/iurc/ontology#cohortMember"
HAS_LINK = "https://w3id.org/iurc/ontology#hasLink"
LINK_OF = "https://w3id.org/iurc/ontology#linkOf"
EU_SIDE = "https://w3id.org/iurc/ontology#euSide"
PARTNER_SIDE = "https://w3id.org/iurc/ontology#partnerSide"
STATUS = "https://w3id.org/iurc/ontology#status"
ROUND = "https://w3id.org/iurc/ontology#round"
PAIRED_WITH = "https://w3id.org/iurc/ontology#pairedWith"
TOPIC_PROPERTY = "https://w3id.org/iurc/ontology#topic"
TOPIC_STATED = "https://w3id.org/iurc/ontology#topicStated"
HAS_RECORDED_PARTNER = "https://w3id.org/iurc/ontology#hasRecordedPartner"
POPULATION_STATED = "https://w3id.org/iurc/ontology#populationStated"

# Classes of the module outcomes

OUTCOME = "https://w3id.org/iurc/ontology#Outcome"
ACTION_PLAN = "https://w3id.org/iurc/ontology#ActionPlan"
PILOT_PROJECT = "https://w3id.org/iurc/ontology#PilotProject"
AGREEMENT = "https://w3id.org/iurc/ontology#Agreement"
EVENT = "https://w3id.org/iurc/ontology#Event"
STUDY_VISIT = "https://w3id.org/iurc/ontology#StudyVisit"

# Properties of the module outcomes

CAME_OF = "https://w3id.org/iurc/ontology#cameOf"
EVENT_KIND = "https://w3id.org/iurc/ontology#eventKind"
LOCALITY = "https://w3id.org/iurc/ontology#locality"
IN_PLACE = "https://w3id.org/iurc/ontology#inPlace"

# Classes of the module policy

POLICY_FRAMEWORK = "https://w3id.org/iurc/ontology#PolicyFramework"
POLICY_GOAL = "https://w3id.org/iurc/ontology#PolicyGoal"
TOPIC = "https://w3id.org/iurc/ontology#Topic"

# Properties of the module policy

CONTRIBUTES_TO = "https://w3id.org/iurc/ontology#contributesTo"
ALIGNED_WITH = "https://w3id.org/iurc/ontology#alignedWith"
ADDRESSES = "https://w3id.org/iurc/ontology#addresses"
FRAMEWORK = "https://w3id.org/iurc/ontology#framework"
MAPS_TO_GOAL = "https://w3id.org/iurc/ontology#mapsToGoal"
MAPPING_BASIS = "https://w3id.org/iurc/ontology#mappingBasis"
VALID_FROM = "https://w3id.org/iurc/ontology#validFrom"
VALID_UNTIL = "https://w3id.org/iurc/ontology#validUntil"

# Classes of the module evidence

SOURCE = "https://w3id.org/iurc/ontology#Source"
CLAIM = "https://w3id.org/iurc/ontology#Claim"
PUBLISHED_FIGURE = "https://w3id.org/iurc/ontology#PublishedFigure"
CONFLICT = "https://w3id.org/iurc/ontology#Conflict"
QUOTATION = "https://w3id.org/iurc/ontology#Quotation"
UNKNOWN = "https://w3id.org/iurc/ontology#Unknown"
AUTHORITY_ENTRY = "https://w3id.org/iurc/ontology#AuthorityEntry"

# Properties of the module evidence

ABBREVIATION = "https://w3id.org/iurc/ontology#abbreviation"
NOTE = "https://w3id.org/iurc/ontology#note"
CONFIDENCE = "https://w3id.org/iurc/ontology#confidence"
VERIFICATION = "https://w3id.org/iurc/ontology#verification"
VERIFIED_ON = "https://w3id.org/iurc/ontology#verifiedOn"
RANK = "https://w3id.org/iurc/ontology#rank"
START = "https://w3id.org/iurc/ontology#start"
END = "https://w3id.org/iurc/ontology#end"
START_EARLIEST = "https://w3id.org/iurc/ontology#startEarliest"
START_LATEST = "https://w3id.org/iurc/ontology#startLatest"
END_EARLIEST = "https://w3id.org/iurc/ontology#endEarliest"
END_LATEST = "https://w3id.org/iurc/ontology#endLatest"
START_STATED = "https://w3id.org/iurc/ontology#startStated"
END_STATED = "https://w3id.org/iurc/ontology#endStated"
PUBLISHER_NAME = "https://w3id.org/iurc/ontology#publisherName"
ISSUED = "https://w3id.org/iurc/ontology#issued"
AUTHORITY_SCHEME = "https://w3id.org/iurc/ontology#authorityScheme"
AUTHORITY_STATUS = "https://w3id.org/iurc/ontology#authorityStatus"
CLAIM_NUMBER = "https://w3id.org/iurc/ontology#claimNumber"
CLAIM_SUBJECT = "https://w3id.org/iurc/ontology#claimSubject"
CLAIM_PREDICATE = "https://w3id.org/iurc/ontology#claimPredicate"
CLAIM_OBJECT = "https://w3id.org/iurc/ontology#claimObject"
CLAIM_VALUE = "https://w3id.org/iurc/ontology#claimValue"
STATED_IN_LANGUAGE = "https://w3id.org/iurc/ontology#statedInLanguage"
IN_CONFLICT = "https://w3id.org/iurc/ontology#inConflict"
COUNTS = "https://w3id.org/iurc/ontology#counts"
VALUE = "https://w3id.org/iurc/ontology#value"
VALUE_MIN = "https://w3id.org/iurc/ontology#valueMin"
VALUE_MAX = "https://w3id.org/iurc/ontology#valueMax"
QUALIFIER = "https://w3id.org/iurc/ontology#qualifier"
AS_OF = "https://w3id.org/iurc/ontology#asOf"
SPEAKER = "https://w3id.org/iurc/ontology#speaker"
SPEAKER_POST = "https://w3id.org/iurc/ontology#speakerPost"
ON_BEHALF_OF = "https://w3id.org/iurc/ontology#onBehalfOf"
UNKNOWN_ABOUT = "https://w3id.org/iurc/ontology#unknownAbout"
UNKNOWN_PROPERTY = "https://w3id.org/iurc/ontology#unknownProperty"
REASON = "https://w3id.org/iurc/ontology#reason"
STATED_ON = "https://w3id.org/iurc/ontology#statedOn"
