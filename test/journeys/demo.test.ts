import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { ServiceBusClient } from '@azure/service-bus';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, onTestFinished, test } from 'vitest';
import { NotAsExpected } from '../../local/demo/check.ts';
import { percentile } from '../../local/demo/figures.ts';
import { type Line, span } from '../../local/demo/line.ts';
import { daysFrom, endOf, momentsOf } from '../../local/demo/moments.ts';
import { person, personalDataIn } from '../../local/demo/person.ts';
import { searchStores } from '../../local/demo/search-stores.ts';
import { type Step, tellStory } from '../../local/demo/tell-story.ts';
import { terminalSvg } from '../../local/demo/terminal-svg.ts';
import { freePorts } from '../../local/ports.ts';
import { startLocalStack } from '../../local/stack.ts';
import { temporaryDirectory } from '../local/temporary-directory.ts';

const PATIENCE_MS = 90_000;

async function runDemo(args: readonly string[], temporary: string) {
  const demo = join(import.meta.dirname, '../../local/demo/demo.ts');
  const { FORCE_COLOR: _, ...environment } = process.env;
  const child = spawn(process.execPath, [demo, ...args], {
    env: { ...environment, TMPDIR: temporary },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const [output, complaints, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'exit'),
  ]);
  return { output, complaints, code };
}

describe('npm run demo', () => {
  test('tells five years of one person, ends well and leaves no file', { timeout: PATIENCE_MS }, async () => {
    const temporary = temporaryDirectory();
    const picture = join(temporaryDirectory(), 'demo.svg');
    const { output, complaints, code } = await runDemo(['--svg', picture], temporary);
    expect({ code, complaints, output }).toMatchObject({ code: 0, complaints: '' });
    const told = [
      'She registers in the software, sent as JSON',
      'GET shows a page with a button. Consent check: no, not yet.',
      'Sec-GPC: 1. Nothing is accepted; recorded, but not whose it is.',
      'POST. Consent check: yes. Audience: 1 line.',
      'CloudEvent over HTTP',
      'CloudEvent on the Service Bus queue',
      'Consent check: no. Audience: empty. 2 processors told.',
      'Which fields, to whom, on what ground. A text naming her: 400.',
      '202 to both, and to both a mail with a link that works once.',
      'To the word: what she sent, the licence, the disclosure.',
      'Shown before and after; she presses; Zendesk has it too.',
      'Quality evaluation: yes before, no from now on.',
      'Found: 4 documents in cosmos.sqlite, her copy, 3 processors,',
      'Started twice. Told: 2, once each; not reached: 0.',
      'TeamViewer lets nobody in: a task. His page: waiting for it.',
      'Nobody has seen to the task. Mail to staff; days left: ',
      'Mail to staff: over the day. First on the desk: ',
      'His page: all have answered. Closed, and nothing of him in it.',
      'The licence is gone; her 3 registrations and support stay.',
      'Due, but held: it says so, and nothing is erased, nobody asked.',
      'Our records go at once. 4 processors asked; TeamViewer is down.',
      'Erased there at the third attempt, and seen to be gone.',
      'Evidence that names her is refused; a case number completes it.',
      'A keyed hash says no to news.',
      'Still there: which fields and records, never what they said.',
      'It found nothing in',
      'Found nowhere',
      '4 processors asked, 6 times until all had answered',
      'Kept as long as the policy says, then gone everywhere.',
    ];
    const leftOutOfThePicture = [
      'The same Idempotency-Key gets the same answer: counted once.',
      'sent URL-encoded',
      'names the field, repeats nothing of it',
      'It was given to nobody: nobody is asked.',
    ];
    const drawn = await readFile(picture, 'utf8');
    for (const sentence of [...told, ...leftOutOfThePicture]) expect(output).toContain(sentence);
    for (const sentence of told) expect(drawn).toContain(sentence);
    for (const sentence of leftOutOfThePicture) expect(drawn).not.toContain(sentence);
    expect(output).not.toContain('\u001B');
    expect(await readdir(temporary)).toEqual([]);
  });

  test('ends with 1 when a step fails, and says what was expected', { timeout: PATIENCE_MS }, async () => {
    const temporary = temporaryDirectory();
    // An app that is not the product: it takes no forms.
    const { output, code } = await runDemo(['--app', 'test/local/fixtures/app.ts'], temporary);
    expect(code).toBe(1);
    expect(output).toMatch(
      /✗ She registers.*\n.*expected {2}POST \/api\/registrations to be answered 202\n/u,
    );
    expect(output).toMatch(/found {5}404\n/u);
    expect(output.match(/●/gu)).toEqual(['●']);
    expect(await readdir(temporary)).toEqual([]);
  });
});

test(
  'a product that takes a look at the page for a yes does not get through',
  async () => {
    const { output, code } = await runDemo(
      ['--app', 'test/local/fixtures/yes-by-looking.ts'],
      temporaryDirectory(),
    );
    expect(code).toBe(1);
    expect(output).toMatch(/✗ A mail asks her to confirm.*\n.*the consent check to say\s+consent-requested/u);
    expect(output).toContain('consent-given');
  },
  PATIENCE_MS,
);

describe('the story', () => {
  const moments = momentsOf(daysFrom(Temporal.PlainDate.from('2026-11-22')));
  const tell = async (steps: readonly Step<string[]>[]) => {
    const ran: string[] = [];
    const clock: string[] = [];
    const shown: Line[] = [];
    const drawn: Line[] = [];
    const cameOut = await tellStory({
      steps,
      context: ran,
      moments,
      moveClock: async (to) => {
        clock.push(to.toString());
      },
      stage: { show: (line) => shown.push(line), draw: (line) => drawn.push(line), meanwhile() {} },
    });
    const textOf = (lines: readonly Line[]) => lines.map((line) => line.map((each) => each.text).join(''));
    return { cameOut, ran, clock, shown: textOf(shown), drawn: textOf(drawn) };
  };
  const step = (title: string, when: Step<string[]>['when'], outcome?: Error): Step<string[]> => ({
    when,
    title,
    policy: 'P9',
    run: async (ran) => {
      ran.push(title);
      if (outcome !== undefined) throw outcome;
      return `${title} came out`;
    },
  });

  test('moves the clock only where a step is at another time', async () => {
    const steps = [step('one', 'first day'), step('two', 'first day'), step('three', 'licence due')];
    const { cameOut, ran, clock, shown } = await tell(steps);
    expect({ cameOut, ran }).toEqual({ cameOut: true, ran: ['one', 'two', 'three'] });
    expect(clock).toEqual(['2026-11-22T08:00:00Z', '2028-02-22T23:00:00Z']);
    expect(shown.join('\n')).toContain('┊ 1 year, 3 months\n  2028-02-23  ● three');
  });

  test('draws the steps that are not left out, each with its day', async () => {
    const steps = [
      { ...step('one', 'first day'), isDrawn: false },
      step('two', 'first day'),
      { ...step('three', 'licence due'), isDrawn: false },
      step('four', 'call due'),
    ] as const;
    const { drawn } = await tell(steps);
    expect(drawn.map((line) => line.trim().replace(/ {2,}P9$/u, ''))).toEqual([
      '2026-11-22  ● two',
      '09:00  │ two came out',
      '┊ 4 years, 11 months',
      '2031-11-20  ● four',
      '00:00  │ four came out',
    ]);
  });

  test('stops at the first step that does not come out', async () => {
    const broken = new NotAsExpected('one registration', 2);
    const steps = [step('one', 'first day'), step('two', 'first day', broken), step('three', 'first day')];
    const { cameOut, ran, shown } = await tell(steps);
    expect({ cameOut, ran }).toEqual({ cameOut: false, ran: ['one', 'two'] });
    expect(shown.slice(-3).map((line) => line.trim())).toEqual([
      '2026-11-22  ✗ two',
      '09:00    expected  one registration',
      'found     2',
    ]);
  });

  test('counts its periods by the calendar, from a leap day too', () => {
    const days = daysFrom(Temporal.PlainDate.from('2028-02-29'));
    expect(days).toMatchObject({
      unansweredKept: '2028-03-14',
      licenceKept: '2029-05-28',
      formsKept: '2033-02-28',
      holdRelease: '2033-04-28',
    });
    expect(endOf(days.formsKept)).toBe('2033-02-28T23:00:00Z');
  });
});

describe('the search', () => {
  test.each([
    ['text', (value: string) => value],
    ['other letters', (value: string) => value.toUpperCase()],
    ['part of a URL', encodeURIComponent],
    ['part of a form', (value: string) => new URLSearchParams({ value }).toString()],
    ['UTF-16', (value: string) => Buffer.from(value, 'utf16le')],
    ['base64', (value: string) => Buffer.from(`{"v":"${value}"}`).toString('base64')],
    ['base64, a byte on', (value: string) => Buffer.from(`{"v1":"${value}"}`).toString('base64')],
    ['base64, two bytes on', (value: string) => Buffer.from(`{"v12":"${value}"}`).toString('base64')],
  ])('finds the person as %s', (_, spell) => {
    expect(personalDataIn(spell(person.name))).toContain('name');
    expect(personalDataIn(spell(person.company))).toContain('company');
    expect(personalDataIn(spell(person.email))).toContain('e-mail');
    expect(personalDataIn(spell('+4722334455'))).toContain('phone');
  });

  test('finds the person in a message, whatever part of it', { timeout: PATIENCE_MS }, async () => {
    const folder = temporaryDirectory();
    const parts = ['cosmos', 'service-bus', 'telemetry', 'functions'] as const;
    const stack = await startLocalStack({ data: folder, ports: await freePorts(), parts });
    onTestFinished(() => stack.stop());
    const bus = new ServiceBusClient(stack.addresses.serviceBus.connectionString);
    onTestFinished(() => bus.close());
    // What the licence system subscribes to; nobody takes it there.
    const applicationProperties = { type: 'works.contracting.privacy.licence.issued.v1' };
    await bus.createSender('privacy-events').sendMessages([
      { body: { by: person.name }, applicationProperties },
      { body: Buffer.from(person.phone), applicationProperties },
      { body: '', applicationProperties: { ...applicationProperties, by: person.company } },
    ]);
    const { found } = await searchStores({ stack, bus, folder, log: [] });
    expect(found).toEqual([
      { kind: 'message', where: 'licence-system', fields: ['name'] },
      { kind: 'message', where: 'licence-system', fields: ['phone'] },
      { kind: 'message', where: 'licence-system', fields: ['company'] },
      { kind: 'file', where: 'service-bus/service-bus.sqlite', fields: ['name', 'company', 'phone'] },
    ]);
  });

  test('finds nobody in what is about nobody', () => {
    expect(personalDataIn('{"subject": "0198c2a4", "fields": ["name", "email"]}')).toEqual([]);
  });
});

test('the picture holds any text', () => {
  const lines = [[span('a < b && "c"', 'bad'), span('  ● \u001B[0m│', 'good')]];
  const svg = terminalSvg({ title: '<demo>', columns: 20, lines });
  expect(svg).toContain('<title id="title">&lt;demo&gt;</title>');
  expect(svg).toContain('>a &lt; b &amp;&amp; &quot;c&quot;</text>');
  expect(svg).not.toContain('\u001B');
});

test('a percentile is a value that was measured', () => {
  expect(percentile([30, 10, 40, 20], 50)).toBe(20);
  expect(percentile([30, 10, 40, 20], 95)).toBe(40);
});
