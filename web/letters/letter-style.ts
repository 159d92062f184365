/** Colours of a letter: the pages' own, written out, since mail programs know no variables. */
export const letterStyle = `
body { margin: 0; padding: 1.5rem; background: #ffffff; color: #14213a; }
a { color: #0b5cad; }
.soft { color: #45526b; }
@media (prefers-color-scheme: dark) {
  body { background: #0f1624; color: #eef2f9; }
  a { color: #8dc2ff; }
  .soft { color: #b6c1d4; }
}
`;
