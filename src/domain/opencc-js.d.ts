/** The package types its converters but not its dictionaries: `traditional simplified` pairs between bars. */
declare module 'opencc-js/dict/TSCharacters' {
  const pairs: string;
  export default pairs;
}
