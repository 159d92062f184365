/**
 * The colours of every page, by what they are for: one accent, and four states that are never told by colour alone.
 * Every pair that meets on a page has the contrast of WCAG 2.2 AA (1.4.3, 1.4.11).
 */
export const colours = {
  light: {
    paper: '#f7f5f0',
    card: '#ffffff',
    ink: '#16242a',
    soft: '#4a5b62',
    /** A hairline that only decorates. */
    line: '#dfdad0',
    /** The edge of what can be used: a field, a box. */
    edge: '#738188',
    accent: '#0b5a66',
    'on-accent': '#ffffff',
    tint: '#e7f1f1',
    ok: '#1c6239',
    'ok-tint': '#e5f3e9',
    warn: '#734900',
    'warn-tint': '#fbf0d9',
    final: '#9c2329',
    'final-tint': '#fbebea',
    'quiet-tint': '#eeebe4',
  },
  dark: {
    paper: '#0e1619',
    card: '#162125',
    ink: '#e8eff0',
    soft: '#afbfc4',
    line: '#2b3a3f',
    edge: '#7f9197',
    accent: '#84d3dd',
    'on-accent': '#0b1c1f',
    tint: '#1b3036',
    ok: '#8fd8a8',
    'ok-tint': '#173224',
    warn: '#f0c877',
    'warn-tint': '#372f1a',
    final: '#ffb4ab',
    'final-tint': '#3c2324',
    'quiet-tint': '#232f33',
  },
} as const satisfies Record<'light' | 'dark', Record<string, string>>;

function properties(of: Readonly<Record<string, string>>): string {
  return Object.entries(of)
    .map(([name, value]) => `--${name}: ${value};`)
    .join(' ');
}

/** The colours as custom properties: `var(--accent)`. Paper to print on is white, whatever the screen was. */
export const colourStyle = `
:root { color-scheme: light dark; ${properties(colours.light)} }
@media screen and (prefers-color-scheme: dark) {
  :root { ${properties(colours.dark)} }
}
`;
