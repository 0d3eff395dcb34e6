import type { InGerman } from './in-german.ts'

export const flow: InGerman<'flow'> = {
  'not-asked': 'sie war nicht verlangt',
  'without-magnitude-images-resting-tissue':
    'ohne Magnitudenbilder ist ruhendes Gewebe nicht von Luft zu unterscheiden',
  'three-phases-least-tell-what': 'erst drei Phasen verraten, was ruht',
  'resting-tissue-covers-cm-quadrants':
    'ruhendes Gewebe bedeckt {total} cm² in {filled} Quadranten, nötig sind {coverage} cm² in {quadrants}',
  'resting-tissue-lies-line': 'das ruhende Gewebe liegt auf einer Geraden',
  'phase-no-time-after-r': 'eine Phase hat keine Zeit nach der R-Zacke',
  'phases-follow-beat': '{times} Phasen, einem Herzschlag folgen {fewestPhases}',
  'phase-ms-not-after-phase': 'Phase {bad} liegt bei {times} ms, nicht nach der Phase davor',
  'without-rr-nobody-knows-how': 'ohne RR weiß niemand, wie viel des Herzschlags die Phasen erfassen',
  'rr-not-given-ms-phases':
    'RR ist nicht angegeben: {length} ms aus den Phasen, wie bei retrospektivem Gating',
  'phases-span-ms-rr-ms': 'die Phasen umfassen {last} ms eines RR von {rr} ms',
  'ms-before-next-r-wave':
    '{uncovered} ms vor der nächsten R-Zacke haben keine Phase: bis dahin gilt der letzte Fluss',
  'nothing-flows-forward': 'nichts fließt vorwärts',
  'vessel-too-small-3-x': 'das Gefäß ist zu klein für 3 × 3 Bildpunkte',
  'background-not-corrected': 'der Hintergrund ist nicht korrigiert: {why}',
  'there-no-images-phantom': 'es gibt keine Bilder eines Phantoms',
  'three-phases-least-tell-phantom': 'erst drei Phasen unterscheiden ein Phantom von Luft',
  'phantom-does-not-fill-vessel':
    'das Phantom füllt das Gefäß nicht aus: {beyond} von {within} Bildpunkten ruhen nicht',
  'phase-images-weighted-magnitude-no':
    'mit der Magnitude gewichtete Phasenbilder haben ohne Magnitudenbilder keine Geschwindigkeit',
  'blood-passes-venc-cm-s':
    'Blut überschreitet eine VENC von {venc} cm/s mehr als einmal in {twice} von {pixels} Bildpunkten des Gefäßes: nötig ist eine höhere VENC',
  'values-phases': '{turned} Werte in {phases} Phasen',
  'aliased-velocities-unwrapped': 'umgeklappte Geschwindigkeiten wurden entfaltet: {counted}',
  'velocities-look-aliased-left': 'Geschwindigkeiten sehen umgeklappt aus und blieben so: {counted}',
  'aliasing-not-resolved-certainty-pixels':
    'das Umklappen ist in {doubtful} Bildpunkten des Gefäßes nicht sicher gelöst',
  'there-no-phase-images': 'es gibt keine Phasenbilder',
  'phase-number': 'Phase {i}',
  'phase-phantom': 'Phase {i} des Phantoms',
  'phase-image': 'Phasenbild, {phase}',
  'magnitude-image': 'Magnitudenbild, {phase}',
  'phases-magnitude-image': '{withMagnitude} von {phases} Phasen haben ein Magnitudenbild',
  'another-matrix-place': '{name}: andere Matrix oder anderer Ort',
  'pulmonary-aortic-flow': 'ein pulmonaler und ein aortaler Fluss',
  'net-flows-ml-no-ratio': 'Nettoflüsse von {qp} und {qs} mL haben kein Verhältnis',
  'aortic-flow': 'ein aortaler Fluss',
  'pulmonary-flow': 'ein pulmonaler Fluss',
  'ventricle-vessel': '{ventricle} und {vessel}',
  'ml-less-what-leaves-check': '{ventricle} ist {out} mL kleiner als das, was austritt: beide prüfen',
  'volumes-ml': 'Volumen von {sv} und {out} mL',
  'forward-flow-differ-more-leak':
    '{ventricle} und Vorwärtsfluss weichen um mehr als {consistencyTolerance} % ab: ein Leck, ein Shunt oder ein Fehler',
  'flows-needed': 'nötig: {needed}',
  'values-scanner-fit-no-scaling':
    'Werte von {low} bis {high} eines Scanners von {manufacturer} passen zu keiner Skalierung mit einer VENC von {venc} cm/s',
  'velocity-scaled-rule-unverified':
    'die Geschwindigkeit ist nach der Regel {rule} skaliert, die nicht geprüft ist',
  'venc-of': 'VENC ist {venc}',
  'venc-cm-s-10-times': 'eine VENC von {venc} cm/s; zehnmal zu groß, falls sie in mm/s angegeben war',
  'venc-cm-s-unusual-great': 'eine VENC von {venc} cm/s ist für ein großes Gefäß ungewöhnlich',
  'velocities-reach-cm-s-venc': 'Geschwindigkeiten erreichen {largest} cm/s bei einer VENC von {venc} cm/s',
  'venc-scaling-wrong': '{said}: VENC oder Skalierung ist falsch',
  'venc-right': '{said}: stimmt die VENC?',
  'vessel-contoured-no-phase': 'das Gefäß ist in keiner Phase konturiert',
  'one-border-drawn-phase-stands': 'eine Grenze, in Phase {phase} gezeichnet, steht für alle {times} Phasen',
  'border-phase': 'die Grenze in Phase {phase}',
  'lies-none-phases': '{said} liegt auf keiner von {phases} Phasen',
  'leaves-image-mm': '{said} verlässt das Bild: {area} von {whole} mm²',
  'venc-not-given': 'VENC ist nicht angegeben',
}
