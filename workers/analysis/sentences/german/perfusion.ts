import type { InGerman } from './in-german.ts'

export const perfusion: InGerman<'perfusion'> = {
  'signal-saturated': 'das Signal ist gesättigt',
  'peak-fully-relaxed-signal': 'der Gipfel ist {largestShare} des voll relaxierten Signals',
  'first-pass-times-broad-top': 'der First Pass ist oben {broad}-mal so breit wie ein Bolus',
  'frames-first-pass-needed': '{frames} Bilder im First Pass, nötig sind {fewestFrames}',
  'no-contrast-agent-reaches-tissue': 'kein Kontrastmittel erreicht das Gewebe',
  'fit-misses-curve-height': 'die Anpassung verfehlt die Kurve um {residual} % ihrer Höhe',
  'blood-flow-ml-min-g': 'ein Blutfluss von {mbf} mL/min/g liegt jenseits von {largestFlow}',
  'blood-peaks-frame-frames-after':
    'das Blut hat seinen Gipfel bei Bild {peak}, {before} Bilder nach dem ersten ruhigen',
  'frames-before-blood-arrives-needed': '{count} Bilder vor Ankunft des Bluts, nötig sind {fewestBaseline}',
  'no-bolus-rises-above-noise': 'kein Bolus erhebt sich über das Rauschen der Bluthöhle',
  'exchange-fitted-whole-thickness-curve':
    'der Austausch wird an die ganze Dicke angepasst: die Kurve einer Lage rauscht zu sehr für drei Raten',
  'without-saturation-time-t1-relaxivity':
    'ohne Sättigungszeit, T1 und Relaxivität ist das Signal keine Konzentration',
  'frames-before-blood-arrives': '{kept} Bilder vor Ankunft des Bluts',
  'nothing-divide': 'nichts, wodurch zu teilen wäre: {divisor}',
  'upslope-stress-rest': 'der Anstieg beruht bei Stress auf {basis}, in Ruhe auf {other}',
  'there-no': '{state} gibt es nicht',
  'no-such-region': '{state} hat keinen solchen Bereich',
  'saturation-time-ms': 'eine Sättigungszeit von {saturationTime} ms',
  'native-t1-ms': 'ein natives T1 von {nativeT1} ms',
  'relaxivity-l-mmol-s': 'eine Relaxivität von {relaxivity} L/mmol/s',
  'pulses-ms-within-saturation-time':
    '{pulsesToCentre} Pulse von {repetitionTime} ms in einer Sättigungszeit von {saturationTime} ms',
  'fully-relaxed-signal': 'ein voll relaxiertes Signal von {relaxed}',
  'frame-signal-fully-relaxed-one': 'bei Bild {i} ist das Signal {share} des voll relaxierten',
  'blood-pool-pixels': 'die Bluthöhle hat {blood} Bildpunkte',
  'beats-skipped':
    '{lost} Abstände zwischen Bildern sind länger als 1,5 übliche: Herzschläge wurden übersprungen',
  'slice-no-frames': 'die Schicht hat keine Bilder',
  'frames-needed': '{frames} Bilder, nötig sind {fewestFrames}',
  'frame-no-time': 'ein Bild hat keine Zeit',
  'frame-ms-not-after-one': 'Bild {bad} liegt bei {times} ms, nicht nach dem davor',
  'borders-lie-frame': 'die Grenzen liegen auf Bild {drawnOn} von {frames}',
  'frame-another-matrix': 'Bild {i} hat eine andere Matrix',
  'frame-says': 'Bild {i}: {why}',
  'semi-quantitative-only-arterial-input':
    '{state}: nur semiquantitativ, die arterielle Eingangsfunktion ist gesättigt: {saturated}',
  'slice-of-state': '{state}, Schicht {index}',
  'inner-layer-darkens-blood-peaks':
    '{place}: die innere Lage wird dunkel, während das Blut seinen Gipfel hat: vielleicht ein dunkler Rand',
  'region-pixels': 'der Bereich hat {pixels} Bildpunkte',
  'there-no-slice': 'es gibt keine Schicht ({state})',
  'no-slice-blood-pool': 'keine Schicht hat eine Bluthöhle',
  'main-bolus-times-pre-bolus': 'ein Hauptbolus vom {doseRatio}-Fachen des Vorbolus',
  'no-slice-shows-when-main': 'keine Schicht zeigt, wann der Hauptbolus ankommt',
  'curve-does-not-rise-above': 'die Kurve erhebt sich nicht über ihr Ausgangssignal',
  'frames-arrival-peak': '{peak} Bilder von der Ankunft bis zum Gipfel',
  'heart-rate-min-rest': 'eine Herzfrequenz von {heartRate} /min in Ruhe',
  'systolic-pressure-mmhg': 'ein systolischer Druck von {systolicPressure} mmHg',
  'blood-pool-no-input': 'die Bluthöhle gab keine arterielle Eingangsfunktion',
}
