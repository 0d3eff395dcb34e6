import type { Texts } from '../en/en.ts'

const filling = <V extends 'lv' | 'rv'>(side: V, ventricle: string) =>
  ({
    [`${side}-per`]: `Größte Auswurfrate des ${ventricle}`,
    [`${side}-per-edv`]: `Größte Auswurfrate des ${ventricle}, bezogen auf das EDV`,
    [`${side}-per-time`]: `Zeit von R bis zum größten Auswurf, ${side.toUpperCase()}`,
    [`${side}-per-time-es`]: `Zeit von ES bis zum größten Auswurf, ${side.toUpperCase()}`,
    [`${side}-pfr`]: `Größte frühe Füllungsrate des ${ventricle}`,
    [`${side}-pfr-edv`]: `Größte frühe Füllungsrate des ${ventricle}, bezogen auf das EDV`,
    [`${side}-pfr-time`]: `Zeit von R bis zur größten frühen Füllung, ${side.toUpperCase()}`,
    [`${side}-pfr-time-es`]: `Zeit von ES bis zur größten frühen Füllung, ${side.toUpperCase()}`,
    [`${side}-atrial-part`]: `Anteil der Vorhofkontraktion an der Füllung, ${side.toUpperCase()}`,
  }) as {
    readonly [Key in
      | `${V}-per`
      | `${V}-per-edv`
      | `${V}-per-time`
      | `${V}-per-time-es`
      | `${V}-pfr`
      | `${V}-pfr-edv`
      | `${V}-pfr-time`
      | `${V}-pfr-time-es`
      | `${V}-atrial-part`]: string
  }

const atrium = <A extends 'la' | 'ra'>(side: A, name: string) =>
  ({
    [`${side}-max`]: `${name}, größtes Volumen`,
    [`${side}-pre-a`]: `${name}, Volumen vor der Kontraktion`,
    [`${side}-min`]: `${name}, kleinstes Volumen`,
    [`${side}-ef`]: `${name}, gesamte Entleerungsfraktion`,
    [`${side}-ef-passive`]: `${name}, passive Entleerungsfraktion`,
    [`${side}-ef-active`]: `${name}, aktive Entleerungsfraktion`,
    [`${side}-max-index`]: `${name}, größtes Volumen je Körperoberfläche`,
    [`${side}-pre-a-index`]: `${name}, Volumen vor der Kontraktion je Körperoberfläche`,
    [`${side}-min-index`]: `${name}, kleinstes Volumen je Körperoberfläche`,
    [`${side}-max-height`]: `${name}, größtes Volumen je Körpergröße`,
  }) as {
    readonly [Key in
      | `${A}-max`
      | `${A}-pre-a`
      | `${A}-min`
      | `${A}-ef`
      | `${A}-ef-passive`
      | `${A}-ef-active`
      | `${A}-max-index`
      | `${A}-pre-a-index`
      | `${A}-min-index`
      | `${A}-max-height`]: string
  }

const segmental = <S extends 'ecc' | 'err' | 'ell'>(strain: S, name: string) =>
  ({
    [`${strain}-peak`]: `${name} des Segments, systolischer Gipfel`,
    [`${strain}-es`]: `${name} des Segments, endsystolisch`,
    [`${strain}-ttp`]: `${name} des Segments, Zeit bis Gipfel`,
    [`${strain}-psi`]: `${name} des Segments, postsystolischer Index`,
    [`${strain}-ttp-sd`]: `${name}, SD der Zeit bis Gipfel über die Segmente`,
  }) as {
    readonly [Key in `${S}-peak` | `${S}-es` | `${S}-ttp` | `${S}-psi` | `${S}-ttp-sd`]: string
  }

const global = <S extends 'gcs' | 'grs' | 'gls'>(strain: S, name: string) =>
  ({
    [`${strain}-peak`]: `Globaler ${name}, systolischer Gipfel`,
    [`${strain}-es`]: `Globaler ${name}, endsystolisch`,
    [`${strain}-ttp`]: `Globaler ${name}, Zeit bis Gipfel`,
    [`${strain}-psi`]: `Globaler ${name}, postsystolischer Index`,
    [`${strain}-rate-s`]: `Globaler ${name}, Rate, systolisch`,
    [`${strain}-rate-e`]: `Globaler ${name}, Rate, frühdiastolisch`,
    [`${strain}-rate-a`]: `Globaler ${name}, Rate, spätdiastolisch`,
  }) as {
    readonly [Key in
      | `${S}-peak`
      | `${S}-es`
      | `${S}-ttp`
      | `${S}-psi`
      | `${S}-rate-s`
      | `${S}-rate-e`
      | `${S}-rate-a`]: string
  }

const statistics = <M extends 't1-native' | 't1-post' | 't2' | 't2star' | 'ecv'>(map: M, name: string) =>
  ({
    [map]: `${name}, Mittel der Pixel`,
    [`${map}-median`]: `${name}, Median der Pixel`,
    [`${map}-sd`]: `${name}, Standardabweichung über die Pixel`,
    [`${map}-error`]: `${name}, Fehler eines Pixels aus seiner eigenen Anpassung`,
    [`${map}-pixels`]: `${name}, Zahl der Pixel`,
  }) as { readonly [Key in M | `${M}-median` | `${M}-sd` | `${M}-error` | `${M}-pixels`]: string }

export const quantities: Texts['quantities'] = {
  'lv-edv': 'Enddiastolisches Volumen, LV',
  'lv-esv': 'Endsystolisches Volumen, LV',
  'lv-sv': 'Schlagvolumen, LV',
  'lv-ef': 'Ejektionsfraktion, LV',
  'lv-mass-ed': 'Myokardmasse bei Enddiastole, LV',
  'lv-mass-es': 'Myokardmasse bei Endsystole, LV',
  'lv-co': 'Herzzeitvolumen',
  'lv-ci': 'Herzindex',
  'lv-edv-index': 'Enddiastolisches Volumen je Körperoberfläche, LV',
  'lv-esv-index': 'Endsystolisches Volumen je Körperoberfläche, LV',
  'lv-sv-index': 'Schlagvolumen je Körperoberfläche, LV',
  'lv-mass-ed-index': 'Myokardmasse bei Enddiastole je Körperoberfläche, LV',
  'heart-rate': 'Herzfrequenz',
  rr: 'RR-Abstand',
  bsa: 'Körperoberfläche',

  'lv-volume': 'Volumen einer Phase, LV',
  'rv-volume': 'Volumen einer Phase, RV',
  'phase-time': 'Zeit einer Phase nach der R-Zacke',
  'rv-edv': 'Enddiastolisches Volumen, RV',
  'rv-esv': 'Endsystolisches Volumen, RV',
  'rv-sv': 'Schlagvolumen, RV',
  'rv-ef': 'Ejektionsfraktion, RV',
  'rv-mass-ed': 'Masse der freien RV-Wand bei Enddiastole',
  'rv-mass-es': 'Masse der freien RV-Wand bei Endsystole',
  'rv-edv-index': 'Enddiastolisches Volumen je Körperoberfläche, RV',
  'rv-esv-index': 'Endsystolisches Volumen je Körperoberfläche, RV',
  'rv-sv-index': 'Schlagvolumen je Körperoberfläche, RV',
  'rv-mass-ed-index': 'Masse der freien RV-Wand je Körperoberfläche',
  'lv-edv-height': 'Enddiastolisches Volumen je Körpergröße, LV',
  'lv-mass-height': 'Myokardmasse bei Enddiastole je Körpergröße, LV',
  'lv-gfi': 'Globaler Funktionsindex, LV',
  'lv-mass-volume': 'Myokardmasse je enddiastolisches Volumen, LV',
  'lv-sphericity': 'Sphärizität bei Enddiastole, LV',
  'lv-length-ed': 'Längsachse bei Enddiastole, LV',
  'lv-length-es': 'Längsachse bei Endsystole, LV',
  'lv-edv-lax': 'Enddiastolisches Volumen aus Längsachsen, LV',
  'lv-esv-lax': 'Endsystolisches Volumen aus Längsachsen, LV',
  'lv-sv-lax': 'Schlagvolumen aus Längsachsen, LV',
  'lv-ef-lax': 'Ejektionsfraktion aus Längsachsen, LV',
  ...atrium('la', 'Linker Vorhof'),
  ...atrium('ra', 'Rechter Vorhof'),
  ...filling('lv', 'linken Ventrikels'),
  ...filling('rv', 'rechten Ventrikels'),

  'wall-ed': 'Wanddicke bei Enddiastole, Mittel',
  'wall-ed-max': 'Wanddicke bei Enddiastole, größte',
  'wall-ed-min': 'Wanddicke bei Enddiastole, kleinste',
  'wall-es': 'Wanddicke bei Endsystole, Mittel',
  'wall-es-max': 'Wanddicke bei Endsystole, größte',
  'wall-es-min': 'Wanddicke bei Endsystole, kleinste',
  'wall-thickening': 'Systolische Wandverdickung',
  'wall-motion': 'Systolische Einwärtsbewegung des Endokards',
  'lv-wall-max': 'Größte Wanddicke bei Enddiastole, LV',
  lvedd: 'Durchmesser bei Enddiastole, LV',
  lvesd: 'Durchmesser bei Endsystole, LV',
  'wall-score-index': 'Wandbewegungsscore-Index',
  'wall-scored': 'Zahl der bewerteten Segmente',

  ...global('gcs', 'zirkumferentieller Strain'),
  ...global('grs', 'radialer Strain'),
  ...global('gls', 'longitudinaler Strain'),
  ...segmental('ecc', 'Zirkumferentieller Strain'),
  ...segmental('err', 'Radialer Strain'),
  ...segmental('ell', 'Longitudinaler Strain'),
  cure: 'Gleichmäßigkeit der zirkumferentiellen Verkürzung (CURE) bei Endsystole',
  mapse: 'Systolische Auslenkung der Mitralebene (MAPSE)',
  tapse: 'Systolische Auslenkung der Trikuspidalebene (TAPSE)',
  rotation: 'Größte systolische Rotation, vom Apex gesehen gegen den Uhrzeiger positiv',
  twist: 'Größter systolischer Twist, apikale weniger basale Rotation',
  torsion: 'Twist je Abstand zwischen basaler und apikaler Schicht',
  'track-closing': 'Abstand, um den verfolgtes Gewebe seinen Ort verfehlt',
  'track-quality': 'Güte der Verfolgung, von 3 (gut) bis 0 (verworfen)',

  'scar-volume': 'Late Enhancement, Volumen, mit No-Reflow',
  'scar-mass': 'Late Enhancement, Masse, mit No-Reflow',
  'scar-extent': 'Late Enhancement, Anteil der Wand seiner Konturen',
  'mvo-volume': 'No-Reflow (MVO), Volumen',
  'mvo-mass': 'No-Reflow (MVO), Masse',
  'mvo-extent': 'No-Reflow (MVO), Anteil der Wand',
  'scar-core-mass': 'Kern des Late Enhancement, Masse',
  'scar-grey-mass': 'Grauzone des Late Enhancement, Masse',
  'scar-transmural': 'Angereicherter Anteil der Wanddicke, Mittel aller Sehnen',
  'scar-transm-in': 'Angereicherter Anteil der Wanddicke, Mittel der angereicherten Sehnen',
  'scar-depth': 'Mittlere Tiefe der Anreicherung, vom Endokard zum Epikard',
  'scar-segments': 'Zahl der Segmente mit Late Enhancement',
  'scar-mid-wall-n': 'Zahl der Segmente mit mittwandigem Late Enhancement',
  'scar-threshold': 'Signal, über dem die Wand als angereichert zählt',
  'lge-wall-mass': 'Masse der Wand der Konturen im Late Enhancement',
  'lge-remote-mean': 'Mittleres Signal des gesunden Myokards',
  'lge-remote-sd': 'Standardabweichung des Signals des gesunden Myokards',

  'perf-mbf': 'Myokardialer Blutfluss',
  'perf-mpr': 'Myokardiale Perfusionsreserve, Blutfluss Stress zu Ruhe',
  'perf-mbf-2cxm': 'Myokardialer Blutfluss, nach Zwei-Kompartiment-Austausch',
  'perf-mpr-2cxm': 'Myokardiale Perfusionsreserve, nach Zwei-Kompartiment-Austausch',
  'perf-mbf-work': 'Myokardialer Blutfluss in Ruhe, bei einer Standardarbeit',
  'perf-mpr-work': 'Myokardiale Perfusionsreserve, zur Ruhe bei einer Standardarbeit',
  'perf-endo-epi': 'Blutfluss der inneren zu dem der äußeren Hälfte',
  'perf-upslope-si': 'Anstieg des Signals über dem Ausgangssignal',
  'perf-upslope-gd': 'Anstieg der Gadoliniumkonzentration',
  'perf-upslope-rel': 'Anstieg des Myokards zu dem des Blutpools',
  'perf-mpri': 'Index der myokardialen Perfusionsreserve, nach relativem Anstieg',
  'perf-ttp': 'Von der Ankunft im Blutpool bis zum Gipfel der ersten Passage',
  'perf-t50': 'Von der Ankunft im Blutpool bis zum halben Gipfel',
  'perf-peak': 'Anreicherung im Gipfel über dem Ausgangssignal',
  'perf-motion': 'Größte ausgeglichene Atembewegung',
  'perf-residual': 'Nach dem Ausgleich verbliebene Bewegung, quadratisches Mittel',

  ...statistics('t1-native', 'Natives T1'),
  ...statistics('t1-post', 'T1 nach Kontrast'),
  ...statistics('t2', 'T2'),
  ...statistics('t2star', 'T2*'),
  ...statistics('ecv', 'Extrazellulärvolumen'),
  't2star-region': 'T2* des mittleren Signals einer Region',
  'ecv-region': 'Extrazellulärvolumen aus dem mittleren T1 von Regionen',
  'ecv-region-error': 'Standardunsicherheit des Extrazellulärvolumens',
  'partition-coeff': 'Verteilungskoeffizient des Kontrastmittels, Wand zu Blut',
  haematocrit: 'Hämatokrit einer Blutprobe',
  'haematocrit-syn': 'Synthetischer Hämatokrit aus dem T1 des Blutes',
  'iron-dry-weight': 'Eisen des Myokards je Trockengewicht aus T2* bei 1,5 T',

  'flow-forward': 'Vorwärtsvolumen durch das Gefäß je Schlag',
  'flow-backward': 'Rückwärtsvolumen durch das Gefäß je Schlag',
  'flow-net': 'Nettovolumen durch das Gefäß je Schlag',
  'flow-rf': 'Regurgitationsfraktion, Rückwärts- zu Vorwärtsvolumen',
  'flow-forward-px': 'Vorwärtsvolumen je Schlag, Pixel für Pixel summiert',
  'flow-backward-px': 'Rückwärtsvolumen je Schlag, Pixel für Pixel summiert',
  'flow-rf-px': 'Regurgitationsfraktion, Pixel für Pixel summiert',
  'flow-co': 'Nettofluss durch das Gefäß je Minute',
  'flow-rate-peak': 'Größte Flussrate durch das Gefäß',
  'flow-v-mean': 'Mittlere Geschwindigkeit über Gefäß und Schlag',
  'flow-v-peak': 'Größte Geschwindigkeit im Gefäß, Mittel von 3 × 3 Pixeln',
  'flow-gradient': 'Größter Druckgradient nach der vereinfachten Bernoulli-Formel',
  'flow-area-max': 'Größte Fläche des Gefäßes',
  'flow-area-min': 'Kleinste Fläche des Gefäßes',
  'flow-offset': 'Abgezogene Hintergrundgeschwindigkeit am Gefäß',
  'qp-qs': 'Pulmonaler zu systemischem Fluss',
  'mitral-rvol': 'Mitrales Regurgitationsvolumen, LVSV weniger aortales Vorwärtsvolumen',
  'mitral-rf': 'Mitrale Regurgitationsfraktion des LVSV',
  'tricuspid-rvol': 'Trikuspidales Regurgitationsvolumen, RVSV weniger pulmonales Vorwärtsvolumen',
  'tricuspid-rf': 'Trikuspidale Regurgitationsfraktion des RVSV',
  'lvsv-ao-diff': 'LVSV weniger aortales Vorwärtsvolumen, bezogen auf ihr Mittel',
  'rvsv-pa-diff': 'RVSV weniger pulmonales Vorwärtsvolumen, bezogen auf ihr Mittel',

  'z-score': 'Standardabweichungen von der Mitte eines Referenzbereichs',
  'dcm-imaging': 'Bildkriterium der MPS-CMR-DCM: 1 erfüllt, 0 nicht erfüllt',
}
