"""Data: Latin words that Uzbek text leaves in Latin letters. Lists of our own; small letters unless said otherwise."""

#: Names of products and firms, in any casing; an Uzbek ending follow (Telegramda).
BRANDS = """
google youtube gmail iphone ipad android linux ubuntu debian python javascript typescript postgresql sqlite starlink
telegram instagram tiktok twitter linkedin skype zoom viber chrome firefox windows microsoft excel outlook
photoshop adobe autocad samsung huawei xiaomi nokia intel nvidia apple macbook imac airpods spacex netflix amazon
ebay alibaba aliexpress wikipedia wikimedia openai chatgpt github gitlab django oracle cisco siemens philips bosch
panasonic toshiba canon nikon epson lenovo asus acer dell boeing airbus chevrolet nestle visa
mastercard paypal bitcoin ethereum bluetooth ethernet openseadragon tesseract tantivy
java reuters bloomberg forbes spotify telegraph whatsapp facebook messenger powerpoint
"""
#: Names that stay only with a capital: in small letters they are Uzbek words, units or nothing.
CAPITAL_BRANDS = """
tesla toyota adidas nike uber airbnb ferrari honda hyundai xerox kodak volvo porsche renault peugeot mazda subaru
suzuki ikea lego gucci prada rolex lada daewoo ravon siri cortana signal redmi realme honor vivo oppo asana trello
notion figma safari pinterest snapchat reddit quora duolingo moodle coursera udemy ryzen
"""
#: Products that are named by two words, the first of them or the second Uzbek by its looks.
PRODUCTS = (
    "(?:App|Apple|Google|Play|Microsoft|Windows|Galaxy|MacBook|iPhone|iPad|Redmi|Yandex|Adobe)"
    " (?:Store|Maps|Play|Drive|Docs|Meet|Pro|Air|Max|Mini|Plus|Ultra|Note|Music|Pay|Market|One|Home|Server|Reader|Go)"
)
#: Words of programs that stand before a bracket (print(x)), on either side of a stroke (if/else).
CALLS = (
    "print|println|printf|scanf|range|len|input|int|str|float|main|sum|max|min|open|log|sin|cos|tan|sqrt|abs|round"
    "|type|list|dict|set|map|filter|sorted|append|alert|console"
)
EITHER = (
    "if|else|elif|try|except|catch|finally|while|for|do|switch|case|break|continue|return|and|or|not|get|post|put|delete"
    "|read|write|input|output|push|pop|start|stop|client|server"
)
#: Units that are read by their international signs behind a figure.
UNITS = "km/h|m/s|[kMGT]?Hz|dpi|ppi|px|fps|[kMG]bit/s|[kMG]bps"
#: Words of English and of programs that no Uzbek text means as its own, in any casing.
FOREIGN = """
the of with from this that you your are have their they which these those while where what when who whom whose why how
and for not but all any can will would should could shall might been being was were does done its
her him she our ours them than then there here over under about above after before again between both each few more
most other some such only own same very just into through during against because until upon within without every
year years world book books library libraries history story stories song love life live lives time times day days night
people person woman women child children friend house home heart hand head eyes face name names word words work works
war peace queen prince god hope dream dreams light dark darkness fire water earth wind sea river mountain
first second third last next best good better great big small little long high young happy lonely sweet beautiful
black white red green blue gold golden silver north south east west street road city town country state states united
kingdom republic national international university institute academy publishing publishers edition volume series
journal magazine review report reports study studies research science sciences technology technologies business
money limited company house office center centre service services system systems software hardware network
online offline website mobile browser update upgrade download upload logout password
user users file files folder page pages text image images music sound game games player play
open close save delete search find help home settings options menu window button click return error warning
true false null undefined none default smoky inside outside room power ocean buildings energy solutions
learn learning teach teaching read reading write writing speak speaking listen listening english grammar dictionary
introduction advanced intermediate elementary beginner beginners guide handbook reader readers oxford cambridge
harry shakespeare dickens twain hemingway joyce byron keats shelley wilde austen orwell tolkien
make makes made making take takes took give gives gave come comes came goes going know knows knew think see sees look
want use used using call calls try ask need feel become leave mean keep let begin seem turn show hear run
und die das den dem des ein eine einer mit von fur für auf nicht auch sich bei nach aus wie zum zur über oder
les des une dans avec pour est sont plus cette leur mais aux ses qui que elle nous vous ils
"""
#: Codes that stay when written in capitals; some are Uzbek words in small letters (it, ip, tar).
CODES = """
PDF EPUB TIFF JPEG PNG GIF SVG HTML CSS XML JSON YAML CSV METS ALTO HOCR IIIF OCFL PREMIS MODS MARC UNIMARC RUSMARC
OAI PMH SRU OPDS URL HTTP HTTPS API SQL USB LAN IP TCP DNS SSH TLS TOTP ISBN ISSN DOI ARK URN OCR DPI RGB CMYK ICC
ZIP RAR TAR SHA UTF ID AI IT HD SSD RAM DVD CD SMS GPS PHP IOS VPN LED LCD ISO BBC CNN NASA
JPG BMP DOC DOCX XLS XLSX PPT PPTX ODT RTF TXT CPU GPU HDMI FTP SMTP IMAP VIP GSM LTE NFC ASCII GNU GPL MIT CC
USD EUR RUB GBP UZS KZT CNY JPY
AMD BMW IBM HP LG IELTS TOEFL CEFR UEFA FIFA UFC ATM POS CRM ERP KPI HR PR TED
"""
#: Words without a vowel that are Uzbek all the same: numbers and units cut short, and a hum.
SHORTENED = "mln mlrd trln kvt mvt gvt kkal gkal mgts kgts ggts kbt mbt gbt rtst str hmm mmm brr tss pst prof"
#: Abbreviations of Uzbek that look like Roman numerals.
NO_NUMERALS = "DXX MXX MXM DXM DMI MMI MMC CHMX"
#: Latin words in -e, -y and the like that Uzbek borrowed and converts all the same.
BORROWED = """
kofe kafe shosse esse kupe tire foye atelye rezyume kabare karate pele dante gyote gete nitsshe nitshe
"""
#: What ends the name of a file.
EXTENSIONS = (
    "pdf|jpe?g|jp2|png|tiff?|gif|bmp|webp|svg|docx?|xlsx?|pptx?|odt|ods|rtf|txt|md|rst|csv|tsv|jsonl?|xml|ya?ml|toml|ini"
    "|conf|cfg|env|log|html?|css|js|ts|py|sh|sql|sqlite3?|db|zip|t?gz|tar|7z|rar|iso|deb|rpm|exe|apk|epub|fb2|djvu|mobi"
    "|mp[34]|wav|ogg|flac|avi|mkv|mov|po|mo|mrc|alto|mets|dic|aff|traineddata|service|bak|tmp"
)
#: What ends the name of a host.
DOMAINS = "uz|ru|com|org|net|edu|gov|info|io|me|tv|app|dev|kz|kg|tj|tm|tr|de|fr|uk|us|eu|cn|jp|biz|int|mil"
