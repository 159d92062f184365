import { describe, expect, test } from 'vitest';
import { colours } from '../../web/style/colours.ts';

type Colour = keyof typeof colours.light;

/** What is written on what (WCAG 2.2, 1.4.3). */
const texts: Readonly<Partial<Record<Colour, readonly Colour[]>>> = {
  ink: ['paper', 'card', 'tint', 'quiet-tint', 'ok-tint', 'warn-tint', 'final-tint'],
  soft: ['paper', 'card', 'quiet-tint'],
  accent: ['paper', 'card', 'tint', 'ok-tint', 'warn-tint', 'final-tint'],
  'on-accent': ['accent'],
  ok: ['card', 'ok-tint'],
  warn: ['card', 'warn-tint'],
  final: ['paper', 'card', 'final-tint'],
};

/** The edges of what is used, and of what has the focus (WCAG 2.2, 1.4.11). */
const edges: Readonly<Partial<Record<Colour, readonly Colour[]>>> = {
  edge: ['paper', 'card'],
  accent: ['paper', 'card', 'tint', 'quiet-tint'],
  final: ['paper', 'card'],
};

describe.each(['light', 'dark'] as const)('on a %s page', (scheme) => {
  test.each(pairsOf(texts))('%s can be read on %s', (ink, paper) => {
    expect(contrast(colours[scheme][ink], colours[scheme][paper])).toBeGreaterThanOrEqual(4.5);
  });

  test.each(pairsOf(edges))('an edge of %s can be seen on %s', (edge, paper) => {
    expect(contrast(colours[scheme][edge], colours[scheme][paper])).toBeGreaterThanOrEqual(3);
  });
});

test('black on white has the most contrast there is', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21);
});

function pairsOf(table: Readonly<Partial<Record<Colour, readonly Colour[]>>>) {
  return (Object.keys(table) as Colour[]).flatMap((above) =>
    (table[above] ?? []).map((below) => [above, below] as const),
  );
}

/** The contrast ratio of two colours (WCAG 2.2). */
function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
