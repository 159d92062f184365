import type { Line, Span, Tone } from './line.ts';

const CELL = { width: 8.4, height: 20 };
const FONT_SIZE = 14;
const MARGIN = 22;
const TITLE_BAR = 36;
/** The last line shown is empty already. */
const BOTTOM = 4;

/** On a dark card of its own, so that it reads alike on a light and on a dark page. */
const COLOURS = {
  card: '#161b22',
  bar: '#21262d',
  edge: '#3d444d',
  title: '#9198a1',
  buttons: ['#ff5f57', '#febc2e', '#28c840'],
} as const;

const TONES: Readonly<Record<Tone, string>> = {
  plain: 'fill="#d1d7e0"',
  strong: 'fill="#f0f6fc" font-weight="600"',
  quiet: 'fill="#9198a1"',
  time: 'fill="#79c0ff"',
  rule: 'fill="#d2a8ff"',
  good: 'fill="#56d364"',
  bad: 'fill="#ff7b72"',
};

export interface Picture {
  readonly title: string;
  readonly columns: number;
  readonly lines: readonly Line[];
}

/** The lines as an SVG picture of a terminal. */
export function terminalSvg({ title, columns, lines }: Picture): string {
  const width = round(columns * CELL.width + 2 * MARGIN);
  const height = TITLE_BAR + lines.length * CELL.height + BOTTOM;
  const spoken = lines.map((line) => line.map(({ text }) => text).join('')).join('\n');
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}" viewBox="0 0 ${width} ${height}" role="img" aria-labelledby="title desc">`,
    `<title id="title">${escapeXml(title)}</title>`,
    `<desc id="desc">${escapeXml(spoken)}</desc>`,
    `<rect x="0.5" y="0.5" width="${width - 1}" height="${height - 1}" rx="10" fill="${COLOURS.card}" stroke="${COLOURS.edge}"/>`,
    `<path d="M1 32V10.5A9.5 9.5 0 0 1 10.5 1H${width - 10.5}A9.5 9.5 0 0 1 ${width - 1} 10.5V32Z" fill="${COLOURS.bar}"/>`,
    ...COLOURS.buttons.map(
      (fill, index) => `<circle cx="${20 + index * 20}" cy="16.5" r="6" fill="${fill}"/>`,
    ),
    `<g font-family="ui-monospace, SFMono-Regular, Menlo, Consolas, 'DejaVu Sans Mono', 'Liberation Mono', monospace" font-size="${FONT_SIZE}">`,
    `<text x="${width / 2}" y="21.5" text-anchor="middle" font-size="13" fill="${COLOURS.title}">${escapeXml(title)}</text>`,
    ...lines.map(drawLine),
    '</g>',
    '</svg>',
    '',
  ].join('\n');
}

function drawLine(line: Line, row: number): string {
  const top = TITLE_BAR + row * CELL.height;
  let column = 0;
  const drawn: string[] = [];
  for (const piece of line.flatMap(splitApart)) {
    const length = piece.text.length;
    if (piece.text.trim() !== '') drawn.push(drawPiece(piece, { left: MARGIN + column * CELL.width, top }));
    column += length;
  }
  return drawn.join('');
}

interface Corner {
  readonly left: number;
  readonly top: number;
}

/** Text is given its place and its length, so that columns stand one below the other in any font. */
function drawPiece({ text, tone }: Span, { left, top }: Corner): string {
  const mark = MARKS[text];
  if (mark !== undefined) return mark({ left, top }, TONES[tone]);
  const start = text.length - text.trimStart().length;
  const shown = text.trim();
  const x = round(left + start * CELL.width);
  return `<text x="${x}" y="${top + 15}" textLength="${round(shown.length * CELL.width)}" ${TONES[tone]}>${escapeXml(shown)}</text>`;
}

/** Drawn rather than written, as terminals do: a font's own would leave gaps between the lines. */
const MARKS: Readonly<Record<string, (corner: Corner, paint: string) => string>> = {
  '●': (corner, paint) => {
    const { x, y } = middle(corner);
    return `${rail(corner, 10)}<circle cx="${x}" cy="${y}" r="5" ${paint}/>`;
  },
  '│': (corner) => rail(corner, 0),
  '┊': (corner) => {
    const { x } = middle(corner);
    return `<path d="M${x} ${corner.top}v${CELL.height}" stroke="${COLOURS.edge}" stroke-width="2" stroke-dasharray="2 4"/>`;
  },
};

function rail(corner: Corner, from: number): string {
  const { x } = middle(corner);
  return `<path d="M${x} ${corner.top + from}V${corner.top + CELL.height}" stroke="${COLOURS.edge}" stroke-width="2"/>`;
}

function middle({ left, top }: Corner): { readonly x: number; readonly y: number } {
  return { x: round(left + CELL.width / 2), y: top + CELL.height / 2 };
}

/** The marks of a span as spans of their own, and what stands apart by more than a space. */
function splitApart({ text, tone }: Span): Span[] {
  return text.split(/([●│┊]|\s{2,})/u).map((part) => ({ text: part, tone }));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** Text as XML content; control characters, which XML 1.0 cannot hold, as U+FFFD. */
function escapeXml(text: string): string {
  return text
    .replaceAll(/[&<>"]/gu, (character) => ENTITIES[character] ?? character)
    .replaceAll(/(?![\t\n\r])\p{Cc}|\p{Cs}|[\uFFFE\uFFFF]/gu, '\uFFFD');
}
