/** dcmjs ships no types; these are the parts that we write with. */
declare module 'dcmjs' {
  const dcmjs: {
    readonly data: {
      readonly DicomMetaDictionary: {
        readonly nameMap: Readonly<Record<string, { readonly tag: string; readonly vr: string } | undefined>>
      }
    }
  }
  export default dcmjs
}
