"""Uzbek endings as chains of slots: what may follow a noun and what may follow a verb, after a vowel and a consonant.

Letters are those of the loose form.  A chain is matched as a whole: ``kitob|larimizdan``, ``yoz|ilmaganligi``.
"""

from __future__ import annotations

import re

_CASE = "(?:ning|ni|ga|ka|qa|dan|da|gacha|kacha|qacha|dek|day|dekkina)"
_PARTICLE = "(?:mi|misan|misiz|miman|chi|ku|gina|kina|qina|u|yu|ham|yam|mikan|mikin|mikinlar|ykin|kin)"
_COPULA = "(?:man|san|dir|dirlar|mish|edi|emas)"
#: Possessives after a consonant, and after a vowel (obroʻ-yi and dunyo-si).
_OWN_C = "(?:imizniki|imiz|ingizlar|ingiz|im|ing|i)"
_OWN_V = "(?:miz|ngiz|m|ng|si|yimiz|yingiz|yim|ying|yi)"
_MANY = f"lar(?:{_OWN_C}(?:siz)?|aro|siz)?"
_PLACED = f"gi(?:{_MANY}|{_OWN_V})?(?:dek|day|{_CASE})?"
_TAIL = f"(?:{_CASE}|da{_PLACED}|niki(?:da|ga|dan)?)?(?:cha)?{_COPULA}?{_PARTICLE}*"
_BODY_C = f"(?:{_MANY}|{_OWN_C})?"
_BODY_V = f"(?:{_MANY}|{_OWN_V})?"
#: Words made of words that have no entry of their own: toshkentlik, kutubxonachi, yaxshiroq, qizcha.
_MADE = f"(?:(?:lik|roq){_BODY_C}|lig{_OWN_C}|(?:cha|chi){_BODY_V}|chilik{_BODY_C}|chilig{_OWN_C})"
_NOUN_C = f"(?:{_MADE}|{_BODY_C}){_TAIL}"
_NOUN_V = f"(?:{_MADE}|{_BODY_V}){_TAIL}"

_PERSON = "(?:man|san|miz|siz|sizlar|lar|dir|dirlar|di|dim|ding|dik|dingiz|dilar|mish|mikan|mikin|mikinlar|kan|kin)"
#: What a participle or a verbal noun goes on with: as a noun does, or with a person.
_LIKE_NOUN = f"(?:(?:li[kg]|roq)?{_BODY_C}{_TAIL}|{_PERSON}{_PARTICLE}*|cha{_PARTICLE}*|icha|sizlik)"
_AFTER_PAST = "(?:m|ng|k|ngiz|ngizlar|lar)?"
_AFTER_NOW = "(?:man|san|miz|siz|sizlar|di|dilar|ti|tilar|tiki|tiykin)"
_ANY = (
    f"(?:(?:gan|kan|qan|moq|mas|mish){_LIKE_NOUN}"
    f"|(?:ma)?moqda(?:{_PERSON}|gi)?|moqchi{_PERSON}?|masdan|mayin"
    f"|di{_AFTER_PAST}|sa{_AFTER_PAST}(?:di|ydi|ham)?|sin(?:lar)?|gin|gach|kach|qach"
    "|(?:gun|kun|qun|gan)cha(?:lik)?|gani|kani|qani|gudek|gisi|gim|ging|gulik)"
)
_OPEN_C = (
    f"(?:{_ANY}|(?:ayotgan|yotgan|adigan|ish|ar|asi){_LIKE_NOUN}|uvchi{_BODY_V}{_TAIL}"
    f"|ib(?:{_PERSON}|ti|gina)?|a{_AFTER_NOW}?|a?yotib(?:{_PERSON}|ti)?|a?yap{_AFTER_NOW}"
    "|ing|ingiz|inglar|ay|aylik|ayin|ayliq)"
)
_OPEN_V = (
    f"(?:{_ANY}|(?:yotgan|ydigan|sh|r|yasi){_LIKE_NOUN}|(?:v|uv|ov|yotuv)chi{_BODY_V}{_TAIL}"
    f"|b(?:{_PERSON}|ti|gina)?|y{_AFTER_NOW}?|yotib(?:{_PERSON}|ti)?|yap{_AFTER_NOW}"
    "|ng|ngiz|nglar|ylik|yin)"
)
#: Voices, then helping verbs (bila olmaydi in one word, boraverdi, ketvordi), then the negation.
_VOICE_C = "(?:ish)?(?:tir|dir)?(?:il|in)?(?:ish)?"
_VOICE_V = "(?:t|tir|ttir)?(?:ti|i)?[ln]?(?:i?sh)?"
_HELP = "(?:ol|aver|avor|vor|uvor|yubor|ver|yol)"
_VERB_C = f"{_VOICE_C}(?:{_OPEN_C}|{_HELP}{_OPEN_C}|{_HELP}?ma{_OPEN_V}|{_HELP}?mas{_LIKE_NOUN}){_PARTICLE}*"
#: A voice after a vowel ends in a consonant (boshla-n-adi), so that either set of endings may follow.
_VERB_V = (
    f"(?:{_VOICE_V}(?:{_OPEN_C}|{_HELP}{_OPEN_C}|{_HELP}?ma{_OPEN_V}|{_HELP}?mas{_LIKE_NOUN})"
    f"|{_OPEN_V}|y{_HELP}(?:{_OPEN_C}|ma{_OPEN_V})){_PARTICLE}*"
)

VOWELS = frozenset("aeiou")
_NOUN = {False: re.compile(_NOUN_C), True: re.compile(_NOUN_V)}
_VERB = {False: re.compile(_VERB_C), True: re.compile(_VERB_V)}


def follows_noun(stem: str, word: str, start: int) -> bool:
    """Whether what ``word`` has from ``start`` on is a chain of endings of the noun ``stem``."""
    return _NOUN[stem[-1] in VOWELS].fullmatch(word, start) is not None


def follows_verb(stem: str, word: str, start: int) -> bool:
    """Whether what ``word`` has from ``start`` on is a chain of endings of the verb ``stem``."""
    return _VERB[stem[-1] in VOWELS].fullmatch(word, start) is not None
