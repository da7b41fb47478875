"""Families of given names: spellings of one name, and the short forms that people use for it.

Left of the bar are spellings of the same name; right of it are short forms. Names from one root
that people in Britain do not use for each other (Zofia and Sophie) stay apart.
"""

FAMILIES = """
abdullah abdallah abdulah abdula | abdul
abdulrahman abdurrahman abdirahman abdelrahman abdurahman | abdi abdul
abigail abigayle abbigail abigale | abi abby abbie gail
adam adem aadam | ads
adrian adrien | ade
agnieszka agnes | aga agnes
ahmed ahmad achmed ahmet ahamed
aidan aiden aydan aden | ade
aisha ayesha aishah aysha aicha ayisha aysa eysha | ash
alan allan allen alun | al
albert | al bert bertie albie
aleksander aleksandr alexander alexandr | alex sasha xander alec sandy olek lex
aleksandra alexandra alessandra | alex sasha sandra ola alexa lexi lexie sandy
alexis alexia | lexi lexie alex
alfred alfie | alf fred alfie
alison allison alyson | ali
alistair alasdair alastair alister | al ali
amelia emilia amelie | millie amy milly mia
amina aminah amena ameena aamina | mina
amir ameer aamir emir
amira ameera ameerah amirah
amrit amreet | amy
andrew andreas andrzej andrei andre | andy drew
angela angelina | angie ange
anna ana hanna hannah | annie ania anya hania
anne ann | annie nan
anthony antony antoni antonio anton | tony ant
antonia | toni tonia
archibald archie | archie
arthur artur | art artie
barbara | barb babs basia
bartosz bartlomiej bartholomew | bartek bart
beatrice beatrix | bea bee trixie
benjamin beniamin | ben benji benny benjy
bernadette | bernie detta
bernard | bernie
bilal belal billal
brian bryan brion
bridget brigid brighid | bridie biddy
caitlin kaitlin catelyn kaitlyn caitlyn kaitlynn katelyn | cait kait katie cat
cameron camron kameron | cam
carl karl
caroline carolyn karoline karolina | carrie caro lina
catherine katherine kathryn katharine cathryn kathrine katerina ekaterina catrin katrin
    | kate katie kathy cathy kat cat kit kitty kay katy katya kath
katarzyna | kasia kaska
charles charlie | charlie chas chuck chaz
charlotte charlot sharlotte | charlie lottie char lotte
chinonso chinonye | nonso chi
chloe khloe cloe
christina kristina christine krystyna cristina | chris tina chrissie kris krysia
christopher kristopher krzysztof christoffer | chris kit topher kris krzys
chukwuemeka chukwuemeca | emeka
clara klara
claire clare clair klare
connor conor conner konnor | con
craig kraig
daniel danyal daniyal danial daniele | dan danny
daniella daniela danielle | dani ella
darius dariusz | darek
darren daren darran
david dawid dafydd | dave davey dai davy
dawud daud dawood daoud
deborah debra debora | deb debbie debs
dennis denis denys | den
diana diane dianne | di
dilan dylan dillon dillan
dominic dominik dominick | dom nick
dominika dominica dominique
donald | don donnie
dorothy dorothea | dot dottie dolly thea
douglas | doug dougie
edward eduard edvard | ed eddie ted teddy ned
edwin | ed eddie win
eleanor elinor eleanora elenor | ellie nell nora ella nellie
elijah elias ilyas eliyah ilias | eli
elizabeth elisabeth elzbieta elspeth elisabeta
    | liz lizzie beth betty eliza libby lisa ela bess betsy elsie lily
emily emilie emilly | em millie emmy milly
emma ema | em emmy
emmanuel emanuel immanuel manuel | manny emma
eric erik erick
esther ester hester | essie
ethan eathan ethen
eugene eugeniusz yevgeny | gene
evelyn eveline evelin | evie eve
ewa eva | evie eve
ezekiel | zeke
faisal faizal feisal faysal
farhan farhaan ferhan
fatima fatimah fatema fatimata fatoumata fatma fathima faatimah | fati
filip phillip philip filippo | phil pip flip
florence florance | flo florrie flossie
frances francesca franziska | fran frankie fanny cesca francie
francis franciszek francesco | frank frankie fran
frederick frederic fryderyk frederik | fred freddie rick freddy
gabriel gabryel | gabe
gabriella gabriela gabrielle | gabby ella gabi
gavin gavyn | gav
geoffrey jeffrey jeffery geoffery | geoff jeff
george jorge jerzy georgi gheorghe | georgie jurek
georgia georgina georgiana | georgie gina
gerald gerard gerrard | gerry ger jerry
gillian jillian | gill jill gilly
grace gracie | gracie
graham graeme grahame
gregory grzegorz gregor | greg grzes
gurpreet gurprit gurpreat | guri gurp
habiba habibah habeeba
hamza hamzah hamsa
harold harald | harry hal
harpreet harprit | harp preet
harriet harriett harriette | hattie hatty harry
harrison | harry
hassan hasan hassaan | has
helen helena helene halina elena ellen | nell nellie lena ellie
henry henryk henri | harry hal hank
hugh hugo huw | hughie
hussain hussein husain hossain hussayn hossein husayn
abraham | abe bram
ibrahim ebrahim ibraheem ibrahima | ibby ib
imran emran imraan
isaac isaak ishaq izaak ishak | ike zac
isabella isabel isabelle izabela isobel izabella ysabel | izzy bella belle issy izzie iza
ismail ismael ishmael ismaeel esmail | izzy
jack jacques | jackie
jacob jakub jakob | jake kuba jay
yaqub yakub yaqoob yakoob
jacqueline jaqueline jacquelyn | jackie jacqui
jade jayde jaide
james jaymes | jim jimmy jamie jem jaz
jamal jamaal djamal gamal
jan yan
jane jayne jain | janey janie
janet janette jeanette | jan
jasmine yasmin jasmin yasmine yasmeen jazmin jazmine yasemin | jas jaz jazz yas
jason jayson | jay jase
jasleen jaslin | jas
jennifer jenifer jenefer | jen jenny jenni
jeremy jeremiah jeremi | jez jerry jem
jessica jesica jesika jessika | jess jessie
joanna joanne johanna joana | jo joey asia
john jon johan | johnny jack jonny
sean shaun shawn shane
jonathan johnathan jonathon jonatan | jon jonny jonty nathan johnny
joseph josef jozef | joe joey
yusuf yousef yusef youssef yousuf yousaf jusuf yusef | yus
josephine josephina | jo josie josephina posy
joshua josua yusha joshuah | josh
judith judyta | judy jude
julia julija giulia yulia | jules julie
julian julien | jules
karim kareem kerim
katrina catriona katriona | trina kat cat
kayleigh kayley kaylee kaylie keeley | kay
kelechi kelachi | kele
kenneth | ken kenny
kevin kevyn | kev
khadija khadijah kadija hadija khadeeja khadidja | khadi
khalid kaleed khaled | kal
kieran kieron kiaran ciaran keiran keiron | kier
kimberley kimberly | kim kimmy
kwabena kobina | kobby
kyle kyl kile
kylie kiley
laila layla leila leyla lailah laylah
laura lora | laurie
lauren loren lauryn laurin | laurie ren
lawrence laurence lorenzo wawrzyniec | larry laurie loz
leonard leonardo | len leo lenny leon
leon lyon | leo
lesley leslie | les
lewis louis luis luiz ludwik | lou lew louie
lilian lillian liliana lily lilly lillie | lil lils
louise luisa louisa | lou lulu
lucy lucie luci lucia lucja | lu lulu
lucas lukas lukasz luka luke luca | luke
lydia lidia
madeleine madeline madelyn magdalena madalena | maddie maddy maggie lena magda
magdalena magdalene | magda lena
mahmoud mahmood mahmud mehmood
malcolm | mal
malgorzata margaret margarita margareta
    | maggie meg peggy greta gosia madge rita marge daisy peg margie
marcin martin marten martyn | marty mart
marcus markus marek mark marc
maria mary marie mariya | molly polly mia mimi may
maryam mariam miriam maryem meryem mariama maryum | mimi
marianne marian maryanne | mari
martha marta | marty mattie
matilda mathilda | tilly mattie tillie tilda
matthew mathew matteus mateusz matteo matthias | matt matty mat
maximilian maxim maximus maksymilian maksim maxwell | max maks
megan meghan meagan | meg megs
michael mikael michal mikhail mikail mihai micheal mikaeel | mike mick micky mickey mikey mish
michelle michele | shell chelle
mohammed muhammad mohammad mohamed muhammed mohamad mohamud muhamad mahomed mehmet mahamed mohammud
    | mo moh md hamad
monika monica | moni
mustafa mustapha moustafa | mus
natalie natalia nathalie nataliya natalya | nat tasha nati
natasha natacha natasza | tasha nat tash
nathan natan nathen | nat nate
nathaniel nathanial nathanael | nathan nat nate
nicholas nicolas nikolas mikolaj nikolai niklas nicolae | nick nicky nico nik
nicola nicole nikola nichola | nicky nic nikki nik
noah nuh noa nooh
nora norah noora | nonie
oliver olivier olivar | ollie olly
olivia oliwia alivia | liv livvy livia ollie
oluwaseun oluseun | seun seyi
oluwatobi oluwatobiloba | tobi toby
omar umar omer oumar umer ummar
owen owain eoin eoghan euan ewan ewen iwan
pamela pamella | pam
patricia patrycja | pat patsy trish tricia patty
patrick patryk padraig padraic | pat paddy ric
paul pawel pavel paulo pol
paulina pauline | paula polly
peter piotr petr pedro pyotr pieter | pete
philippa phillipa | pip pippa
phoebe febe phebe | phoebs
poppy poppie | pops
rachel rachael rachelle raquel rahel | rach rae
rahim raheem rahiem
raymond | ray
rebecca rebekah rebeca rebekka | becky becca bex beck
rhys reece reese rhyse rees reis
richard ryszard ricardo riccardo | rick dick rich richie ricky rico
robert roberto | rob bob bobby robbie bert
robin robyn
roman romain
ronald | ron ronnie
rosemary rosemarie | rose rosie romy
rose roza rosa rosalie | rosie
ruqayyah ruqayya rukaya rukia ruqaya ruqia
ryan rian ryen
saif sayf seif
salma selma | sal
samantha samanta | sam sammy
samuel samuil samual shmuel | sam sammy
sara sarah sarra | sally sadie
sebastian sebastien | seb bas basti
shannon shanon
siobhan shevaun chevonne | shiv
shreya shriya
simran simrun | sim
safiya safia safiyah safiyyah
sofia sophia sofiya sophie sofie | soph
stanley stanislaw | stan
stephanie stefania steffanie stefanie | steph steffi
stephen steven stefan szczepan stephan estevan | steve stevie ste
sulaiman suleiman suleman sulayman suleyman | suli sol
sumaya sumayyah sumaiya sumayya somaya
susan suzanne susanna susannah suzanna zuzanna | sue suzie susie zuzia suki
syed sayed sayyid said saeed sayeed
tahir taher taahir
talha talhah
tariq tarik tareq tarek
teresa theresa therese | tess terry tessa tracy
theodore theodor teodor | theo ted teddy
thomas tomas tomasz tomos | tom tommy tomek
timothy tymoteusz timoteo | tim timmy
toby tobias tobiasz | tobe
tracey tracy tracie
tyler tylor | ty
usman uthman osman ousman usmaan othman
valentina walentyna | val tina
vanessa wanesa | nessa ness
victor viktor wiktor | vic
victoria wiktoria viktoria viktoriya | vicky tori vic vicki vikki
vincent vincenzo | vince vinny
vivian vivien vivienne | viv
walter | wally walt
william wilhelm guillermo gwilym | will bill billy liam willy wills willie
winifred | winnie win freda
xavier javier ksawery | xav
yahya yahia jahya
yasir yaser yassir yasser
zahra zahrah zara zaara zarah
zachary zachariah zakaria zakariya zacharia zakariyya zechariah | zac zach zack zak zaki
zainab zaynab zeinab zaineb zeynep zaynap | zee
zeeshan zishan zeshan | zee
zoe zoey zoie
zofia sofija | zosia
zuzanna zusanna | zuzia
""".strip()


def read_families(text: str) -> list[tuple[tuple[str, ...], tuple[str, ...]]]:
    """Each family as its spellings and its short forms."""
    halves = (line.partition("|") for line in text.replace("\n    |", " |").splitlines())
    return [(tuple(left.split()), tuple(right.split())) for left, _, right in halves]
