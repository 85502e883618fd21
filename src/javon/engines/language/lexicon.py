"""Data: words that endings are taken from: ``NAMING`` are nouns and adjectives, ``NAMES`` people
and places, ``DOING`` bare verbs.

Drawn from the word lists of Tesseract's langdata (Apache-2.0): what takes a plural, possessives and cases there,
and from a list of our own.  A form found here is a word of its own: nothing is taken off it.
To teach the search a word, add it.
"""

DOING = """
achchiqlan achi achin adash ajablan ajra ajral ajrash ajrat alda almash almashtir angla aniqla anqi arala aralash
arxivla asosla asra ata atal ay aybla ayir ayla aylan ayni ayril ayt azobla bagʻishla bahola bajar balqi baqir basta
belgila ber beza bezan bidirla bil bildir birik birlash bit bitir bogʻla boq bor bos boshla boshqar boyi boʻgʻ boʻl
boʻrt boʻsha boʻya boʻyla boʻysun bukil bula bulgʻa bur burka buyur buz chal chalgʻi chalin chamala chanqa chaq chaqir
chaqna charcha charla chat chay chayqa chayqal chek chekin chekla chert chetla chida chiq chiqar chiri chirmash
chirqilla chiyilla chiz chogʻlan chop chopla chorla choʻchi choʻk choʻmil choʻz choʻzil chulgʻa chuqurlash davola de
dovdira duduqlan eg egalla egil ek em emla engash entik ergash eri erish es eshit esla esna et ez ezil faollash farqla
faxrlan foydalan gapir gaplash gavdalan gulla gurkira gursilla guruhla guvilla guvohlan gʻazablan gʻijirla gʻudran
gʻudrilla gʻururlan gʻuvilla hansira harakatlan hayajonlan hayda hayiq hayqir hayratlan hidla himoyala hisobla hoʻlla
hurk ich ifloslan ifodala ikkilan il ila ilash ilgʻa ilin iljay imzola ingra intil irgʻi irgʻit isbotla ishla ishon
ishontir ishqala isi isit itar ivi ixchamla ixtisoslash izla izohla jarohatla jazola jihozla jilmay jilovla jimi
jimirla jimla jingirla jipslash jonlan joyla joylash joʻna joʻnat kafolatla kamay kamsit kattalash kech kechik kechir
kel kemir kengay kes ket kez kichiklash kichray kir kirit kishna kiy kiyin kovla koʻch koʻchir koʻkar koʻksa koʻm koʻn
koʻnik koʻpay koʻpaytir koʻpir koʻr koʻrin koʻrsat koʻtar koʻzla kuchan kuchay kuchsizlan kul kulimsira kurash kut kuy
kuyin kuyla kuzat lapangla likilla lovulla mangu maqta maydala mildira miltilla min mingʻirla moliyalashtir mosla
moslash moʻljalla mudra muhokamala mustahkamla muvofiqlashtir muzla nafratlan nashrla niqobla nishonla noli nomla
nusxala och ogohlan ogohlantir ogʻ ogʻdar ogʻri ol olqishla ommalash oq oqar oqla oqsa orala ort orzula os osh oshir
osil ot otil ovla ovqatlan ovun ovut ozay ozdir oʻch oʻchir oʻgir oʻl oʻlcha oʻldir oʻp oʻpir oʻqi oʻr oʻra oʻrgan
oʻrgat oʻril oʻrla oʻrnash oʻrnat oʻs oʻstir oʻt oʻtir oʻtkaz oʻtqaz oʻxsha oʻy oʻyla oʻyna oʻzgar oʻzlash oʻzlashtir
parchala pardozla pasay payqa pich pichirla pish pishir pokla porla portla poyla pufla purka qada qadrla qagʻilla qala
qalqi qaltira qama qamal qamra qara qargʻa qari qariy qarshila qarsilla qashi qatna qayir qayna qayra qayril qayt
qaytar qaz qich qichqir qidir qil qimirla qir qirq qis qisil qisqar qista qitiqla qiy qiyinlash qiyna qiyosla qiyshay
qizar qizgʻan qizi qiziq qoch qol qoldir qop qopla qoq qoqil qorala qoray qot qovjira qovur qozon qoʻlla qoʻmsa qoʻn
qoʻndir qoʻriqla qoʻrq qoʻrqit qoʻsh qoʻshil qoʻy qoʻzgʻa qoʻzgʻal qoʻzgʻat qoʻzgʻot qula qulla qur quri qurit qurolla
qurollan qus qutla qutqar qutul quv quvla quvna quvon quvonch quvvatla quy ragʻbatlan ranji raqamla raqamlashtir
rasmiylashtir rejala rivojlan rostla ruhlan sabrla sachra sakra sana sanal sanch sanqi saqla sarala sarfla sargʻay
sarsila savala sayla sayqalla sayra sekinlash sep sergaklan sev sevin sez shakllan shamolla sharhla sharqira shikastla
shil shivirla shodlan shopir shosh shoshil shovulla shubhalan shugʻullan sigʻ sigʻin sila silji silk silkin simir sin
sina sing siq siqil sirgʻal sit siyla siypala siyrakla skanerla soch sochil sogʻ sogʻay sogʻin sol solishtir sot sovi
sovqot sovur soy sozla soʻk soʻkin soʻl soʻn soʻr soʻra soʻroqla soʻy soʻyla soʻzla sudra sugʻor sugʻur suhbatlash
supur suqil sur suril surt susay sustlash suyal suyan suyul suyun suz suzil tahlilla tahrirla taklifla takrorla tala
talab talash talpin tamomla tani tanish tanla taq taqa taqiqla taqqosla taqsimla tara taral tarat tarbiyala tarjimala
tarqa tarqal tartibla tasdiqla tashi tashkillash tashkillashtir tashla tashvishlan tasnifla tasvirla tavsifla
tavsiyala tayan tayinla tayyorla taʼkidla taʼminla taʼmirla taʼqiqla taʼrifla tebran tebrat teg teja tekisla tekshir
tentira tep tepin ter terla tesh tezla tezlash tik tikil tikla til tila tin tinchlan tingla tiq tiqil tira tiral tiril
tirish tirjay tirna tishla tit titra tiy tiz tobla tol tom tomchila top topshir toray tort tosh tovla toy tozala toʻk
toʻl toʻla toʻldir toʻlqinlan toʻpla toʻqi toʻqna toʻqnash toʻs toʻsil toʻxta toʻy toʻzi tuga tugalla tugʻ tugʻil
tupur tur turla turt tush tushir tushun tut tuta tutash tuy tuyul tuz tuzal tuzat uch uchir uchra uchrash udda uddala
ula ulan ulgur ulgʻay ulugʻla umidlan umumlash un unut uq uqala uqtir ur urchi urin urugʻlan ushla uva uvla uxla uyal
uygʻon uygʻot uylan uyush uz uzat uzay uzil uzoqlash vayronla xafalan xirilla xohla xoʻrla xoʻrsin xursandlan yakunla
yala yaltira yama yamla yanch yangila yangra yaqinlash yara yaral yarala yarash yarat yarqilla yarqira yasa yasan
yasha yashir yashirin yashna yaxshila yayra ye yech yed yel yelpi yeng yengil yengillash yet yetakla yetish yetishtir
yetkaz yigir yigʻ yigʻil yigʻla yiqil yiqit yirt yit yitir yodla yogʻ yogʻdir yolla yolvor yomonla yon yonboshla
yondash yondir yop yopin yopish yoq yoqla yor yoril yorish yorit yot yotqiz yoy yoz yoʻlla yoʻnal yoʻnaltir yoʻqla
yoʻqol yoʻqot yoʻrgakla yoʻrt yoʻtal yubor yugur yukla yuksal yul yulq yum yumala yumsha yupat yuq yur yurgiz yut
yutin yutqaz yuv yuvin yuzlan zaharla zamonaviylash zararla zerik zirqira zorla zoʻray zoʻriq
"""

NAMES = """
abdulla abror afgʻoniston afrika agra ahmad akmal ali alisher alpomish amerika amir amudaryo anbar andijon angliya
angren anvar arabiston atoiy avaz avloniy ayniy bagʻdod bahrom balx barchin baxtiyor behbudiy bekobod bekzod beruniy
bobur botir botu boyqaro buxoriy buxoro chilonzor chirchiq chorsu chotqol choʻlpon damashq davron dehli denov dilorom
dovud elbek eldor ergash erkin eron fargʻona fargʻoniy farhod feruz fitrat forobiy fotima fransiya furqat ganjaviy
germaniya goʻroʻgʻli guliston gulnora gʻafur gʻulom hamid hamza hasan hindiston hirot hofiz hojib hoshimov husayn ibn
ibrohim ibroyim iroq islom ismoil iso ispaniya issiqkoʻl istanbul isʼhoq italiya jaloliddin jamshid jasur jizzax jomiy
joʻra karim karima karimov kattaqoʻrgʻon kitob komil koshgʻariy kubro kuntugʻmish layli laziz london lutfiy madina
mahmud majnun makka manguberdi mansur margʻilon marv maryam mashhad mashrab maʼmur mirtemir mirziyoyev mirzo moskva
movarounnahr muhammad munavvarqori munis muqanna muqimiy murod muso najmiddin namangan naqshband nargiza navoiy
niyoziy nizomiy nodira nosir nukus nuriddin nurota odil ogahiy olimjon olmaliq olmaota olmazor oloy oripov orol osiyo
otabek oybek oysha oʻtkir oʻzbekiston parij pirimqul pokiston pomir poʻlat qarshi qashqadaryo qirgʻiziston qobul
qodiriy qodirov qohira qoraqalpogʻiston qori qosim qozogʻiston qoʻqon rahim rahimov rajab rashidov ravshan raʼno
rossiya rustam sadiya safar said sakkokiy salim salimov samarqand sardor sarvar sergeli shahrisabz sharof shavkat
sheroziy sherzod shiroq shokir shuhrat shukrullo sino sirdaryo sobir spitamen sulaymon surxondaryo temur termiz
termiziy tohir tojikiston tolib toshkent toʻmaris toʻxta turkiston turkiya turkmaniston turon tursun tyanshan ugom
ulugʻbek umar urganch usmon uvaysiy uygʻun vohidov xitoy xiva xorazm xorazmiy xos xurshid yaponiya yassaviy yaʼqub
yevropa yoqubov yoʻldosh yunusobod yusuf zahro zarafshon zavqiy zaynab zokir zomin zuhra zulfiya
"""

NAMING = """
aberrasiya abonent achchiq achitqi adabiy adabiyot adabiyotshunos adad adib adir adolat adras advokat affiks afgʻon
afsona agar agent agentlik aglomerasiya agregat ahamiyat ahamiyatli ahd aholi ahvol ajdar ajdod aka akademik akademiya
akauka akkumulyator aksari aksariyat aksioma aksiya aktiv aktor aktrisa aktyor akula akustika akvarium akvatoriya alam
alan alanga albaniya albom algebra algoritm alifbo alla allel alloma almashinuv alomat aloqa amaki amal amaliy
amaliyot aminokislota amma ammo amplituda ana analiz ananas anatomiya ancha andaza andoza angidrid anhor aniklik anion
aniq aniqlik anjir anjuman anomaliya anor ansambl antibiotik antigen antiklinal antisiklon antitelo antizarra
antropologiya anʼana apostrof apparat apparatura aprel apteka aqida aql aqoli arab aralashma aralashuv arava arbob
archa areal ari ariq ariqcha ariza arman armiya arpa arqon arra artel arteriya artist arxar arxeologiya arxitektura
arxiv asab asal asar asbob ashula ashyo asil asir askar asl asorat asos asoschi asosiy aspirant aspirantura asr
assambleya assosiasiya asta astrofizika astronavt astronom astronomiya atama ateroskleroz atirgul atlas atmosfera atom
atrof attestat attor atvor audio avangard avgust aviasiya avliyo avlod avtobus avtomashina avtomat avtomobil avval
avvalgi axborot axir axloq axrli aya ayb aybdor ayblov ayer ayeroport aygʻoqchi ayiq ayirma aylana aylanma ayol ayrim
ayvon ayyor aza azimut aziz azob azot bachadon bachki badal badan badiiy bagʻir baho bahodir bahona bahor bahr bahs
bakalavr bakteriya baland balandlik balans balchiq balet baletmeyster baliq balki ball ballada balo band banda bank
bant baqa bara baraban baravar barcha barg barmoq barqaror barqarorlik barxan bas bashorat bastakor batalon batareya
baxil baxsh baxt baxtli baxtsiz bayon bayonnoma bayonot bayoz bayram bayroq bayt baza bazalt bazm baʼzan baʼzi baʼzida
beda bedana begona behi bek bekat beklar beklik bel belbogʻ belgi belkurak bellashuv bemor benzin beqarorlik beri besh
beshik bet betaraf betaraflik beton bez bezak bibliografiya bichim bijgʻish bilaguzuk bilak bilan bilet bilim bilimdon
billur binafsha bino biofizika biokimyo biologiya biosfera biosintez bir birdamlik birga birikma birinchi birja
birlashma birlik bironta biroq birorta bit bitik bitiktosh bitim bitta biya biyot biz biznes blok bob bobo bod bodom
bodring bogʻ bogʻcha bogʻdorchilik bogʻich bogʻliqlik bogʻlov bois boj bojxona bol bola bolalik bolgʻa bolqor
bolshevik bolt bolta bomba bonat bor bori borliq bosh boshchi boshliq boshoq boshqa boshqarma boshqaruv bosim
bosmaxona bosqich bosqin botinka botiq botqoq botqoqlik boy boychechak boylik boyoʻgʻli boyqush bozor boʻgʻim boʻgʻoz
boʻlak boʻlakcha boʻlim boʻlinma boʻlma boʻri boʻron boʻsh boʻtqa boʻy boʻyicha boʻyin boʻyoq boʻz brigada bromid bu
budda buddizm budjet bugun bugʻdoy bugʻu bukilma bulbul buloq bulut bum buqa burch burchak burgut burj burma burun but
buta butazor butun buva buvi buxta buyon buyrak buyruq buyuk buyum buyurtma buzoq byudjet byuro chachvon chak chaman
chang changʻi chanoq chap chaqaloq chaqiriq chaqiruv chaqmoq chaqmoqtosh chart charx chastota chayon chegara chek
chekka chelak chemodan chempion chempionat cherkov chet chevara chidamlilik chigal chigirtka chigit chigʻanoq chil
chin chinni chinor chipta chiqim chiqindi chiroq chiroy chiroyli chivin chiziq chizma chodir chol cholgʻu chopon chor
chora chorak chorraha chorshanba chorva chorvachilik chorvador choy choynak choyxona choʻchqa choʻkindi choʻkma choʻl
choʻntak choʻp choʻqqi choʻx chuchmoma chulgʻam chumchuq chumoli chunki chuqur chuqurcha chuqurlik dada daftar dagi
daha dahshat dala dali dalil danak daqiqa dara daraja daraxt darcha dard dare dargoh darmon daromad dars darslik
darvesh darvish darvoza darvozabon daryo darz dash dasht dasta dastgoh dastlab dastur datchik davat davlat
davlatchilik davogar davom davr davra daxlsizlik daxma daʼvo deformasiya dehqon dehqonchilik dekabr dekada dekan
deklarasiya dekorasiya delegatsiya delfin delta demokratiya dengiz departament deputat deraza detal dev devon devor
deyish diabet diagnostika diagnoz diagramma dialekt dialektika dialog diametr diapazon did dielektrik difraksiya
diktatura dil din dinamika dindor diniy diplom diqqat direktor dirham dirijyor disk dispanser dissertasiya distributiv
divan diviziya diya diyot dizayn dizel dod doim doimiy doira doktor dol dollar dolomit dom domen don dona donacha
donishmand dono dor dorboz dori dosh doska doston dostonchilik dotsent dovon doza doʻkon doʻl doʻppi doʻq doʻst
doʻstlik doʻzax drama dramaturgiya dukkak dunyo dunyoqarash dunyoviy duo duragay durdona dushanba dushman dutor
dvigatel dvoryan echki edi effekt efir egachi egalik egat egri ehrom ehtimol ehtiros ehtiyoj ekan ekipaj ekologiya
ekran ekspedisiya ekspert ekspertiza eksponat eksport ekspozisiya ekvator ekvivalent el elak elastiklik elat elchi
elchilik elchixona elektrod elektrogitara elektrolit elektron elektronika element ellik elon emal emas embrion
emulsiya endi energetika energiya eng ensiklopediya epidemiya epigraf epilog episentr epizod epopeya epos er eritma
erk erka erkak erkinlik eroziya erta ertak ertalab es eshak eshik eshon eski estetika estrada etak etibor etik etika
etimologiya etiqod etnografiya etnonim etnos evolusiya evolyusiya fabrika fakt faktor fakultet falaj falokat falsafa
familiya fan faol faoliyat faollik faqat faraz farishta farmon farmoyish farosat farovonlik farq farz farzand fas
fashizm fasl fauna favvora fayl faylasuf faz faza fazilat fazo federasiya fedra fel fenol fenomen fenotip ferma
ferment festival fevral fidoyi figura fikr fil filarmoniya filial film filtr final fiqh firma firqa fitna fizik fizika
fiziologiya fleshka fliyat flora flot foiz fojia fol folklor folklorshunos fon fond fonema fonetika forma formasiya
format formula fors forum fosfat fosforit fosh fotiha foto fotoapparat foton fotosintez fotosurat foyda foydalanuvchi
fraksiya fransuz front funksiya fuqaro fuqarolik fursat futbol gah gala galaktika galereya galogen galstuk gamburger
gap gard gardish garmoniya garnizon gastrol gavda gavhar gaz gazeta gazlama gektar generator genetika genezis genofond
genom geodeziya geograf geografiya geolog geologiya geometriya gepatit gerb german gich gidroksid gidrouzel gigant
gigiyena gilam gilos gimnaziya gipoteza gitara gitlerchi glikozid globus gneys goho golland gor gorizont gormon goyas
goʻdak goʻl goʻr goʻsht goʻzal goʻzallik gradus grafik grafika grafit gramm grammatika granit grant granula gravyura
grek grelka greyzen gripp grunt gruppa gruzin gubernator guberniya gubernya gul gulband gulchilik guldasta gulpoya
gultoj gulxan gulzor gumbaz gumon gumus gunoh gunohkor gupchak guru guruch guruh guv guvoh guvohlik guvohnoma guzar
gʻalaba gʻalati gʻalayon gʻalla gʻaltak gʻalvir gʻam gʻarb gʻarib gʻayrat gʻazab gʻazal gʻijjak gʻildirak gʻilof
gʻisht gʻolib gʻor gʻov gʻovak gʻoya gʻoz gʻoʻza gʻujum gʻumbak gʻuncha gʻurur hadis hadya hafta haftalik haftanoma
haj hajm hajv hajviya hajviyot hakam hakim hal hali halim halokat halol halqa halqum ham hamda hamdam hamir hamjamiyat
hamkor hamkorlik hamla hamma hammom hamroh hamshira hangoma haq haqida haqiqat haqorat haqq har harajat harakat
harakterli haram harbiy harf haridor harita harorat hartum hasham hashar hasharot hasrat hassa hatto havas havaskor
havaskorlik havo havola havza hayajon hayat haydov haydovchi hayit haykal haykalcha haykaltarosh haykaltaroshlik hayo
hayot hayotlik hayron hayvon hayvonot hazil hazm hazrat hech hid hijo hikmat hikoya hikoyanavis hikoyat hil himoya
hind hindu hirs his hishayajon hisob hisobkitob hisoblagich hisobot hisobvaraq hisor hissa hissiyot hiyla hodisa hojat
hojatxona hokazo hokim hokimiyat hokimlik hokimyat hol holat holva homila homilador homiladorlik homiy homiylik hos
hoshiya hosil hosila hosildorlik hoster hovli hovuz hovuzak hovuzcha hozir hozirgi hoʻkiz hoʻl hud hudu hudud hujayra
hujayrali hujjat hujra hujum hukm hukmdor hukmdorlik hukmron hukmronlik hukumat hunar hunarmand hunarmandchilik
hunarmandlik huquq huquqshunos hur hurmat hush husn huzur ibodat ibodatxona ibora ibtido ich ichak ichimlik ichkari
ichki iddao ideal idealizm idish idol idora idrok iffat iflos ifoda iftor igna ihotazor ijara ijod ijodiyot ijodkor
ijro ijrochi ijrochilik ijtimoiy ikdim ikkala ikki ikkilamchi ikkinch ikkita ikona ildiz ildizmeva ildizpoya ilgak
ilgari ilhom ilk illat illyustratsiya illyuziya ilm ilmfan ilmiy iloh ilohiyot iloj ilon ilova iltimos iltimosnoma
imkon imkoniyat imlo immunitet immunologiya imom imon imorat imperator imperiya import impuls imtihon imtiyoz imzo
indeks indeys indikator individ induksiya induktor industriya inersiya infarkt infeksiya informasiya infratuzilma
ingibitor ingliz inglizcha injektor injener injeneriya inkor inkvizisiya innovasiya inqilob inqiroz insho inshoat
inshoot inson inspeksiya instansiya instinkt institut instruktor insult integral integrasiya interfaza interfeys
internat internet interval intervensiya interviki intervu intervyu interyer inti intizom intonasiya intruziv intruziya
invariant inversiya investisiya investor ionosfera ip ipak iqbol iqgisodiyot iqlim iqror iqtibos iqtidor iqtisod
iqtisodiy iqtisodiyot iras irmoq iroda irrigasiya irsiyat is isbot ish ishbilarmon ishchi ishkrr ishlov ishonch ishora
ishorat ishq ishqiboz ishqor ishsiz ishtaha ishtirok ishtiyoq ishxona isitkich isitma isloh islohot islomshunos ism
ismoiliy ismoilov ispan ispancha issiklik issiq issiqlik issiqxona istak istehkom istemol isteʼdod istibdod istilo
istiloh istiora istiqbol istiqlol istisno isyon it italyan itchilik ittifoq ivrit ixshid ixtilof ixtiro ixtisos
ixtisoslashuv ixtisoslik ixtiyor iyak iyerarxiya iyeroglif iymon iyul iyun iz izchillik izdosh izoantigen izoantitela
izobara izoh izolyasiya izomer izomeriya izora izotop iztirob jabha jabr jabra jadal jadallik jadid jadval jafo jahl
jaholat jahon jahongir jala jallod jamgʻarma jamiyat jamo jamoa jamoat jamoatchilik jamoatxona jang jangchi
jangovarlik janjal jannat janob janoza janr janub jar jara jarayon jargon jarima jarlik jarohat jarroh jarrohlik jasad
jasorat javob javobgar javobgarlik jayran jazo jigar jigarrang jihat jihoz jild jilo jilva jimlik jin jingalak jinoyat
jins jir jirov jism jismoniy jiyak jiyan jiyda jodugar johil jon jonglyor jonivor jonkuyar jonzot josus joy joylashuv
joynamoz joziba joʻja joʻn joʻr joʻxori juda juft juftlashish juma jumboq jumhuriyat jumla jun jurnal jurnalist
jurnalistika juvangʻar juz kabel kabi kabina kabinet kabir kabutar kadastr kadr kafan kafe kafedra kafolat kaft kaklik
kalamush kalava kalibr kalima kalit kalla kallak kalom kaloriya kalsit kaltakesak kam kamalak kamar kambagʻal
kamchilik kamera kamolot kamomad kamon kampaniya kampir kampyuter kamqonlik kana kanal kanat kandakor kandakorlik
kandidat kanizak kanon kanop kant kanton kapalak kapella kapelmeyster kapillyar kapital kapitan kapsula kaptar karam
karbid karbonat karbonatit karbyurator karel karetka karfagen karikatura karkas karnaval karnay karniz karomat karr
karra karta kartina kartochka karton kartoshka kartoteka karvon karvonsaroy karyer karyera kasal kasallik kasalxona
kasb kasbhunar kasbkor kashfiyot kashmir kashnich kashta kaskad kaspiy kasr kassa kasseta kassiterit kasta katak
katakcha katakomba kataliz katalizator katalog kategoriya katet kation katod katolik katolisizm katta kattalik kauchuk
kavak kaver kavush kaxramon kayfiyat kazak kech kecha kechak kechinma kechuv kek kekirdak keksa kelajak keli kelin
kelinchak kelishik kelishuv kelt kelvin kema kemachi kendi keng kengash kengaytirgich kenglama kenglik kenguru kent
kepak kerak keramika kerosin kertik kesak kesh kesik kesim keskich kesma kesson keti ketlik ketmon keyin keyingi
kibernetika kichik kigiz kilogramm kilometr kim kimsa kimyo kimyogar kin kindik kinematika kinematograf kineskop
kinetika kino kinoaktyor kinochi kinofestival kinofilm kinofirma kinojurnal kinolenta kinoplyonka kinossenariy
kinostudiya kinoteatr kinoxronika kinoya kiprik kir kirra kishi kishmish kislorod kislota kit kitoba kitobcha kitobxon
kiyem kiyik kiyim kiyimkechak kizak klan klapan klark klass klassik klassisizm klaster klaviatura klavish kletchatka
klinika klip kloaka klon klub knopka knyaz koalisiya kodeks koeffisiyent koferment kofir kohin kojux kok kokil kolba
kolchedan kollaps kollegiya kollej kolleksiya kollektiv kollektor kolloid koloniya kolonka kolonna kolorit kolumbiya
kolxoz koma komanda komandir kombayn kombinasiya kombinat komediya kometa komissar komissiya komitet kommuna kommunist
kommutator kompaniya kompartiya kompas kompleks komplekt komponent kompost kompozisiya kompozitor kompressor komputer
kompyuter kon konchi konchilik kondensat kondensator konditsioner konfederasiya konferensiya konflikt konfusiy
konglomerat kongo kongress konidiya konkurs konsensus konsentrasiya konsentrat konsepsiya konsept konsern konsert
konserva konservatoriya konslager konsol konsonans konstanta konstitutsiya konstruksiya konstruktor konsul konsullik
konsultasiya kontakt konteyner kontinent kontrakt kontrast kontur konus konvensiya konverter konveyer kooperasiya
kooperativ koordinat koordinata koptok kor koreys koriz korol koronka koronograf korporasiya korpus korrektor
korroziya korrupsiya korund korxona kosa kosacha koshin kosib kosmodrom kosmologiya kosmonavt kosov kostyum kotib
kotibiyat kovak kovsh koʻcha koʻchat koʻchatzor koʻchmanchi koʻhna koʻk koʻkat koʻkrak koʻks koʻl koʻlam koʻmak koʻmir
koʻngil koʻngilli koʻp koʻpaytma koʻpburchak koʻpchilik koʻphad koʻpik koʻplab koʻplik koʻprik koʻr koʻrfaz koʻrgazma
koʻrik koʻrpa koʻrsatkich koʻrsatma koʻrsatuv koʻsak koʻshk koʻtarilma koʻylak koʻz koʻza koʻzgu koʻzoynak krab kran
krater kraxmal kredit kreditor krem kreml kremniy krepostnoy kreslo kristal kristall krivoship krizis krnun kron
krovat krtishma krzon kubok kuch kuchala kuchaytirgich kuchli kuchquvvat kuchuk kukun kul kulachok kulba kulfat kulgi
kulgu kulliya kulliyot kuloh kulol kulolchilik kulollik kulrang kult kumir kumush kun kundalik kunduz kungaboqar
kungura kunjara kunjut kunlik kunya kurak kurakcha kurd kurfyurst kurort kurpa kurra kurs kursi kurt kurtak kurtka
kushxona kutikula kutilma kutubxona kuy kuya kuyov kuz kuzatuv kuzov kvadrat kvant kvark kvars kvarta kvartal kvartet
kvartira kvazar lab laboratoriya laf lagan lager laguna lahad lahim lahja lahza lakat lama lampa lampochka landshaft
lapar laqab laqqa larza lashkar lashkargoh latun lava lavha lavozim lay laylak layoqasiz layoqat lazer lazgi lazzat
legion lekin leksema leksika lektor lenta leybl leyshmanioz liberalizm libos libretto lichinka lider lift liga ligand
lignin likopcha likyor liman limfa limit limon liniment liniya link lint linza lipid lirika lisenziya lisey lishaynik
list litografiya litosfera litr litva livit lochin logarifm logo logos logotip lojuvard lokasiya lokomotiv lol lola
lolaqizgʻaldoq lombard lord losos lota lotin lotincha loviya loy loyat loyiha loyqa lozim loʻli lugʻat lunj lyoss
lyuminofor mabud mabuda machit madad madan madaniy madaniyat madh madhiya madonna madrasa madrasas mafkura mag magazin
magistr magistral magistratura magma magmatizm magnetit magnetizm magnezit magnit magnitosfera magnituda magʻiz
magʻlubiyat magʻz mahal mahalla mahbuba mahbus mahdiy mahkama mahkum mahluq mahobat mahorat mahsi mahsul mahsuldorlik
mahsulot majbur majburiyat majlis majmua majmui majnuntol majusiy mak makedon maket makkajoʻxori makon maksimum maktab
maktub malak malaka malayya malfuzot malham malik malika malomat malumot malumotnoma mamlakat mamluk mamuriyat man
mana manaviyat manba manbashunos mandat manej manfaat manifest mano manometr manoqib manos mansab mansabdor mansub
manti mantiq mantiya manufaktura manyovr manzara manzil manzilgoh maorif maosh maqbara maqol maqola maqom maqsad
maqsulot maqtov mard mardikor mardlik marganes marhamat marhum marifat marjon marka markaz marmar marom marosim
marotaba marra mars marsh marshal marshrut mart martaba marvarid marza masa masal masala masalliq mashaqqat mashara
masharaboz mashgʻulot mashhur mashhurlik mashina mashinasoz mashinasozlik mashiva mashq mashvarat masjid maslahat
maslahatxona maslak maslakdosh masnaviy masofa massa massaj masshtab massiv master masʼul masʼuliyat matal matbaa
matbuot match matematik matematika material materializm materik matla matn mato matonat matritsa mavjudlik mavjudot
mavlud mavqe mavsum mavze mavzu maxraj may mayatnik mayda maydon maydoncha mayl maysa maza mazhab mazmun maʼnaviy
maʼshuq mebel meda medal meduza mehmon mehmonxona mehnat mehr mehribon mehrob membrana memor memorlik men menejer menu
mergel meridian meros metal metall metallurgiya meteorit meteorologiya metod metodika metodologiya metr metro
metropoliten meva mexanika mexanizm meyor mezbon mezon midiya mifologiya migrasiya mijoz mikdor mikrob mikroflora mil
milk millat milliard million milliy milliylik miltiq mina minbar mineral ming mingta miniatyura ministr minora mintaqa
minut miqdor miqsor miqyos mis misol misra mitti mix miya miyat mobil moda modda model modifikasiya modul mohiyat
mojaro moki mol molekula molmulk momaqaldiroq moment momo monarxiya monastir monax monitor monografiya monomer
monopoliya morfema morfologiya moslama motiv motor moviy moy moyil moyillik mozor moʻgʻul moʻjiza moʻl moʻm moʻmin
moʻsh moʻy moʻylov moʻyna muallif muallim muammo muassasa muassis muazzin muddat mudofaa muftiy muhabbat muhandis
muharrir muhim muhit muhofaza muhojir muhokama muhr mujassamot mukammal mukofot mulk mulkchilik mulkdor mulohaza
muloqot multfilm mum mumkin munajjim munchoq munosabat munozara muolaja muomala muqaddima muqarnas muqova murabbiy
murch murda murid murojaat murtak musavvir mushak mushohada mushuk musiqa musiqashunos muskul musobaqa mustahkam
mustahkamlik mustamlaka mustaqillik musulmon mutafakkir mutanosiblik mutasiya mutaxassis muvaffaqiyat muvozanat muxbir
muxlis muxolif muxtoriyat muz muzey muzlatgich muzlik nabira naf nafaqa nafar nafas naflilik nafrat nafs nagruzka
nahot nam namlik namoyish namoyon namoz namud namuna naqqosh naqqoshlik naqsh nar nargis narsa narx nashr nashriyot
nasib nasihat nasl nasos nasr natija nav navbat navigasiya navkar navo nay naycha nayza nazar nazariy nazariya
nazariyotchi nazorat naʼmatak nechta neft negiz nektar nemat nematoda nemis nent nerv nevara nevroz neyron neytrino
neytron nido nihol nihoya nika nikoh nim nima niqob nisbat nishab nishon nitrat niya niyat nizo nizom nod nodon
nogiron nogʻora noib nok nom noma nomard nomdor nomenklatura nominal nominasiya nomus nomzod nomzodlik non nor nordon
norin norma normativ norozilik noshir nota notanish noutbuk novda novella noyabr nozir noʻgʻay noʻxat nukleotid nuq
nuqson nuqta nur nurash nusxa nutq obekt obhavo obida oblast obraz obroʻ obyektiv och ocherk ochki odam odat odob ofat
ofiser ofort ogʻa ogʻayni ogʻir ogʻirlik ogʻiz ogʻriq ohaktosh ohang ohor oila ojiz okean okrug oksid oktabr oktyabr
olam olamshumul olatov olcha old oldin oldingi olim olimpiada oliyat olloh olma olmoniya olmos olov olti oltin oltmish
oltoy ombor omil omma ommaviy omoch omonat on ona ong ont ontogenez opa opera operator operatsiya operetta opoq optika
oq oqibat oqim oqiziq oqova oqshom oqsil oqsoqol or ora oratoriya orbita orden order organizm organoid orkestr orqa
orqali ortiq orzu osh oshiq oshna oshno oshxona osmon oson ost ostona ot ota otaona otin otliq otryad ov ovchi ovoz
ovqat ovul oxir oy oyat oylik oyna oyoq oz ozarbayjon oziq ozodlik ozuqa oʻchoq oʻgʻil oʻgʻit oʻgʻri oʻlcham oʻlchov
oʻlik oʻlim oʻlimtik oʻlja oʻlka oʻn oʻng oʻpka oʻq oʻqchi oʻqituvchi oʻquvchi oʻr oʻra oʻram oʻrda oʻrdak oʻrgimchak
oʻrik oʻrin oʻrinbosar oʻrindiq oʻrmon oʻrmonzor oʻrta oʻrtoq oʻsha oʻsimlik oʻsimta oʻsma oʻsmir oʻspirin oʻt
oʻtkazgich oʻtkazuvchanlik oʻtloq oʻtmish oʻtov oʻttiz oʻy oʻyin oʻyinchi oʻyingoh oʻymakor oʻymakorlik oʻz oʻzak
oʻzan oʻzbek oʻzbekcha oʻzga oʻzgaruvchanlik pagoda pahlavon paket pakt palak palata palaxsa palla pallas palma palos
palov palto pand panda pandnasihat pandnoma panel paniya panja panjara panjob panorama pansionat panteon pantomima
papa papka parabola parad parafin parallaks parallel parametr paranji parashut parashyut parazit parcha parchin parda
pardevor pardoz parenxima parhez pari park parlament parnik parol parom paroxod parra parrak parranda parrandachilik
parta partiya partizan parvarish parvona parvoz pas pashsha pasport past pasta pastki pasttekislik pat patent pati
patnis patologiya patron pavilon paxsa paxta paxtachilik paxtakor paxtazor pay payettekislik paygʻambar paygʻambarlik
paykon paymon paypaslagich paypoq payshanba payt payvand pech pechka pedagog pedagogika pegmatit pektin pensiya
peristaltika peroksid personaj peshayvon peshin peshona peshqadam peshtoq peshvo pestisid pianinochi pichan pichoq
pigment pilla pillapoya pilta pir piramida piroksen pishiq pishloq pista pitomnik pitsa pivo piyoda piyola piyoz
piyozcha plagioklaz plakat plan planeta planka plankton planshet plastik plastika plastina plastinka plastmassa plata
platforma platina plato plazma plazmodiy plenum plita plyonka pochta poda podachi podsho podshoh podsholik poema
poeziya pogʻona pok poligen poligon poligrafiya poliklinika polimer polimetal polineziya polip polis polisaharid
polisiya poliz polk polka polosa polotno polvon polyak polzun pomidor pona popuk populyasiya pora porfir poroshok
porshen porsiya port portal portfel portlandsement portret portugal posho postanovka postulat posyolka potensial
potensiya poxol poy poya poyabzal poydevor poyezd poyga poygumbaz poytaxt poyustun pozisiya poʻst poʻstloq predmet
prefektura prefiks preparat press prezident prezidentlik prinsip printer pristan priyomnik prizma proba prodyuser
professor prognoz programma progress prokat prokuratura prokuror prolog prosess prosessor protein protektorat
proterozoy protestant protez protokol proton protsent provinsiya proyeksiya proza prujina psixika psixologiya puch
pufak pufakcha pul punkt pur pushti pyesa qabila qabr qabriston qabrtosh qachon qadam qadar qadim qadr qafas qahramon
qahramonlik qalam qalampir qalamtarosh qalb qaldirgʻoch qalin qalpoq qalqon qalʼa qamish qamoq qamoqxona qamrov qan
qancha qand qanday qanot qanotli qarakat qargʻa qari qarilik qarindosh qaroqchi qaror qarorgoh qarz qarzdor qasam
qasida qasr qat qatagʻon qatiq qatlam qatnashuv qatnov qator qavat qavm qavs qayd qayer qaygʻu qaymoq qayot qayragʻoch
qaysi qazilma qidiruv qilgich qilich qilob qimmat qin qipchoq qipiq qir qirgʻin qirgʻiy qirgʻiz qirgʻoq qirol qirollik
qirq qirra qish qishki qishloq qism qismat qisqa qisqich qissa qita qiyin qiyinchilik qiymat qiyofa qiyom qiyot qiz
qizil qnun qobiliyat qobiq qochoq qogʻoz qoida qolat qoldiq qolip qomat qon qondirish qonun qonunchilik qonuniy
qonuniyat qop qoplam qoplama qoplon qopqoq qor qora qorachiq qorakoʻl qoramol qoraqalpoq qorin qorincha qorishma qosh
qoshiq qotil qotishma qovoq qovun qovurgʻa qoya qozon qozoq qoʻchqor qoʻgʻirchoq qoʻl qoʻllanma qoʻloyoq qoʻltiq
qoʻlyozma qoʻmita qoʻmondon qoʻmondonlik qoʻngʻiroq qoʻngʻirot qoʻngʻiz qoʻr qoʻrgʻon qoʻrgʻoshin qoʻriqxona qoʻshilma
qoʻshimcha qoʻshin qoʻshiq qoʻshni qoʻy qoʻzgʻolon qoʻzi qubba qudrat quduq qujayra qul qulay qulf quloq qum qumloq
qumoq qumtosh qunduz qurbon qurilma qurol quron qurt qurultoy quruq quruqlik qush qut qutb quti quv quvonch quvur
quvvat quyi quyma quyon quyosh rabod rabot rad radiasiya radikal radio radioaktivlik radiostansiya radius rafiqa
rahbar rahbariyat rahbarlik rahmat rais raketa ram rama ramz rang rangtasvir raqam raqib raqobat raqqiyot raqqosa raqs
rasadxona rasion rasm rassom rassomlik raund ravnaq ravoq rayhon rayon razryad reaksiya reaktiv reaktor real realizm
redaktor referendum refleks reforma region reja rejim rejissor rejissura rejissyor reklama rekord rektor rele reliz
relyef repertuar respublika restoran resurs rezerv rezina rezonator riba ribosoma rish risola ritm ritsar rivoj
rivoyat riya robot rochk roja rom roman romantizm rost rostlagich rota rotor roy rozi rozilik roʻmol roʻpara roʻvak
roʻy roʻyxat roʻza roʻzgʻor rubl rubob ruboiy ruchka ruda ruh ruhiy ruhiyat ruhoniy ruk rukn rumin rus rustoq rusum
ruxsat ruxsatnoma sabab sababli sabat saboq sabr sabzavot sabzi sadaqa sado sadoqat saf safdosh sagʻana sahifa sahifam
sahih sahiy sahn sahna sahro sajdagoh sakkiz sakson saksovulzor sal sala salamandra salat salla salmoq salohiyat salom
salon saltanat samara sammit samolyot samuray san sanam sanatoriy sanatshunos sandiq sandon sanksiya sanoat sanoq
sanʼat sanʼatkor saodat sara saraton sarband sarbon sarf sarguzasht sarhad sari sarimsoq sariq sarkarda sarlavha
sarmoya saro saroy sarrov sartarosh sarv sath satira satr satrap satrapiya savanna savat savatcha savdo savdogar
saviya savob savod savol savsan savt saxa sayil saylov sayohat sayohatnoma sayr sayt sayyoh sayyohlik sayyora saz
sazovor segment sekin sekresiya sekret seksiya sekta sektor sekund sel seld seleksiya selenid selitra sellyuloza selo
semantika semema sement semestr seminar seminariya sen senat senator sentabr sentyabr senz senzura separator ser serb
serial seriya sersuv sertifikat server seshanba sessiya sevgi seyalka sez sezgi sfera shabba shablon shaftoli shagʻal
shahar shaharcha shahardavlat shaharsozlik shahr shahriston shahzoda shajara shakar shakl sham shamol shamshir
shamshod shan shanba shar sharaf sharbat sharh shariat sharif sharoit sharq sharqshunos sharshara shart shartnoma
shashmaqom shaxmatchi shaxs shaxsiy shaxsiyat shaxta shayton shayx sher sherik sheriyat sheroz sheva sheʼr shia
shiddat shifo shifokor shifoxona shift shikoyat shim shimol shina shinak shingil shior ship shira shirin shirkat shish
shisha shkaf shkala shodlik shogird shoh shohid shoir shoira shok shokila shol sholcha sholi sholipoya shom shomon
shon shoot shosse shou shovinizm shovqin shovva shox shoxcha shoxobcha shoxshabba shoyi shoʻba shoʻr shoʻro shoʻrva
shoʻrxok shpal shpat shpindel shprits shrift shrot shtab shtamp shtat shteyn shtok shtrix shu shubha shukuh shul shum
shumer shun shuncha shunos shuur shuv shuvoq shuʼba shved sianid sibir sichqon sifat sifatli sifon sigir signal
signalizasiya sigʻim sikl silikat silindr silisid silos silsila sim simfoniya simfonizm simkarta simmetriya simpozium
simqurt simvol sin sinch sind sindikat sindrom sinekliza sinf singari singil siniq sinklinal sinonim sinov sintaksis
sintez sintezator sinus siquv sir sira sirgʻa sirk sirka sirkoniy sirkulyasiya sirt sirtmoq sista sistem sistema
sistematika sistiserk sitam sitata sitologiya sitoplazma sivilizasiya siya siydik siyenit siymo siyoh siyosat
siyosatdon siyosiy siz sizish skaner skarn skat skelet skeptik skeptisizm skif skripka slanets slavyan slyuda smena
smola snaryad soat sobor soch sochiq sochma soda sodda sodiqov sogʻliq sogʻlom soha sohib sohibkor sohil sol soldat
solenoid soliq solnoma solo som somiy somon somsa son sonata sonet soniya soplo sopol sopolimer soq soqa soqchi soqil
soqol sorbent sosialist sosializm sosiologiya soska sostav sotiq sotqin sotuv sotuvchi soundtrek sovet sovgʻa
sovitkich sovliq sovrin sovrindor sovun sovuq sovut sovutkich soy soya soyabon soylik soyuz soz sozanda soʻfi soʻl
soʻm soʻng soʻqmoq soʻrgʻich soʻrov soʻz spazm spektakl spektr spektroskopiya sperma spermatozoid spin spiral spirt
spora sporali sporangiy sporofit sport ssenariy ssuda stabilizator stadion stan standart stanina stanok stansiya
stasionar statistika status stavka stefan stend stenokardiya sterjen steroid stil stimulyator stipendiya stol stolcha
ston strategiya stratigrafiya strelka streptokokk stressor struktura student studio studios studiya stul stupa stvol
stya submadaniyat substansiya substrat subyekt sud sudya sufiy sugʻd sugʻdiy suhbat suiqasd sujet sukunat sukut sulfat
sulfid sulh sulola sulot sulton sultonlik suluk sumalak sumka summa sunbul sunnat sunniy supa superfosfat supermarket
supurgi sur sura surat surgun surilma surishtiruv surma surnay surtma suruv suspenziya sustkash sut sutka suv
suvayirgʻich suverenitet suvoq suvoriy suvoʻt suyak suyuklik suyuqlik suyuqpik suzgich suzma svet svita sxema
sxolastika syezd syomka syuita syujet taassurot tab tabaqa tabiat tabiatshunos tabib tabir tabletka tablo tabobat
taboq tadbir tadbirkor tadbirkorlik tadqiqot tadrij tafakkur tafovut tafsilot tafsir taft tag tahdid tahlil tahrir
tahririyat tahsil tajovuz tajovuzkor tajriba tak taka takdir taklif takomil takomillashuv takror taksi takson takt
taktika talab talaba talabnoma talaffuz talafot talant talimot talk taloq talqin talvasa tamaddun tamaki tamgʻa tamil
taminot tamir tamoyil tan tana tanaffus tanazzul tanbur tanda tandir tang tanga tangens tanglay tanglik tangri tanin
tanish tank tanlov tannarx tanob tanqid tantana taom taomil taqdimot taqdir taqinchoq taqiq taqir taqozo taqriz taqsim
taqsimlagich taqsimot taqsir taqvim taqvo taqvodor tar taraf tarafdor taraqqiyot tarbiya targʻibot tarh tarif tariq
tariqat tarix tarixiy tarjima tarjimon tarjimonlik tarkib tarmoq tarona taroq taroz tarozi tartib tartibot tartibqoida
tarvuz tarz tasarruf tasavvuf tasavvur tasbeh tasdiq tash tashabbu tashabbus tashabbuskor tashhis tashkilot tashlama
tashqari tashqi tashrif tashuv tashviqot tashvish tasir tasirlashuv tasirot tasischi tasma tasnif tasodif tasqara
tasvir tatar tatbiq tatil tavakkal tavallud tavba tavsif tavsiya taxallu taxallus taxmin taxmon taxt taxta taxtacha
tayanch tayga tayoq tayoqcha tayyor tayyorgarlik tazkira tazyiq taʼb taʼlim taʼm teatr tegirmon tejamli tekislik
tekshiruv tekstura tektonika telefilm telefon telegraf telekanal telekompaniya telekoʻrsatuv telemarkaz teleminora
teleserial teleshou teleskop telestudiya televideniye televizor telpak tema tembr temir temperatura tendensiya teng
tengdosh tenglama tenglik tengsizlik teorema tepa tepalik tepki teploxod terak terakzor terapiya tergov tergovchi teri
terim terlama terma termin terminal terminologiya termodinamika termometr termopara terrasa terror terrorizm teshik
teshikcha teskari test tetraedr tetralogiya tetrasiklin tevarak texnik texnika texnikum texnologiya tez tezak tezis
tezlatkich tezlik tibbiyot tibet tigel tijorat til tilak tilcha tilla tilshunos tilshunoslik tilsim timsoh timsol tin
tinch tinchlik tinglovchi tinka tiosulfat tip tipografiya tipologiya tiraj tirgak tirik tirikchilik tirkama tirnoq
tirqish tirsak tish titan titul tivit tiyin tizim tizma tizza tkliflr tob tobadon tobe tobut togʻ togʻa togʻay togʻlik
togʻora togʻrisida toifa toj tojik tokcha toksikoz toksin tokzor tol tola tom tomchi tomir tomircha tomon tomoq
tomosha tomoshabin ton tong tonna tonus top topilma topishmoq topologiya toponim topshiriq toq tor tora tormoz
tortishuv tosh toshbaqa toshbosma toshloq toshma toshqin toshtarosh tovar tovon tovoq tovuq tovus tovush tovushqator
toy toza tozalagich toʻfon toʻgarak toʻgʻon toʻgʻri toʻgʻrilagich toʻla toʻliq toʻlov toʻlovchi toʻlqin toʻn
toʻntarish toʻp toʻpgul toʻplam toʻq toʻqayzor toʻqima toʻqimachilik toʻqnashuv toʻqqiz toʻqson toʻr toʻra toʻrt
toʻrtta toʻsh toʻshak toʻsiq toʻti toʻy toʻzon tragediya trakt traktat traktor tramvay transfer transformator
transheya transkripsiya transmissiya transport transportyor tranzistor trassa traxeya trayektoriya trek trest tribuna
tribunal trigonometriya trilogiya trixomonada trolleybus tropik truba trubka truboprovod truppa tub tubxona tufayli
tufli tugal tuganak tugma tugmacha tugun tugunak tuguncha tugʻ tugʻruqxona tugʻyon tuhfa tuhmat tujjor tuk tul tulki
tuman tumanlik tumor tumshuq tun tundra tunlam tunnel tunuka tup tuproq tuqqan tur turbina turgʻunlik turist turizm
turk turkcha turkiy turkiyshunos turkman turkum turma turmush turna turne turnir turp turtki turunj tushkunlik tushum
tushuncha tutam tutashuv tutqich tutqun tutun tuva tuvak tuxum tuxumdon tuya tuyaqush tuygʻu tuynuk tuyoq tuz tuzilma
tuzoq tuzuk tuzum tyulen u uch uchastka uchburchak uchinchi uchlik uchqun uchrashuv uchta uchun udum ufor ufq uglerod
uglevod uglevodorod uka ukrain ukraina ulagich ulamo ular ulogʻ ulov ultratovush ulugʻ ulus ulush umid umma ummat umr
umumiy umumiylik umumlashma umurtqa un undosh undov ungur universitet unli unsur unum unvon uran urbanizasiya urchuq
urdu urf urfodat urgʻochi urgʻu urugʻ urugʻchi urugʻchilik urugʻdon urugʻlik uruk urush urut ushshoq uskuna uslub
uslubiyat ust usta ustav ustaxona ustod ustoz ustun ustuncha ustunlik ustuvorlik usul utlok uvildiriq uy uya uycha
uydirma uyezd uygʻur uyjoy uyqu uyum uyur uyurma uyushma uz uzatkich uzatma uzel uzilma uzoq uzuk uzum uzun uzunburun
uzunlama uzunlik vabo vafo vafot vagon vahiy vaj vakil vakillik vakolat vakolatxona vaksina vakuum valiahd vals valuta
valyuta vanna vaqf vaqt vaqtli varaq varaqa varaqcha variant variasiya vasf vasiy vasiyat vasiyatnoma vasiylik vasl
vassa vassal vasvasa vatan vatandosh vatanparvar vatar vayrona vaza vazifa vazir vazirlik vaziyat vazn vaznsizlik
vaʼda vebsayt veda veksel vektor velosiped vena vend venger ventilyator versiya vertolyot video videofilm vijdon viki
vikipedia vikipediya viloyat vino vint virus vitamin vodiy vodorod voha vokal vokzal volost voqea voqelik voris
voronka vosita vrach vujud vush vzir xabar xal xalifa xalifalik xalq xalqaro xalta xaltacha xar xarakter xaroba xas
xashak xastalik xat xatar xato xattiharakat xattot xavf xavfli xavfsizlik xavotir xayol xazina xett xijolat xil
xilxona xira xirmon xiroj xirurgiya xislat xitoycha xivchin xiyobon xizmat xizmatkor xlorid xoch xoda xodim xohish
xoin xoja xol xola xom xomashyo xon xona xonadon xonanda xonandalik xonaqo xonaqoh xonim xonlik xoqon xoqonlik xor
xoral xorazmshoh xorda xoreografiya xorij xoslik xossa xotima xotin xotira xoʻjayin xoʻroz xoʻrozqand xrdisa xristian
xrlat xromosoma xudo xulosa xulq xumdon xun xunuk xurjun xurmo xursandlik xuruj xush xususiy xususiyat yadro yahudiy
yakkaxon yakshanba yakun yalla yana yangi yanvar yapon yaproqcha yaqin yaqinlashuv yaqinlik yarachaqa yarim yarimorol
yarimoʻtkazgich yarmarka yaroq yarus yashik yashil yassitogʻlik yaxshi yaxshilik yaylov yechim yel yelim yelka yem
yemxashak yeng yengil yeparxiya yepiskop yer yermulk yertomir yertoʻla yetakchi yetakchilik yetim yetishmovchilik
yetmish yetti yetuk yigirma yigit yigʻilish yigʻim yigʻindi yil yillik yilnoma yilqi yilqichilik yirik yiroq yirtqich
yod yodgorlik yodid yodnoma yogʻ yogʻingarchilik yogʻoch yoki yolgʻiz yolgʻon yom yomgʻir yomon yomonlik yon yonbosh
yondashuv yondoshuv yongʻin yongʻoq yongʻoqcha yonilgʻi yonoq yopma yoqa yoqilgʻi yoqut yor yordam yoriq yoritqich
york yorliq yorma yorugʻlik yosh yoshli yoshlik yostiq yostiqcha yot yotoqxona yotqiziq yov yovuzlik yoyilma yoz yozgi
yozishma yozuv yozuvchi yoʻl yoʻlak yoʻlbars yoʻllanma yoʻlovchi yoʻq yoʻqlik yoʻz yubiley yuk yuklama yukrri yuksak
yulak yulduz yulduzcha yumor yumush yunon yunoniston yupqa yuqori yurak yurisdiksiya yurist yuritma yurt yutuq yuz
yuza zafar zagotovka zahar zaif zakot zakovat zambarak zamin zamindor zamon zamona zamondosh zang zangori zanjir zar
zarar zararkunanda zararli zarb zarba zarbxona zardob zardushtiy zargar zargarlik zarra zarracha zarur zarurat
zaruriyat zaryad zatish zavod zavq zaxira zaxm zayom zeb zehn zichlik zid ziddiyat zigota zigʻir zikr zil zilzila zin
zina zinapoya zindon ziravor zirh zirk zirvak zish ziya ziynat ziyo ziyod ziyofat ziyoli ziyon ziyorat ziyoratgoh
ziyoratxona zobit zodagon zohid zokirov zolim zolotnik zona zonal zonallik zond zontik zoologiya zor zot zotan zovur
zoʻr zoʻravonlik zulfin zulm zulmat zuluk zum zurriyot zveno
"""
