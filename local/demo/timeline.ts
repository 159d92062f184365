import { styleText } from 'node:util';
import type { Temporal } from 'temporal-polyfill';
import { NotAsExpected } from './check.ts';
import { type Line, type Span, span, type Tone, wrap } from './line.ts';

/** Everything fits a terminal of 80 columns. */
export const COLUMNS = 80;
const DATE_COLUMNS = 14;
/** Behind the date and the rail. */
const TEXT_AT = DATE_COLUMNS + 2;
const TEXT_COLUMNS = COLUMNS - TEXT_AT - 1;

const RAIL = '│';

export function heading({
  parts,
  seconds,
  drawn,
}: {
  readonly parts: number;
  readonly seconds: string;
  /** Of a picture that leaves steps out. */
  readonly drawn?: { readonly steps: number; readonly of: number };
}): Line[] {
  const [date, policy] = ['  date', 'policy row'];
  return [
    [],
    [span('  One person, five years: from the first form to nothing left', 'strong')],
    [
      span(
        `  ${parts} local parts up in ${seconds} s. Real protocols, real SDKs; only time is moved.`,
        'quiet',
      ),
    ],
    ...(drawn === undefined ? [] : [[span(`  Here are ${drawn.steps} of its ${drawn.of} steps.`, 'quiet')]]),
    [],
    [span(date.padEnd(TEXT_AT) + 'what happens'.padEnd(TEXT_COLUMNS - policy.length) + policy, 'quiet')],
  ];
}

export function ending({
  cameOut,
  seconds,
}: {
  readonly cameOut: boolean;
  readonly seconds: string;
}): Line[] {
  const line = cameOut
    ? [span('  ✓ ', 'good'), span('Kept as long as the policy says, then gone everywhere.', 'strong')]
    : [span('  ✗ ', 'bad'), span('The story ends here: a step did not come out.', 'strong')];
  return [[], [...line, span(`  ${seconds} s`, 'quiet')], []];
}

/** A step that came out: when, what, the policy row, and below it what it means. `at`: where that is new. */
export function stepDone(step: {
  readonly at: Temporal.ZonedDateTime | undefined;
  readonly title: string;
  readonly policy: string;
  readonly meaning: string;
}): Line[] {
  const { at, title, policy, meaning } = step;
  const [first = [], ...rest] = sides(at);
  const fill = ' '.repeat(Math.max(1, TEXT_COLUMNS - title.length - policy.length));
  return [
    [...first, span('● ', 'good'), span(title, 'strong'), span(fill), span(policy, 'rule')],
    ...meaning
      .split('\n')
      .flatMap((part) => wrap(part, TEXT_COLUMNS))
      .map((text, index) => [...(rest[index] ?? sideOf('')), span(`${RAIL} `, 'quiet'), span(text)]),
  ];
}

/** A step that did not: what was expected and what was found. */
export function stepBroken(step: {
  readonly at: Temporal.ZonedDateTime;
  readonly title: string;
  readonly error: unknown;
}): Line[] {
  const [first = [], second = []] = sides(step.at);
  const { expected, found } = outcomeOf(step.error);
  const [expectation = [], ...more] = [
    ...labelled('expected  ', span(expected)),
    ...labelled('found     ', span(found, 'bad')),
  ];
  return [
    [...first, span('✗ ', 'bad'), span(step.title, 'strong')],
    [...second, ...expectation],
    ...more.map((line) => [...sideOf(''), ...line]),
  ];
}

function outcomeOf(error: unknown): { readonly expected: string; readonly found: string } {
  if (error instanceof NotAsExpected) return error;
  const found = error instanceof Error ? error.message : String(error);
  return { expected: 'the step to run to its end', found };
}

function labelled(label: string, { text, tone }: Span): Line[] {
  return wrap(text.replaceAll(/\s+/gu, ' '), TEXT_COLUMNS - label.length).map((part, index) => [
    span(`  ${index === 0 ? label : ' '.repeat(label.length)}`, 'quiet'),
    span(part, tone),
  ]);
}

/** Time goes by. */
export function gap(from: Temporal.ZonedDateTime, to: Temporal.ZonedDateTime): Line {
  const days = from.toPlainDate().until(to.toPlainDate(), { largestUnit: 'year' });
  const passed = days.total({ unit: 'day', relativeTo: from }) > 1 ? days : from.until(to);
  return [...sideOf(''), span(`┊ ${inWords(passed)}`, 'quiet')];
}

/** Names on the left, what there is to say on the right; a name's further lines stand below it. */
export function figures(rows: readonly (readonly [name: string, value: string])[]): Line[] {
  return rows.flatMap(([name, value]) =>
    wrap(value, TEXT_COLUMNS).map((text, index) => [
      span(`  ${index === 0 ? name : ''}`.padEnd(TEXT_AT), 'quiet'),
      span(text),
    ]),
  );
}

/** The date, and below it the time of day. */
function sides(at: Temporal.ZonedDateTime | undefined): Line[] {
  if (at === undefined) return [sideOf(''), sideOf('')];
  const time = at.toPlainTime().toString({ smallestUnit: 'minute' });
  return [sideOf(at.toPlainDate().toString(), 'time'), sideOf(time.padStart(10), 'quiet')];
}

function sideOf(text: string, tone: Tone = 'plain'): Span[] {
  return [span(`  ${text}`.padEnd(DATE_COLUMNS), tone)];
}

const UNITS = ['years', 'months', 'days', 'hours', 'minutes'] as const;

/** The two largest units: `3 years, 8 months`. */
function inWords(duration: Temporal.Duration): string {
  const parts = UNITS.flatMap((unit) => {
    const count = duration[unit];
    return count === 0 ? [] : [`${count} ${count === 1 ? unit.slice(0, -1) : unit}`];
  });
  return parts.slice(0, 2).join(', ');
}

type Format = Parameters<typeof styleText>[0];

const FORMATS: Readonly<Record<Tone, Format>> = {
  plain: [],
  strong: 'bold',
  quiet: 'dim',
  time: 'cyan',
  rule: 'magenta',
  good: 'green',
  bad: 'red',
};

/** The line for a terminal: in colour only where the stream shows it and NO_COLOR does not forbid it. */
export function paint(line: Line, stream: NodeJS.WriteStream): string {
  return line
    .filter(({ text }) => text !== '')
    .map(({ text, tone }) => styleText(FORMATS[tone], text, { stream }))
    .join('')
    .trimEnd();
}
