/** Below the volumes and their curve: everything else that the cines say. */

import { GivenForm } from '../given/GivenForm.tsx'
import { GivenSection } from '../given/GivenSection.tsx'
import { Territories } from '../given/Territories.tsx'
import { AtStake } from './AtStake.tsx'
import { Atria, FillingNumbers, RightVentricle } from './Chambers.tsx'
import { Conventions } from './Conventions.tsx'
import { Regional } from './Regional.tsx'

export function FunctionDetails() {
  return (
    <>
      <FillingNumbers />
      <Conventions chamber="lv" />
      <AtStake chamber="lv" />
      <RightVentricle />
      <Conventions chamber="rv" />
      <AtStake chamber="rv" />
      <Atria />
      <Regional />
      <GivenSection>
        <GivenForm about="person" />
        <Territories />
      </GivenSection>
    </>
  )
}
