/** On paper: the content and who it is from; nothing to press, nothing cut in two. */
export const printStyle = `
@media print {
  @page { margin: 18mm 16mm; }
  html { font-size: 10.5pt; }
  body, body.dense { display: block; border: 0; background: #fff; font-size: 1rem; line-height: 1.45; }
  h1 { font-size: 1.875rem; }
  main > section { margin-top: 2rem; }
  .screen-only, .skip, nav, button, .button, .actions { display: none; }
  .print-only { display: block; }
  body > header, body > footer { background: none; }
  .inner, main, main.wide, main.note { max-width: none; margin: 0; padding-inline: 0; border: 0; }
  main { padding-block: 6mm; }
  .scroll { overflow: visible; border: 0; border-radius: 0; }
  table.data { font-size: 9pt; }
  table.data :is(th, td) { padding: 1.5mm 2.5mm 1.5mm 0; }
  table.data thead { display: table-header-group; }
  table.data thead th { white-space: normal; }
  h1, h2, h3, h4 { break-after: avoid; }
  .card, .stat, tr, li, .facts > div, .before-after > div { break-inside: avoid; }
  @page sheet { size: A4 landscape; }
  body:has(table.broad) { page: sheet; }
  table.broad { min-width: 0; }
  a { color: inherit; }
}
`;
