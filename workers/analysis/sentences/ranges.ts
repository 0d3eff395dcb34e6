export const ranges = {
  'table-has-no-quantity': '{id} has no {quantity}',
  'men-women-differ': 'men and women differ on {quantity} of {value:n}',
  'papillaries-count': 'papillaries count as {papillaries}, in {id} as {there}',
  'base-differs': 'the base is by {base}, in {id} by {there}',
  'body-surface-differs': 'body surface is by {bsaFormula}, in {id} by {there}',
  'age-not-known': 'age is not known',
  'years-ranges-adults': '{age:n} years: the ranges are of adults',
  'ethnicity-not-known': 'ethnicity is not known',
  'men-women': 'men and women',
  'no-years': '{id} has no {quantity} of {who} of {age:n} years',
  'lvedv-body-surface-not-measured': 'LVEDV by body surface is not measured',
  'lvef-not-measured': 'LVEF is not measured',
  'formula-body-surface-not-stated': 'the formula of body surface is not stated',
  'range-source-unverified': 'range source unverified',
  'smooth-segmentation-taken-papillaries-cavity': 'smooth segmentation is taken as papillaries in the cavity',
  'base-rule-not-stated-what':
    'the base rule is not stated in what was read and is taken as that of contoured slices',
  'by-registry': 'the registry',
  'age-years': 'an age of {odd:n} years by {by}',
  'sex-contradictory': 'sex is {sex} by {by} and {otherSex} by {otherBy}',
  'age-contradictory': 'age is {age:n} by {by} and {otherAge:n} by {otherBy}',
  'source-unverified': 'unverified source: {source}',
  'participants-those-white-ethnicity-whom':
    'the participants are those of White ethnicity whom the title of the paper names',
  'formula-body-surface-not-stated-what':
    'the formula of body surface is not stated in what was read: indexed values are compared with none',
} as const
