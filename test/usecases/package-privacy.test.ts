import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { World } from '../../shared/ports.ts';
import { placeHold } from '../../shared/usecases/place-hold.ts';
import { receiveLicenceEvent } from '../../shared/usecases/receive-licence-event.ts';
import { suppressAddress } from '../../shared/usecases/suppress-address.ts';
import { consentingOver } from './consenting.ts';
import { type Database, startDatabase } from './database.ts';
import { type Office, officeOver } from './office.ts';
import { copyOf, requestFor, shownText } from './packaged.ts';

let database: Database;
let world: World;
let office: Office;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  office = officeOver(database);
});
afterAll(() => database.stop());

/** What people type as their names, to show what a page or a file makes of it. */
const hostile = [
  'Åse',
  `<script>alert("x")</script>`,
  `</dd></dl><style>*{display:none}</style>`,
  `O'Brien & "Sons" <b>`,
  '"}],"held":false,"x":[{"y":"',
  '\\u003cscript\\u003e \\" \\n',
  '\u202Egnp.exe\u2066',
  'שלום עולם',
  '👩‍🔧🏳️‍🌈',
  '&lt;img src=x onerror=alert(1)&gt;',
  '${title} {name} {{x}}',
  ']]>--><!--',
];

const sharedPhone = '+4722110000';
const sharedCompany = 'Shared & Sønner AS';

const acts = fc.array(
  fc.record({
    who: fc.constantFrom('first', 'second'),
    what: fc.constantFrom('registration', 'sign-up', 'licence', 'hold', 'objection'),
    name: fc.constantFrom(...hostile),
    phone: fc.constantFrom('shared', 'own', 'none'),
    company: fc.constantFrom('shared', 'own', 'none'),
  }),
  { minLength: 2, maxLength: 12 },
);
type Act = typeof acts extends fc.Arbitrary<readonly (infer Each)[]> ? Each : never;
type Who = Act['who'];

/** Two people who do things in turn, and every value that is of one of them and of nobody else. */
class Neighbours {
  readonly own: Readonly<Record<Who, Set<string>>> = { first: new Set(), second: new Set() };
  readonly #run: number;
  #acts = 0;

  constructor(run: number) {
    this.#run = run;
  }

  emailOf(who: Who): string {
    return `${who}.${this.#run}@example.test`;
  }

  async come(who: Who): Promise<SubjectId> {
    const email = this.emailOf(who);
    this.own[who].add(email);
    return office.receive(email, { phone: sharedPhone, company: sharedCompany });
  }

  async act(about: Readonly<Record<Who, SubjectId>>, { who, what, ...given }: Act): Promise<void> {
    this.#acts += 1;
    const mark = `zq${this.#run}${who}${this.#acts}qz`;
    const contact = this.#contactOf(who, mark, given);
    const { email } = contact;
    const stated = { subjectId: about[who], authority: `Court ${mark}`, reviewOn: '2027-01-01' };
    switch (what) {
      case 'registration':
        await office.receive(email, contact);
        break;
      case 'sign-up':
        await consentingOver(database).signUp(email, contact);
        break;
      case 'licence': {
        const at = '2024-01-02T11:00:00.000Z';
        const licenceId = `L-${mark}`;
        const licence = { id: mark, source: '/licences', licenceId, timed: true, at, contact } as const;
        await receiveLicenceEvent(world, { ...licence, name: 'issued' });
        this.own[who].add(licenceId);
        break;
      }
      case 'hold':
        await placeHold(world, { ...stated, reason: contact.name, restricts: false });
        this.own[who].add(stated.authority);
        break;
      case 'objection':
        await suppressAddress(world, { email, purposes: ['quality-evaluation'] });
        this.own[who].delete(contact.name);
    }
    if (what === 'hold' || what === 'objection') return;
    if (contact.phone !== undefined && contact.phone !== sharedPhone) this.own[who].add(contact.phone);
    if (contact.company !== undefined && contact.company !== sharedCompany)
      this.own[who].add(contact.company);
  }

  #contactOf(who: Who, mark: string, { name, phone, company }: Omit<Act, 'who' | 'what'>) {
    const stated = `${name} ${mark}`;
    this.own[who].add(stated);
    const number = `+4799${who === 'first' ? '1' : '2'}${String(this.#run * 20 + this.#acts).padStart(5, '0')}`;
    return {
      email: this.emailOf(who),
      name: stated,
      ...(phone !== 'none' && { phone: phone === 'shared' ? sharedPhone : number }),
      ...(company !== 'none' && { company: company === 'shared' ? sharedCompany : `Company ${mark}` }),
    };
  }
}

/** Every text in a value, however deep. */
function textsIn(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}

let runs = 0;

test('a package has everything of its person and nothing of another, whatever they share', async () => {
  await fc.assert(
    fc.asyncProperty(acts, async (story) => {
      runs += 1;
      const neighbours = new Neighbours(runs);
      const about = { first: await neighbours.come('first'), second: await neighbours.come('second') };
      for (const act of story) await neighbours.act(about, act);
      for (const who of ['first', 'second'] as const) {
        const other = who === 'first' ? 'second' : 'first';
        const email = neighbours.emailOf(who);
        const { json, html } = await copyOf(world, about[who], requestFor('access', { email }));
        const inFile = textsIn(json);
        const inPage = shownText(html);
        const mine = [...neighbours.own[who]];
        const theirs = [...neighbours.own[other], about[other]];
        expect(mine.filter((value) => !inFile.includes(value))).toEqual([]);
        expect(mine.filter((value) => !inPage.includes(value))).toEqual([]);
        expect(theirs.filter((value) => inFile.some((text) => text.includes(value)))).toEqual([]);
        expect(theirs.filter((value) => html.includes(value) || inPage.includes(value))).toEqual([]);
        expect(html).not.toMatch(/<(script|img|b|iframe|link|object)\b/);
        expect(html.match(/<style>/g)).toHaveLength(1);
      }
    }),
    { numRuns: 25 },
  );
});
