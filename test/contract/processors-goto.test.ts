import { describe, expect, test } from 'vitest';
import { aboutKari, KARI, openProcessor } from './processor-target.ts';

const ROOT = '/G2W/rest/v2/organizers/1/webinars';

describe('goto erases', () => {
  test('the person from every webinar to come, and nobody else', async () => {
    const { connector, addWebinar, register, registrantsOf } = await openGoto();
    const [first, second] = [await addWebinar('2026-12-01'), await addWebinar('2027-06-01')];
    await register(first, 'ola@example.test');
    const references = [await register(first, 'Kari@Example.test'), await register(second, KARI)];
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'verified', references });
    expect(await registrantsOf(first)).toMatchObject([{ email: 'ola@example.test' }]);
    expect(await registrantsOf(second)).toEqual([]);
  });

  test('nothing from webinars already held: somebody has to ask for that', async () => {
    const { connector, addWebinar, register, registrantsOf } = await openGoto();
    const [past, toCome] = [await addWebinar('2026-05-01'), await addWebinar('2026-12-01')];
    const references = [await register(past, KARI), await register(toCome, KARI)];
    expect(await connector.erase(aboutKari())).toEqual({
      answer: 'manual',
      because: 'past-webinars',
      references,
    });
    expect(await connector.verify(references)).toBe('left');
    expect(await registrantsOf(toCome)).toEqual([]);
    expect(await registrantsOf(past)).toHaveLength(1);
  });

  test('with an eye on webinars as old as the oldest registration, and those kept longer by a hold', async () => {
    const { connector, addWebinar, register } = await openGoto();
    await register(await addWebinar('2019-05-01'), KARI);
    expect(await connector.erase(aboutKari())).toMatchObject({ answer: 'manual', because: 'past-webinars' });
  });

  test('in however many webinars, page by page', async () => {
    const { connector, addWebinar, register } = await openGoto();
    for (let count = 0; count < 101; count += 1) await addWebinar('2026-12-01');
    const references = [await register(await addWebinar('2026-12-02'), KARI)];
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'verified', references });
  });

  test('nobody where there is nobody', async () => {
    const { connector, addWebinar, register } = await openGoto();
    await register(await addWebinar('2026-12-01'), 'ola@example.test');
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
  });

  test('nobody who is known by a number only, and does not ask', async () => {
    const { connector, processor } = await openGoto();
    const request = aboutKari({ dossier: { emails: [], phones: ['+4722334455'] } });
    expect(await connector.erase(request)).toEqual({ answer: 'nothing-held' });
    expect(processor.requests).toEqual([]);
  });

  test('once: asked again, it finds it done', async () => {
    const { connector, addWebinar, register } = await openGoto();
    const references = [await register(await addWebinar('2026-12-01'), KARI)];
    await connector.erase(aboutKari());
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
    expect(await connector.erase(aboutKari({ references }))).toEqual({ answer: 'verified', references });
  });
});

test('goto verifies by the numbers alone', async () => {
  const { connector, addWebinar, register, call } = await openGoto();
  const webinar = await addWebinar('2026-12-01');
  const reference = await register(webinar, KARI);
  expect(await connector.verify([reference])).toBe('left');
  await call('DELETE', `${ROOT}/${webinar}/registrants/${reference.split('/')[1]}`);
  expect(await connector.verify([reference])).toBe('gone');
});

test.each([
  { who: 'somebody registered', email: KARI, answer: { answer: 'manual', because: 'by-hand' } },
  { who: 'nobody', email: 'ola@example.test', answer: { answer: 'nothing-held' } },
])('goto can correct nothing: $who', async ({ email, answer }) => {
  const { connector, addWebinar, register } = await openGoto();
  await register(await addWebinar('2026-12-01'), email);
  const dossier = { emails: [KARI], phones: [], corrections: { name: 'Kari Hansen' } };
  expect(await connector.rectify(aboutKari({ dossier }))).toEqual(answer);
});

test('goto has no list of ours to stop', async () => {
  const { connector, processor } = await openGoto();
  expect(await connector.withdraw(aboutKari())).toEqual({ answer: 'nothing-held' });
  expect(processor.requests).toEqual([]);
});

async function openGoto() {
  const target = await openProcessor('goto');
  const { call } = target;
  return { ...target, addWebinar, register, registrantsOf };

  async function addWebinar(day: string): Promise<string> {
    const times = [{ startTime: `${day}T10:00:00Z`, endTime: `${day}T11:00:00Z` }];
    const { body } = await call('POST', ROOT, { subject: 'Webinar', times });
    return String(body['webinarKey']);
  }

  async function register(webinar: string, email: string): Promise<string> {
    const registrant = { firstName: 'Kari', lastName: 'Nordmann', email };
    const { status, body } = await call('POST', `${ROOT}/${webinar}/registrants`, registrant);
    expect(status).toBe(201);
    return `${webinar}/${String(body['registrantKey'])}`;
  }

  async function registrantsOf(webinar: string): Promise<unknown> {
    return (await call('GET', `${ROOT}/${webinar}/registrants`)).body['list'];
  }
}
