"""Set phrases of web pages in general, never of one site: what marks a line as furniture, link or credit.

Every pattern is anchored or bounded, so that no line costs more than linear time.
"""

import re


def words(text: str) -> frozenset[str]:
    """The set of the words in a text."""
    return frozenset(text.split())


def _any(*phrases: str) -> str:
    return "(?:" + "|".join(phrases) + ")"


FUNCTION_WORDS = words(
    """a an and are as at be been but by can could did do does for from had has have he her his how i if in
    is it its may more must my no not of on or our she should so than that the their them there they this
    to was we were what when where which who why will with would you your"""
)
NAME_PARTICLES = words("al and bin da de del der di dos du el ibn la le of ter the van von y")
BUTTONS = words(
    """reply replies like likes dislike share report flag quote permalink edit edited delete recommend upvote
    downvote vote votes point points show hide more less view collapse expand in to abuse up down thumbs link
    log this comment"""
)
SENTENCE_END = re.compile(r"[.!?…。！？؟।][\"'”’»)\]*_]{0,3}$")
CLOCK = re.compile(
    r"\b[0-2]?\d[:.][0-5]\d(?::[0-5]\d)?(?:\s?[ap]\.?m\b\.?)?|\b\d{1,2}\s?[ap]\.?m\b", re.IGNORECASE
)
AGO = re.compile(
    r"(?:\d{1,3}|an?|one|a few|several)\s?(?:seconds?|secs?|minutes?|mins?|hours?|hrs?|days?|weeks?|months?|"
    r"years?|yrs?|[smhdwy])\s+ago\b|\bjust now\b|\byesterday at\b",
    re.IGNORECASE,
)
CREDIT = re.compile(
    _any(
        "©",
        r"\(c\)\s",
        r"photo(?:graph)?s?(?: credit)?\s?(?::|/|by\s)",
        r"images?(?: credit)?\s?(?::|/|by\s|via\s)",
        r"pictures?(?: credit)?\s?(?::|by\s)",
        r"credit\s?:",
        r"illustration\s?(?::|by\s)",
        r"source\s?:\s?(?:getty|photo)",
        r"(?:ap|reuters|afp|getty|epa|upi)\s(?:photo|images?|file)\b",
        r"(?:courtesy|handout)\b",
    ),
    re.IGNORECASE,
)
PICTURE = re.compile(
    _any(
        r"\bfile (?:photo|picture|image)\b",
        r"^(?:photo|picture|image|caption|video)\s?:",
        r"\b(?:pictured|seen here)\b",
        r"\S\s+photo(?:s|graph)?\s?(?:by|:|/)\s?\S.{0,60}$",
        r"\((?!https?:)[^()]{0,80}(?:\bphoto\b|\bimages?\b|\bvia\s|/)[^()]{0,80}\)\s?\.?$",
        r"^in this (?:[\w.,]+ ){1,8}(?:photo|picture|image)\b",
        r"\((?:left|right|centre|center|l|r|c)\)",
        r", (?:left|right|center|centre)(?:,| and| meets| shakes| speaks| greets)",
    ),
    re.IGNORECASE,
)
COPYRIGHT = re.compile(
    r"(?:©|\(c\)|copyright)\s*(?:©|\(c\))?\s*(?:\d{4}|[A-Z])|all rights reserved", re.IGNORECASE
)
BYLINE = re.compile(
    r"^[\s—–-]*(?:(?:posted|written|reported|story|article|words|text|analysis|opinion)\s+)?by:?\s+(?P<name>.+)$"
    r"|^author:\s*(?P<author>.+)$",
    re.IGNORECASE,
)
OTHER_HAND = re.compile(
    r"^(?:(?:copy[- ]?)?edited|editing|translated|translation|reviewed|fact[- ]checked|additional reporting|"
    r"reporting|compiled|photographs?|photos?|photography|illustrations?|illustrated|produced)\s+"
    r"(?:and \w+ )?by\b",
    re.IGNORECASE,
)
RELATED = re.compile(
    r"^[\[(>»→*•-]*\s*"
    + _any(
        r"(?:see|read|watch|also)\s+(?:also|more|next|related)",
        r"read(?: more)?\s?:",
        r"also read",
        r"related\b",
        r"more (?:from|on|in|stories|news|articles)\b",
        r"you (?:may|might) (?:also|like)",
        r"recommended",
        r"don['’]?t miss",
        r"(?:most|more) (?:read|popular|viewed|shared|commented|recent)\b",
        r"trending",
        r"top stories",
        r"latest (?:news|stories)",
        r"further reading",
        r"similar (?:stories|articles|posts)",
        r"editor['’]?s['’]? picks?",
        r"recent (?:posts|articles|stories)",
        r"other (?:stories|news)",
        r"in case you missed",
        r"up next",
        r"(?:next|previous) (?:article|story|post)\b",
        r"popular (?:posts|stories|now)",
    ),
    re.IGNORECASE,
)
KEYWORDS = re.compile(
    r"^(?:tags?|keywords?|topics?|labels?|filed (?:under|in)|posted in|categor(?:y|ies)"
    r"|tagged(?: (?:with|as))?|related topics|subjects?)\b\s?:?\s*",
    re.IGNORECASE,
)
COMMENTS = re.compile(
    r"^(?:(?:view|show|see|read|join|all|reader|readers['’]?|user|top|recent|facebook|your|the)\s+){0,3}"
    r"(?:\(?\d[\d,.]*\)?\s+|no\s+|one\s+)?"
    r"(?:comments?|responses?|replies|thoughts? on\b.*|discussion|conversation)"
    r"(?:\s+(?:to|on)\s+.{1,120}|\s+\(?\d[\d,.]*\)?|\s+section|\s+so far)?\s?[:.]?$",
    re.IGNORECASE,
)
FURNITURE = re.compile(
    "^"
    + _any(
        r"share|tweet|like|follow|e-?mail|print|save|subscribe|search|menu|home|close|advert\w*",
        r"sponsored|sign (?:in|up|out)|log ?(?:in|out)|register|skip to|back to|go to|click|tap|listen|live",
        r"watch live|play|get short url|loading|copy link|copied|whatsapp|facebook|twitter|linkedin|reddit",
        r"pinterest|telegram|instagram|youtube|rss|newsletter|about us|contact|terms|privacy|cookie|careers",
        r"accessibility|sitemap|community (?:standards|guidelines)|report (?:abuse|comment)|flag|reply",
        r"(?:leave|post|add|write|submit) (?:a|your) (?:comment|reply)|comment (?:via|on this)",
        r"comments? (?:are|is) (?:closed|moderated)|next|prev|older|newer|page \d|reading time",
        r"(?:view|show|load|read) (?:all|more|full|less|the full|in app)|estimated read",
        r"(?:\d+ )?(?:shares?|views?|likes?|votes?)|\d+ min(?:ute)?s? read|notify me|powered by",
        r"download|donate|support us|enter your|your (?:email|name)|required fields|bookmark",
        r"join the (?:conversation|debate|discussion)",
        r"continue reading|photo gallery|breaking news|all rights|copyright|font size|text size|permalink",
    )
    + r"\b",
    re.IGNORECASE,
)
FURNITURE_SENTENCE = re.compile(
    r"\b"
    + _any(
        r"(?:this (?:web)?site uses|we use|use of) cookies|cookie policy|privacy policy|all rights reserved",
        r"terms (?:of (?:use|service)|and conditions)|sign up (?:for|to|here)|subscribe (?:to|now|for|today)",
        r"newsletters?\b.{0,40}\b(?:inbox|e-?mail|free|daily)|your (?:e-?mail|inbox|browser|ad ?blocker)",
        r"e-?mail address|enable javascript|javascript (?:is|must)|follow us on|like us on",
        r"sign in to (?:comment|join|post|read|reply|vote)",
        r"join the conversation|be the first to comment|log ?in to|logged in|required fields are",
        r"may not be (?:published|reproduced|republished|broadcast)|reproduction (?:in whole|prohibited)",
        r"click (?:here|on|an icon)|create an account|already a (?:subscriber|member)",
        r"(?:have|delete) (?:a|an|your) (?:\S+ )?account|password|processing of my personal data",
    ),
    re.IGNORECASE,
)
SPEAKING = re.compile(r"\bI\b|\bI['’]|\b(?i:my|me|you|your|lol|thanks|sorry)\b|\b(?:u|Please|Yes)\b|[!?]")
