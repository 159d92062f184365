import { describe, expect, test } from 'vitest';
import { aboutKari, eraseToTheEnd, KARI, KARIS_PHONE, openProcessor } from './processor-target.ts';

describe('zendesk erases', () => {
  test('nothing before the numbers of what it will erase are kept', async () => {
    const { connector, addUser, stageOf } = await openZendesk();
    const id = await addUser({ email: 'Kari@Example.test' });
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'accepted', references: [id] });
    expect(await stageOf(id)).toBe('active');
    expect(await connector.erase(aboutKari({ references: [id] }))).toEqual({
      answer: 'verified',
      references: [id],
    });
    expect(await stageOf(id)).toBe('erased');
  });

  test('every user of the person, and nobody else', async () => {
    const { connector, addUser, stageOf } = await openZendesk();
    const hers = [await addUser({ email: KARI }), await addUser({ email: 'kari@work.example.test' })];
    const another = await addUser({ email: 'okari@example.test' });
    const request = aboutKari({ dossier: { emails: [KARI, 'kari@work.example.test'], phones: [] } });
    expect(await eraseToTheEnd(connector, request)).toEqual({ answer: 'verified', references: hers });
    expect(await Promise.all([...hers, another].map(stageOf))).toEqual(['erased', 'erased', 'active']);
  });

  test('a user that has the address as a second one', async () => {
    const { connector, addUser, call, stageOf } = await openZendesk();
    const id = await addUser({ email: 'kari@work.example.test' });
    await call('PUT', `/api/v2/users/${id}`, { user: { email: KARI } });
    expect(await eraseToTheEnd(connector, aboutKari())).toMatchObject({ answer: 'verified' });
    expect(await stageOf(id)).toBe('erased');
  });

  test.each(['+4722334455', '22 33 44 55', '+47 22-33-44-55'])(
    'a caller known by nothing but the number %s',
    async (phone) => {
      const { connector, addUser, stageOf } = await openZendesk();
      const id = await addUser({ phone });
      const request = aboutKari({ dossier: { emails: [], phones: [KARIS_PHONE] } });
      expect(await eraseToTheEnd(connector, request)).toMatchObject({ answer: 'verified' });
      expect(await stageOf(id)).toBe('erased');
    },
  );

  test('not another who shares the number, and asks somebody to look', async () => {
    const { connector, addUser, stageOf } = await openZendesk();
    const [kari, ola, caller] = [
      await addUser({ email: KARI, phone: KARIS_PHONE }),
      await addUser({ email: 'ola@example.test', phone: KARIS_PHONE }),
      await addUser({ phone: KARIS_PHONE }),
    ];
    const request = aboutKari({ dossier: { emails: [KARI], phones: [KARIS_PHONE] } });
    expect(await eraseToTheEnd(connector, request)).toEqual({
      answer: 'manual',
      because: 'same-number',
      references: [kari],
    });
    expect(await Promise.all([kari, ola, caller].map(stageOf))).toEqual(['erased', 'active', 'active']);
  });

  test('not those whose number only ends alike', async () => {
    const { connector, addUser } = await openZendesk();
    await addUser({ phone: '+46822334455' });
    const request = aboutKari({ dossier: { emails: [], phones: [KARIS_PHONE] } });
    expect(await connector.erase(request)).toEqual({ answer: 'nothing-held' });
  });

  test('nobody who works at the desk', async () => {
    const { connector, addUser, stageOf } = await openZendesk();
    const id = await addUser({ email: KARI, role: 'agent' });
    expect(await eraseToTheEnd(connector, aboutKari())).toMatchObject({
      answer: 'manual',
      because: 'by-hand',
    });
    expect(await stageOf(id)).toBe('active');
  });

  test('once: asked again, it finds it done', async () => {
    const { connector, addUser } = await openZendesk();
    const id = await addUser({ email: KARI });
    await eraseToTheEnd(connector, aboutKari());
    expect(await connector.erase(aboutKari({ references: [id] }))).toEqual({
      answer: 'verified',
      references: [id],
    });
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
  });

  test('the rest of a user that somebody deleted half-way', async () => {
    const { connector, addUser, call, stageOf } = await openZendesk();
    const id = await addUser({ email: KARI });
    await connector.erase(aboutKari());
    await call('DELETE', `/api/v2/users/${id}`);
    expect(await connector.erase(aboutKari({ references: [id] }))).toMatchObject({ answer: 'verified' });
    expect(await stageOf(id)).toBe('erased');
  });

  test('no more than Zendesk lets it in ten minutes, and says when to come again', async () => {
    const { connector, addUser, call, clock } = await openZendesk();
    for (let count = 0; count < 700; count += 1) {
      const id = await addUser({});
      await call('DELETE', `/api/v2/users/${id}`);
      await call('DELETE', `/api/v2/deleted_users/${id}`);
    }
    const id = await addUser({ email: KARI });
    const refusal = await connector.erase(aboutKari({ references: [id] }));
    expect(refusal).toMatchObject({ answer: 'unreachable', because: 'throttled' });
    const { retryAfter = 0 } = refusal.answer === 'unreachable' ? refusal : {};
    expect(retryAfter).toBeGreaterThan(0);
    clock.setOffset(clock.offset + retryAfter * 1_000);
    expect(await connector.erase(aboutKari({ references: [id] }))).toMatchObject({ answer: 'verified' });
  });
});

describe('zendesk verifies by the numbers alone', () => {
  test('what is gone, half gone, and still there', async () => {
    const { connector, addUser, call } = await openZendesk();
    const id = await addUser({ email: KARI });
    expect(await connector.verify([id])).toBe('left');
    await call('DELETE', `/api/v2/users/${id}`);
    expect(await connector.verify([id])).toBe('left');
    await call('DELETE', `/api/v2/deleted_users/${id}`);
    expect(await connector.verify([id])).toBe('gone');
  });
});

describe('zendesk corrects', () => {
  test('name, address and number, and sees that they are right', async () => {
    const { connector, addUser, call } = await openZendesk();
    const id = await addUser({ email: KARI, phone: KARIS_PHONE });
    const corrections = { name: 'Kari Hansen', email: 'hansen@example.test', phone: '+4799887766' };
    const request = aboutKari({ dossier: { emails: [KARI], phones: [], corrections } });
    expect(await connector.rectify(request)).toEqual({ answer: 'verified' });
    expect(await call('GET', `/api/v2/users/${id}`)).toMatchObject({ body: { user: corrections } });
    expect(await call('GET', `/api/v2/users/${id}/identities`)).toMatchObject({
      body: { identities: [{ value: 'hansen@example.test' }] },
    });
    expect(await connector.rectify(request)).toEqual({ answer: 'verified' });
  });

  test('no company, which belongs to an organization', async () => {
    const { connector, addUser } = await openZendesk();
    await addUser({ email: KARI });
    const request = aboutKari({ dossier: { emails: [KARI], phones: [], corrections: { company: 'Ny AS' } } });
    expect(await connector.rectify(request)).toEqual({ answer: 'manual', because: 'by-hand' });
  });

  test('no address that another user has', async () => {
    const { connector, addUser } = await openZendesk();
    await addUser({ email: KARI });
    await addUser({ email: 'hansen@example.test' });
    const corrections = { email: 'hansen@example.test' };
    const request = aboutKari({ dossier: { emails: [KARI], phones: [], corrections } });
    expect(await connector.rectify(request)).toEqual({ answer: 'failed', because: 'refused' });
  });

  test('nobody whom it does not know', async () => {
    const { connector } = await openZendesk();
    const request = aboutKari({ dossier: { emails: [KARI], phones: [], corrections: { name: 'Kari' } } });
    expect(await connector.rectify(request)).toEqual({ answer: 'nothing-held' });
  });
});

test('zendesk gets nothing for Markedsnyheter, and so has nothing to stop', async () => {
  const { connector, processor } = await openZendesk();
  expect(await connector.withdraw(aboutKari())).toEqual({ answer: 'nothing-held' });
  expect(processor.requests).toEqual([]);
});

async function openZendesk() {
  const target = await openProcessor('zendesk');
  const { call } = target;
  return { ...target, addUser, stageOf };

  async function addUser(user: Readonly<Record<string, string>>): Promise<string> {
    const { status, body } = await call('POST', '/api/v2/users', { user: { name: 'Kari', ...user } });
    expect(status).toBe(201);
    return String(Reflect.get(Object(body['user']), 'id'));
  }

  async function stageOf(id: string): Promise<'active' | 'deleted' | 'erased'> {
    if ((await call('GET', `/api/v2/deleted_users/${id}`)).status === 200) return 'deleted';
    return (await call('GET', `/api/v2/users/${id}`)).status === 200 ? 'active' : 'erased';
  }
}
