import { afterEach, describe, expect, it } from 'vitest'
import { signatureMeanings } from '#contract/views.ts'
import { offeredMeanings, recordedMeaning } from '../../renderer/reading/signature-meaning.ts'
import { de } from '../../renderer/texts/de/de.ts'
import { usePreferences } from '../../renderer/theme/preferences.ts'

afterEach(() => usePreferences.setState({ language: 'en' }))

describe('the meaning of a signature', () => {
  it('is recorded in the words it always was', () => {
    expect(signatureMeanings).toEqual([
      'I made these measurements and stand by them',
      'Second reading',
      'Reviewed and approved',
      'Training reading',
    ])
  })

  it('is offered in German and recorded as it is in every language', () => {
    usePreferences.setState({ language: 'de' })
    expect(offeredMeanings()).toEqual([
      'Ich habe diese Messungen gemacht und stehe für sie ein',
      'Zweitbefundung',
      'Geprüft und freigegeben',
      'Befundung zur Übung',
    ])
    expect(offeredMeanings().map(recordedMeaning)).toEqual(signatureMeanings)
  })

  it('is recorded as it is written where a reader writes another', () => {
    usePreferences.setState({ language: 'de' })
    expect(recordedMeaning('Nach Rücksprache')).toBe('Nach Rücksprache')
    expect(recordedMeaning('Second reading')).toBe('Second reading')
  })

  it('stands in the history of a read in the language of the window', () => {
    const body = { kind: 'signed', meaning: 'Second reading', measurements: 3, version: 2 } as const
    expect(de.history.event(body)).toBe('Unterschrieben als Fassung 2: Zweitbefundung')
  })
})
