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
    "uz-Latn": {
        "q": 0.5,
        "x": 0.4,
        "ñ": 1.5,
        "ɉ": 3.0,
        "ɵ": 3.0,
        "ƣ": 3.0,
        "ʙ": 3.0,
        "ꞑ": 3.0,
        "ə": 1.3,
        "ь": 2.0,
        "ō": 3.0,
        "ḡ": 3.0,
    },
    "en": {"w": 1.0, "c": 0.1},
    "de": {"w": 0.4, "ä": 2.0, "ö": 0.8, "ü": 1.0, "ß": 4.0, "c": 0.1},
    "fr": {
        "é": 1.5,
        "è": 2.5,
        "ê": 2.5,
        "à": 2.5,
        "ù": 3.0,
        "œ": 4.0,
        "ç": 0.7,
        "â": 1.2,
        "î": 2.0,
        "ô": 2.0,
        "c": 0.1,
    },
    "kaa-Latn": {"á": 2.0, "ı": 1.4, "ń": 3.0, "ó": 1.0, "ǵ": 3.0, "ú": 1.2, "w": 0.8, "q": 0.5},
    "tr": {"ı": 1.0, "ş": 0.8, "ğ": 1.3, "ç": 0.7, "ö": 0.6, "ü": 1.0},
    "tk": {"ý": 2.5, "ň": 2.5, "ž": 2.0, "ä": 1.0, "ş": 0.7, "ö": 0.4, "ü": 0.6, "ç": 0.4, "w": 0.6},
    "az": {"ə": 1.5, "ı": 1.2, "ş": 0.6, "ğ": 1.0, "ç": 0.5, "ö": 0.6, "ü": 1.2, "q": 0.4, "x": 0.4},
}

#: Spellings that are at home in one language: a regular expression over the lower-case text and its weight.
CYRILLIC_PATTERNS = (
    ("ru", r"[бвгджзклмнпрстфхцчшщ]ъ\b", 2.0),  # the hard sign of before 1918
    ("ru", r"(?<=[бвгджзклмнпрстфхцчшщ])і(?=[яеюй])", 2.5),  # and its і before vowels
    ("ky", r"оо|уу|өө|үү|ээ", 1.6),
    ("ky", r"(?:нын|дын|тын|ган|гон|лар)\b", 0.5),
    ("kk", r"(?:ның|дың|тың|дар|тар|ған|ген|мен|ды|ді)\b", 0.6),
    ("tg", r"ҳо(?:и|ро|е)?\b|ии\b|аи\b|\bме[бгдкмнрсхш]", 2.0),
    ("tg", r"[бвгджзйклмнпрстфхчшҳқғ](?:ро|и)\b", 0.4),
    ("tg", r"(?:ат|анд|аст|она|ият)\b", 0.7),
    ("ky", r"(?:нын|нин|дын|дин|тын|нун|нүн|дагы|ында|ындагы|ылык|чылык)\b|ыш[ты]|\bж[ыо]", 0.8),
    ("kk", r"(?:ының|інің|ында|інде|дағы|дегі|лық|лік|лар[ды]|лер|тер|тар|қан|кен|мыз)\b|\bж[ыіа]|шыл", 0.8),
    ("kaa-Cyrl", r"ў[ыиеа]|[ыи]ў|(?:ның|ниң|дың|диң|лық|лик|ған|ген|ларды|лерди|менен|ушын)\b|\bж[ыаә]", 1.0),
    ("kaa-Cyrl", r"[қкпстшч]лары", 1.2),  # Kazakh has -тары there
    ("kaa-Cyrl", r"ҳәм|ҳа[рқ]|ҳ[үу]|(?:ының|ында|дағы|лар[ды])\b", 0.8),
    ("kaa-Cyrl", r"қарақалп|(?:иниң|инде|деги|лерди)\b", 2.0),
)
LATIN_PATTERNS = (
    ("uz-Latn", r"[og]ʼ", 2.5),
    ("kaa-Latn", r"[og]ʼ", 2.5),
    (
        "kaa-Latn",
        r"\bj[aıio]|(?:nıʼ|niʼ|nınʼ|ninʼ|nın|tın|dın|lıq|lıǵ|gʼan|gen|wı|wi|ıw|iw|shi|ları|leri|tuw|dı|tı)\b",
        0.8,
    ),
    ("kaa-Latn", r"ıwshı|uwshı|[aeı]w[aeıs]|menen|ushın|tiykar|tuwıl|ha[ʼ]m", 1.5),
    ("de", r"sch|\bge[bdfgklmnprstw]|(?:en|er|ung|ich|eit|lich|isch|te)\b|ie[rdlnbt]|ck|tz", 0.5),
    (
        "fr",
        r"\b[ldjnsmtc]ʼ[aeéêiouh]|qu[eiʼ]|(?:eur|eux|tion|ment|ait|aient|ée|ées|és|elle|ais|oir|ique)\b|eau|oi[trs]",
        0.7,
    ),
    ("tr", r"(?:yor|ıyor|iyor|lar[ıi]|ler[ıi]|m[ıi]ş|d[ıi]r|mak|mek|nın|nin|ün|ın)\b|\bv[ea]\b", 0.5),
    ("tk", r"(?:lar|ler|yň|iň|ynyň|iniň|ýar|ýär|dyr|dir|ypdyr|lyk|lik|dy|ny)\b|\bwe\b|aý|eý", 0.6),
    ("az", r"(?:lar[ıi]|lər|nın|nin|dır|dir|mış|miş|maq|mək|dan|dən|da|də|lıq|lik)\b|ə[bdklmnrtyz]", 0.5),
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
содержание оглавление глава предисловие введение книга
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
KAZAKH_WORDS = """
және мен бен пен бұл бір үшін деп болып болған еді емес да де ол осы сол оның керек бар жоқ туралы біз сіз олар менің
сенің біздің қазақ тілі ел жыл жылы күн кейін бірақ өте барлық барлығы әр әрбір ғана немесе егер қалай қайда кім не
жаңа үлкен адам бала ана ата жер су алды келді болды қатар арқылы бойынша дейін сондай мұндай ретінде қазақстан
"""
KYRGYZ_WORDS = """
жана менен бул бир үчүн деп болуп болгон эле эмес да дагы ал ошол анын керек бар жок жөнүндө кыргыз биз сиз алар менин
сенин биздин тили эл жыл жылы күн кийин бирок өтө баары ар эгер кантип кайда ким эмне жаңы чоң адам бала эне ата жер суу
алды келди болду аркылуу боюнча чейин мындай ошондой катары кыргызстан
"""
TAJIK_WORDS = """
ва аз ба дар ки бо ин он барои то як ҳар мебошад аст буд шуд карда шудааст худ низ ё дорад ҳуқуқ инсон ҳам бояд шавад
мо шумо ман ту онҳо вай дигар ҳама вале агар чун пас баъд пеш тоҷикистон тоҷик забон китоб сол рӯз кор мардум давлат
будан шудан кардан дода кунад намояд мекунад мешавад набояд ягон чунин бе аст ҳеҷ кас ӯ онро зери байни
"""
KARAKALPAK_CYRILLIC = """
ҳәм менен бул бир ушын деп болып болған еди емес ол усы оның керек бар жоқ да де ҳаққында биз сиз олар мениң сениң
бизиң қарақалпақ тили ел жыл жылы күн кейин бирақ жүдә барлық ҳәр тек ямаса егер қалай қай ким не жаңа үлкен адам бала
ана ата жер суў алды келди болды арқалы бойынша шекем сондай бундай сыпатында көп өз соң
"""
KARAKALPAK_LATIN = """
hám menen bul bir ushın dep bolıp bolǵan edi emes ol usı onıń kerek bar joq da de haqqında biz siz olar meniń seniń
biziń qaraqalpaq tili el jıl jılı kún keyin biraq júdá barlıq hár tek yamasa eger qalay kim ne jańa úlken adam bala
ana ata jer suw aldı keldi boldı arqalı boyınsha shekem sonday bunday sıpatında kóp óz soń
haʼm bolgʼan onınʼ meninʼ seninʼ bizinʼ haʼr juʼdaʼ janʼa uʼlken koʼp oʼz sonʼ kuʼn jaʼne jane ham ushin bolip jil jili
degen edi eken turgʼan qala qalası menen sonın sonınʼ ishinde birinshi tiykarınan jasagʼan hesh usınday
"""
TURKISH_WORDS = """
ve bir bu için ile de da ne gibi daha çok olan olarak ama en var yok değil kadar sonra ben sen biz siz onlar o her şey
mi mı ki ise ya veya hiç nasıl neden kim şu bütün aynı önce göre karşı içinde üzerinde büyük yeni iyi güzel gün yıl
zaman olduğu ettiği etti oldu dedi var yoktu türk türkiye
"""
TURKMEN_WORDS = """
we bir bu üçin bilen hem da diýip bolup bolan ol şu onuň gerek bar ýok barada biz siz olar meniň seniň biziň her hiç
türkmen türkmenistan dili il ýyl ýylda gün soň emma ýöne örän ähli hemme diňe ýa-da eger nähili nirede kim näme täze uly
adam çaga ene ata ýer suw aldy geldi boldy arkaly boýunça çenli şeýle beýik öz köp gowy
"""
AZERBAIJANI_WORDS = """
və bir bu üçün ilə də da nə kimi daha çox olan olaraq amma ən var yox deyil qədər sonra mən sən biz siz onlar o hər şey
ki isə ya və ya heç necə niyə kim bütün əvvəl görə qarşı böyük yeni yaxşı gözəl gün il zaman olduğu etdi oldu dedi
azərbaycan dili insan onun bizim
"""
GERMAN_WORDS = """
der die das und in den von zu mit sich des auf für ist im dem nicht ein eine als auch es an werden aus er hat dass sie
nach wird bei einer um am sind noch wie einem über einen so zum war haben nur oder aber vor zur bis mehr durch man sein
wurde sei ich wir ihr mich mir dich uns euch kein keine wenn was wo wer schon alle alles diese dieser dieses unter jahr
jahre zwei drei kapitel seite band und war hatte waren
"""
FRENCH_WORDS = """
de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son aux ses mais
comme ou si leur y dont elle ils elles nous vous je tu on été être cette ces même fait tout tous toute sans sous entre
était avait ont fut mon ma mes ton ta tes notre votre deux trois quand où donc puis encore aussi bien très chapitre page
qu
"""
