"""Data of the language identifier: function words and tell-tale letters, written down by us.

Weights are natural-log likelihood ratios in round figures: 1 is a hint, 4 is nearly certain.
"""

#: Letters that one language of a script has and its neighbours have not.
CYRILLIC_LETTERS = {
    "uz-Cyrl": {"ў": 2.0, "қ": 1.0, "ғ": 1.0, "ҳ": 1.2},
    "ru": {"ы": 1.5, "щ": 1.5, "ѣ": 4.0, "ѳ": 4.0, "ѵ": 4.0, "і": 1.0},
    "kk": {"ә": 2.5, "і": 2.5, "ң": 2.5, "ө": 2.0, "ұ": 4.0, "ү": 2.0, "һ": 1.5, "қ": 0.9, "ғ": 0.9, "ы": 0.9},
    "ky": {"ң": 2.5, "ө": 2.5, "ү": 2.5, "ы": 0.9},
    "tg": {"ӣ": 4.0, "ӯ": 4.0, "ҷ": 4.0, "қ": 0.6, "ғ": 0.6, "ҳ": 1.0},
    "kaa-Cyrl": {"ә": 2.3, "ғ": 0.7, "қ": 0.7, "ң": 2.4, "ө": 2.0, "ү": 2.0, "ў": 1.2, "ҳ": 0.7, "ы": 0.8},
}
LATIN_LETTERS = {
    "uz-Latn": {"q": 0.5, "x": 0.4},
    "en": {"w": 1.5, "c": 0.1},
    "kaa-Latn": {"á": 2.0, "ı": 1.4, "ń": 2.5, "ó": 1.0, "ǵ": 2.5, "ú": 1.2, "w": 0.8},
    "tr": {"ı": 1.2, "ş": 1.2, "ğ": 1.5, "ç": 0.9, "ö": 0.8, "ü": 0.9},
}

#: Spellings that are at home in one language: a regular expression over the lower-case text and its weight.
CYRILLIC_PATTERNS = (
    ("ru", r"[бвгджзклмнпрстфхцчшщ]ъ\b", 2.0),  # the hard sign of before 1918
    ("ky", r"оо|уу|өө|үү|ээ", 1.6),
    ("ky", r"(?:нын|дын|тын|ган|гон|лар)\b", 0.5),
    ("kk", r"(?:ның|дың|тың|дар|тар|ған|ген|мен|ды|ді)\b", 0.6),
    ("tg", r"ҳо(?:и|ро|е)?\b|ии\b|аи\b|\bме[бгдкмнрсхш]", 2.0),
    ("tg", r"[бвгджзйклмнпрстфхчшҳқғ](?:ро|и)\b", 0.4),
)
LATIN_PATTERNS = (
    ("uz-Latn", r"[og]ʼ", 2.5),
    ("kaa-Latn", r"[og]ʼ", 2.3),
    ("kaa-Latn", r"[nu]ʼ", 2.5),
    ("kaa-Latn", r"aʼ|wshi|(?:lıq|lik|liq|niʼ)\b", 0.7),
    ("kaa-Latn", r"(?:menen|ushin|ushın|haʼm|hám|bolip|bolıp|qala|suw|jil|jıl)\b", 2.0),
    ("en", r"th|\b(?:qu|wh)|(?:ing|tion|ed|ly)\b", 0.5),
)

#: Frequent words.  Uzbek in Latin; its Cyrillic form is made by the transliterator.
UZBEK_WORDS = """
va bilan uchun bu shu o'sha ham emas edi ekan bo'lib bo'lgan bo'ldi bo'lsa bo'ladi bo'lgani deb degan dedi qilib
qilgan qildi qiladi har bir ikki uch hech kim nima qanday qachon qayerda lekin ammo biroq yoki agar chunki yil yili
kun kerak mumkin bor yo'q men sen u biz siz ular meni mening seni sening uni uning bizning sizning ularning o'z o'zi
o'zining keyin so'ng oldin avval hozir bugun esa faqat eng juda ko'p oz katta kichik yangi yaxshi ana mana shunday
bunday kabi singari haqida to'g'risida tomonidan orqali qarab ko'ra uchinchi birinchi ikkinchi davlat xalq o'zbek
til inson qilish bo'lish berish olish yil asr kitob ish joy odam bola ota ona
"""
RUSSIAN_WORDS = """
и в на не что он она оно они с со как а то это все его её их по из за от к ко у я мы вы ты но бы же так для было
были был была быть есть нет при или если когда где кто чтобы только уже ещё еще может можно этого этой этом того тем
том о об до после без под над через между также который которая которые которых более всех всё мне меня нас вас ему
ей им себя свой своей год года лет время между человек люди день
"""
ENGLISH_WORDS = """
the of and to in a is that it was for on are as with his they be at this have from or had by not but what all were
we when your can said there use an each which she do how their if will up other about out many then them these so
some her would make like him into time has look two more no could my than been who its now people made over did only
any i he
"""
KAZAKH_WORDS = "және мен бен пен бұл бір үшін деп болып болған еді емес да де ол осы сол оның керек бар жоқ туралы"
KYRGYZ_WORDS = "жана менен бул бир үчүн деп болуп болгон эле эмес да дагы ал ошол анын керек бар жок жөнүндө кыргыз"
TAJIK_WORDS = "ва аз ба дар ки бо ин он барои то як ҳар мебошад аст буд шуд карда шудааст худ низ ё дорад ҳуқуқ инсон"
KARAKALPAK_LATIN = """
hám menen bul bir ushın dep bolıp bolǵan edi emes ol usı onıń kerek bar joq da de haqqında
"""
TURKISH_WORDS = """
ve bir bu için ile de da ne gibi daha çok olan olarak ama en var yok değil kadar sonra ben sen
"""
