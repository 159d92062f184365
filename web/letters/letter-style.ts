/** Colours of a letter: the pages' own, written out, since mail programs know no variables. */
export const letterStyle = `
body { margin: 0; padding: 1.5rem; background: #ffffff; color: #16242a; }
a { color: #0b5a66; }
.soft { color: #4a5b62; }
@media (prefers-color-scheme: dark) {
  body { background: #0e1619; color: #e8eff0; }
  a { color: #84d3dd; }
  .soft { color: #afbfc4; }
}
`;
