/** What a table of quantities says of each. */
export interface QuantityRow {
  /** UCUM */
  readonly unit: string
  /** for a report and a CSV, at most 64 characters; the name itself is the code, at most 16 characters */
  readonly meaning: string
}
