import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RegistrationDocument } from '../../shared/domain/document.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { PackageFormat, World } from '../../shared/ports.ts';
import { buildPackage } from '../../shared/usecases/build-package.ts';
import { type Database, startDatabase } from './database.ts';
import { officeOver } from './office.ts';
import { requestFor } from './packaged.ts';

const records = 10_000;
const pageSize = 500;
const pages = records / pageSize;

let database: Database;
let world: World;
let about: SubjectId;
beforeAll(async () => {
  database = await startDatabase();
  ({ world } = database);
  about = await officeOver(database).receive('many@example.test');
  const perBatch = 99;
  for (let first = 1; first < records; first += perBatch) {
    const create = Array.from({ length: Math.min(perBatch, records - first) }, (_, each) =>
      record(first + each),
    );
    await world.subjects.commit({ subjectId: about, head: { expect: 'any' }, create, events: [] });
  }
});
afterAll(() => database.stop());

function record(number: number): RegistrationDocument {
  return {
    id: world.ids.registration(),
    kind: 'registration',
    subjectId: about,
    name: `Number ${number}`,
    email: 'many@example.test',
    channel: 'event',
    marketing: false,
    locale: 'nb',
    submittedOn: '2026-11-01',
    receivedAt: '2026-11-01T10:00:00Z',
    eraseAfter: '2031-11-01T23:00:00Z',
    salt: world.keys.salt(),
  };
}

/** What a reader notes of a package while it is written, keeping nothing of it. */
interface Noted {
  readonly entries: number;
  readonly bytes: number;
  /** The most pages that were read from the database and had not been written down. */
  readonly mostAhead: number;
  /** The most memory in use beyond what was before, in bytes. */
  readonly mostGrown: number;
}

async function build(): Promise<Readonly<Record<PackageFormat, Noted>>> {
  const noted: Partial<Record<PackageFormat, Noted>> = {};
  let read = 0;
  const watched: World = {
    ...world,
    subjects: {
      ...world.subjects,
      async *each(subjectId, kinds) {
        for await (const page of world.subjects.each(subjectId, kinds)) {
          read += 1;
          yield page;
        }
      },
    },
    packages: {
      ...world.packages,
      async write(_id, format, text) {
        const marks = { html: /<article class="card">/g, json: /"channel":"event"/g } as const;
        let [entries, bytes, mostAhead, mostGrown, written] = [0, 0, 0, 0, 0];
        read = 0;
        const before = memoryInUse();
        for await (const piece of text) {
          const found = piece.match(marks[format])?.length ?? 0;
          // Other parts have a page each at most.
          if (found > 1) mostAhead = Math.max(mostAhead, read - written);
          written = read;
          entries += found;
          bytes += Buffer.byteLength(piece);
          if (found > 1) mostGrown = Math.max(mostGrown, memoryInUse() - before);
        }
        noted[format] = { entries, bytes, mostAhead, mostGrown };
      },
    },
  };
  await buildPackage(watched, { request: requestFor('portability'), about });
  const { html, json } = noted;
  if (html === undefined || json === undefined) throw new Error('a format is missing');
  return { html, json };
}

setFlagsFromString('--expose-gc');
const collectGarbage: () => void = runInNewContext('gc');

function memoryInUse(): number {
  collectGarbage();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

describe(`a package of ${records} records`, () => {
  let noted: Readonly<Record<PackageFormat, Noted>>;
  let requests: number;
  beforeAll(async () => {
    requests = await database.requests(async () => {
      noted = await build();
    });
  });

  test.each(['json', 'html'] as const)('has all of them, and is never whole in memory (%s)', (format) => {
    const { entries, bytes, mostAhead, mostGrown } = noted[format];
    expect(entries).toBe(records);
    expect(bytes).toBeGreaterThan(2_500_000);
    expect(mostAhead).toBe(1);
    expect(mostGrown).toBeLessThan(bytes);
  });

  test('costs three readings of the pages, and a handful of requests beside', () => {
    const onePage = 1;
    const summary = pages;
    const lists = pages + 2 * onePage;
    const noting = 4;
    // By the address that is held; the one that was stated is another.
    const objections = 1;
    expect(requests).toBe(noting + onePage + objections + summary + 2 * lists);
  });
});

test('the package of somebody with one record costs 21 requests, one of what was provided 13', async () => {
  const one = await officeOver(database).receive('one@example.test');
  const making = (right: 'access' | 'portability') => () =>
    buildPackage(world, { request: requestFor(right), about: one });
  expect(await database.requests(making('access'))).toBe(21);
  expect(await database.requests(making('portability'))).toBe(13);
});
