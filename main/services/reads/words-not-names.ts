/**
 * Words that are also somebody's name. "No wall motion abnormality" must say so though a Dr. Wall and a Noe read here:
 * alone such a word stays, with a title or as part of the whole name it is taken out.
 */
const english = `
a abnormal absent adjudicator ago all am an and any apex apical are arrhythmia art as at banding base bay best black blood border bright
brown bull can case cavity clear core cross cut dark day deep do does early edge end even ever fair far fast fat few field fine
first flow found free full good grade gray great green grey half hand hard he heart high hill hole horn how i if ill image in is
it just keen key lab lake large last late leak left less light limit line little long low main major mark marker mass max may
mean mid mild min minor moderate more most much my near new no none nor norm normal not of off old on one or other our out over
pace page part peak per pool poor power present prof proper pulse quick rate ray read reader reading reads real red rest rich right
rim ring rise root scar see sept septum sever severe shade shadow sharp shim short sign site slice slow small so soft some spot
stack still stone stress strong such table tail thick thin this tip to top total true two under up us valve very view wall was
we weak well west white who wide will window with young`

const german = `
ab achse ader akut alle allein alt alte alter am an anfang arm auf aus außen basal basis befunder bei beide beim beginn bei
bild bis blass blut braun breit bruch da dann das dass denn der den dem des dick dicht doch dr dunkel dünn durch eben ecke eher ein
eine einer ende eng er erst es falsch fast fein fest fett fleck frei früh für ganz gering groß große grün gut halb hand hart haupt
hell herz hier hinter hoch horn im ist ja jung kalt kammer kaum kein keine keil kern klappe klar klein kleine klug knapp kurz
lage lang lange leer leicht leser link links locker lücke mal mehr mild mit mitte mittel muskel nach nah narbe naht neu nicht noch
nur ob oben oder ohne quer rand rasch rau recht rechts rein reich richtig riss rohr rot roth ruhe rund sauber scharf schatten schein
schicht schlag schlank schmal schnell schon schräg schwach schwarz schwer sehr seit selten sie sind spalt spät spitz spitze stark
starr stein still stumpf teil tief tot um und unten unter viel voll vom von vor wall wand war weich weil weiß weit wenig wie wir wo
wohl wulst zart zeit zu zum zur zwei`

/** Parts of names that are words of other sentences. */
const particles = 'van von vom der den de del della di da du dos la le les el ter ten zu zur'

const abbreviations = `
af ant ao ar arvc as asd at av bp bpm bsa ca cad ci cine cm cmr co ct dcm dd ecg ecv ed edv ef ekg em es esv ffr flair gad gcs gls
grs hcm hf hr hv in inf ir iv ivs la lad lat lax lca lcx lge lv lvef lvot ma mi min mit ml mm mr mri mrt ms mv mvo nl ns op os pa
pap pc pe pfo pl pm post psir pv pvc ra rca rf rr rv rvot sa sam san sax sd sec si ss ssfp stir sv svc tr tse tv us va vd venc vpn
vsd vt wma`

const words = new Set(
  [english, german, particles, abbreviations]
    .flatMap((list) => list.split(/\s+/))
    .filter((word) => word !== ''),
)

/** Whether a text would say less without it; in any case, and of the plural of one too. */
export function isWordOfItsOwn(found: string): boolean {
  const word = found.normalize('NFC').toLowerCase().replace('ss', 'ß')
  return [word, word.replace('ß', 'ss')].some(
    (spelt) => words.has(spelt) || words.has(spelt.replace(/['’]?s$/, '')),
  )
}
