"""Data: how much a sequence of three letters speaks for Uzbek against Russian (Cyrillic) or English (Latin).

Counted over the words of the hunspell lists (every family of forms with the same first five letters counts once);
the key is the rounded natural logarithm of the likelihood ratio, positive for Uzbek.  ``_`` is the edge of a word;
apostrophes are left out.  How to count again: docs/developer/language.md.
"""

UZBEK_OR_RUSSIAN = {
    -3: """
_вз _вн _вп _вр _вс _вы _гл _дв _ры _сб _св _сл _см _сн _сы _уп _ут _шл _ще авш аем аль ань аты ать ащи ающ бив бле
вав вае ват ваю вив вич вка вле вне вны вов вой вск вши выв вые вый дву дны ев_ евш евы еде ей_ ейш ель ем_ емы енн
ено ены ень еск еть ец_ ече ечн ешь жен жив жны зны ива ивн ивш ивы ие_ ий_ ийс ить ица иче ичн ище йны йск йся йши
кив кий кле кну ко_ лев леп лив лый льн льс лён меж мел мны мый нен нео нец нив ние ниц нка нно нны нов нок нск нце
ный нь_ нье ньк ня_ ова ове овк овы оже ок_ ооб ост отр оче очк очн оше пов под пот при пят рны ров рст рую рь_ све
ски сле сме сны ств сты сть сь_ ся_ тве тво те_ тич тны точ тре тск тся тыв тый ть_ тьс увш уле уты уть уче уше ущи
ующ хну ца_ цев цем чен чес чив чит чка чно чны шен шив ший шка шь_ щен щий щик ыва ые_ ый_ ыка ье_ ька ьки ьни ьно
ьны ьск ься ья_ ютс ющи явш ять ящи яющ ённ
""",
    -2: """
_ве _го _др _за _кр _ле _не _об _ок _оп _пл _по _пр _ск _сп _ст _тр _це але анн ате бра ван вед вен вет вит во_ гов
дел дит дов ело ен_ ене ени ер_ ере ест ет_ ете етс зав зап зов иль ит_ ите ка_ кав ков коп лен лет лиз лит ль_ мер
нев нес нит нич ной нос нув нут обе обр овс ого одн одо ой_ око оле оль опо опр пле пре про раз рев ред рен рет рив
рск ско сте тел тка тов тос тру уль чат чик
""",
    -1: """
_бр _ви _во _гр _до _из _кл _ко _ли _ме _на _от _пе _пи _ре аци гор ден еле ерн еро зм_ иро иру ист ия_ кат кол кос
мен мет ник ови ово оло ом_ оно оре оро ото пер пол пос рав рит ска сов ст_ ста сто стр тер тив три тро
""",
    1: """
_ба _би _бо _да _жа _ки _му _но _ор _оч _са _та _ти _то _ту _ур _уч _фа _ха _чи _ша _эт али ана анд ара арм ати аши
дал дар дик дин ек_ иде иди или ина инд кам ки_ лам лан лим лли ман мон ним нни ода оли она оси оши рад рал рил рим
рин рма рми сар син сли тар ти_ тил тир тни шар шин шни
""",
    2: """
_ас _зи _ил _ке _ол _ош _чо _шо _эр _юр _яр ага ада ади ай_ айт ала ам_ ама ами анг арг ард ари арн аса асл ача гил
дек дил дим дир дла жон зга зда зил зли зни изд изл икн икс им_ ими имн ини ири ишн ият кла лаб лай ли_ либ лид лиш
лла маг мас мли мни нга нгл нди ниг ниш нси нча ову ола онг онд орл пти рди ри_ риб риг рид риш рса рси са_ сан сда
сиг сид сим таш тид тли тма хон ча_ ши_ шла шма яли
""",
    3: """
_ай _аё _ақ _аҳ _бў _гў _ет _еч _жо _жў _ич _иш _йи _йў _кў _ой _оғ _оқ _рў _сў _тў _чў _эш _юз _яш _ёз _ён _ёп _ёт
_ёш _ёғ _ёқ _ўз _ўй _ўл _ўн _ўр _ўс _ўт _ўч _ўш _ўғ _ўқ _ға _ғи _ғо _қа _қи _қо _қу _қў _ҳа _ҳи _ҳо _ҳу аб_ абд аги
айд айи айл алқ ан_ анл анм ар_ арқ асд аси аср атг атд атл аш_ ашг ашт аяп аёл аёт ақа ақи ақл аҳа аҳо баҳ бек боғ
бўй бўл вчи га_ гам ган гач ги_ гиг гид гиз гим гин гис да_ даг дад дам дан дас дга дда дди ди_ диг екд зиб зиш зиё
зла зми иб_ ибд ига иги ида идд из_ ийд ийл икд икк икл икм ила илг илд илм имг имд имл инг инл ир_ ирг ирд ирл ирм
иси иш_ ишг ишд иши ишл ишм ияд иял ияс иёс иғи иқ_ иқа иқл йга йда йди йиб йил йин йиш йла йли йўл кда кеч кка кма
кми кни кўз кўп кўр кўч лар лаш лаё лга лда лди лиг лик лиқ лма лни лоқ лса лси лти мад май мга мда ми_ миз мла моқ
муҳ нг_ нгд нги нда ни_ нид нин нла нли нма нми ойи олм онл оғи оқ_ оқа оқд оқи оқл оқч оққ оҳа оҳи пиш раё рга рда
рла рли рни роқ рув руҳ сга си_ сиз сўр тад тақ тга тда тди тиб тиш тла тўй тўл тўр увч уйи улд улл чам чга чи_ чид
чил чиш чиқ чоқ шад шга шда шди шиг шид шти яда яла янг япм япт яра яси яша ёзи ёни ёпи ёри ётг ёти ёғи ўза ўзи ўйи
ўйл ўла ўли ўнг ўра ўри ўрт ўта ўти ўчи ўша ўғи ўқи ғар ғи_ ғил ғин ғри қа_ қад қай қал қам қан қар қас қат қда қиб
қиз қил қим қин қир қис қиш қла қли қма қни қол қон қор қоч қув қул қур қут қчи қўй қўл қўр қўш ққа ҳад ҳай ҳал ҳам
ҳар ҳақ ҳид ҳла ҳол
""",
}

UZBEK_OR_ENGLISH = {
    -3: """
_ac _ai _ca _ce _ci _cl _co _cr _cu _cy _dr _ea _eu _ex _fl _fr _gl _he _hy _kn _ou _ph _sc _sn _sw _sy _th _up _wa
_we _wh _wi _wo aca acc ace aci ack act ag_ age agg ah_ ail ain ane aph asc ase ate aus aw_ awa bac bbe be_ ble boa
boo by_ ca_ cal cam can cap car cas cat ce_ cel cen ceo cer cia cid cin cit ck_ cke cla cle cli clo co_ coc col com
con cop cor cot cou cra cre cri cro ct_ cti cto cul cur cy_ de_ dec dge dic dle dy_ ea_ ead ear eas eck eco ect ed_
ede ee_ eed een eer ein en_ enc eno eou eph er_ erc ery es_ esc ese ess eth eur eve ey_ ff_ fic fre ful fy_ ge_ gge
ght gle gue gy_ he_ hea hei hem hen hes hoo hs_ hy_ ia_ ian ic_ ica ice ici ick ico icu ie_ ien ier ies igh ine iou
ire isc ise ith ity ium ive ize ke_ ky_ lac ld_ le_ lea lec les lia lie ll_ lly lou low ly_ me_ mel mes mic mme mou
mp_ my_ nce ncy ne_ nes nia nth ny_ oar oca ock off oge ogy ood ook oon oot oph ose oth oun our ous out ove ow_ owe
own pe_ pha phe phi pho phy pie ppe py_ qua que qui rap re_ rec ree rer rg_ ric rie rm_ rn_ rne roo rou row rry rth
ry_ sca sce sci sco scr scu se_ sm_ sne squ ss_ sub sy_ te_ ted th_ tha the thi tho thr ths thu tic tio tle try tte
ty_ uck ue_ ugh uit ule ure us_ use ute uth ve_ wal wan war way wee wel wer whi win wn_ woo wor ze_
""",
    -2: """
_ap _au _bl _en _fu _le _lu _pe _sl _sp _st _tr abl ad_ air ake al_ ale ame amp anc app are ary ath bea der ean eat
el_ ell eme ene ere err et_ ete ett gen ger hel her hou ht_ id_ ile ily ime ink ion ip_ is_ ite itt ker len ler let
lic lle loc mer nd_ nge nic nne nt_ oid ole ome one ope ore ory ott pen per pic pin ple pre rac rd_ rea red res ret
ria roc sse st_ ste tai ter tia to_ tre um_ ut_
""",
    -1: """
_al _br _de _do _du _fe _fo _ge _go _gr _ho _in _la _li _lo _me _ne _pa _pi _pl _pr _pu _re _ri _ro _un _ve _vi ade
all ant ass ast att ber bra ch_ che den ele eli ent era ero est for gra ial ill in_ ism it_ lat lin lit men nde ner
nit non on_ ot_ pla pro ren rit rt_ sis sta str ten tra tri tro ven ver
""",
    1: """
_bo _il _is _ka _ke _mu _on _or _os _qu _so _ta _to _tu _ya _ye _za ab_ ach ali ama an_ ani ara ard ash ats aza azi
cha chi dam dil gil gin had ham hil ich ili ina ing ir_ ira ish ka_ kan ki_ las lay lla mad mag mas nas nid nsi och
ogi ola oli ona ond ora osi ota oya rad ras rdi rid rig ril rim rin sa_ san sha shi sid sig sin sla sli tas ti_ til
tli yon
""",
    2: """
_ak _et _iz _ko _ku _ol _ot _um _yi _yo ada adi aga ala ami ar_ arg ari arn asa asi atl ayi bos boy das dda dig dim
ek_ gam gis ha_ hi_ hid hli hni hti ika ila ilm im_ imi ini irg iri isi izi jon kam kas kon kor lda ldi li_ lig lma
may mni nda nga ngi nim nin nli nma oda ohi olg orl osh oza rga ri_ rla rli sda sht shu sim tad tib tir ya_ yal yat
yla yol yor zal
""",
    3: """
_ay _ek _oq _oy _oz _qa _qi _qo _uc _uy _uz _xa _xo _xu _yu agi akt amd anl anm aqa aqi aql asl asr atd atg ayd ayo
ayt bek biy da_ dag dan dek di_ dik dir diy dla ekd ekt fik ga_ gac gan gi_ gid gig gim giy giz haq hda hdi hga hla
hoq ib_ ida iga igi ik_ ikd ikk ikl ikm ikn ikr iks ilg imd img iq_ iql iy_ iya iyl iyo iz_ izd izg izl izm izn kda
kka kla kni kom ksa ksi lar lga lik liy lni mda mga mi_ miy miz mla moq muh ni_ niy nla nmi oji olm onl oq_ oqa oqc
oqd oqi oql oqq otg ovc ovl ovu oyd oyi ozi ozl qa_ qad qal qam qan qar qas qat qay qch qda qil qim qir qis qiy qiz
qla qli qni qol qon qor qqa qul qur qut quv rda riy rni roq sga shd shg shl si_ siy siz soq taq tay tda tdi tga tik
tiy tla tni tsi tuz uvc uyi uza uzi vaz vch viy vla xon yad yap yas yda ydi yga yib yil yni yoq yot yoz yur yut yuz
zas zda zga zim ziy zla zli zmi zni
""",
}
