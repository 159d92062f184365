import { describe, expect, test } from 'vitest';
import { aboutKari, KARI, openProcessor } from './processor-target.ts';

describe('teamviewer erases', () => {
  test('every contact of the person, and nobody else', async () => {
    const { connector, addContact, emails } = await openTeamviewer();
    const references = [await addContact('Kari@Example.test'), await addContact('kari@work.example.test')];
    await addContact('ola@example.test');
    const request = aboutKari({ dossier: { emails: [KARI, 'kari@work.example.test'], phones: [] } });
    expect(await connector.erase(request)).toEqual({ answer: 'verified', references });
    expect(await emails()).toEqual(['ola@example.test']);
  });

  test('nobody where there is nobody', async () => {
    const { connector, addContact, emails } = await openTeamviewer();
    await addContact('ola@example.test');
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
    expect(await emails()).toEqual(['ola@example.test']);
  });

  test('once: asked again, it finds it done', async () => {
    const { connector, addContact } = await openTeamviewer();
    const references = [await addContact(KARI)];
    await connector.erase(aboutKari());
    expect(await connector.erase(aboutKari())).toEqual({ answer: 'nothing-held' });
    expect(await connector.erase(aboutKari({ references }))).toEqual({ answer: 'verified', references });
  });

  test('no invitation, which it can only see: somebody has to take it back', async () => {
    const { connector, call } = await openTeamviewer();
    await call('POST', '/api/v1/contacts', { email: KARI, groupid: 'g1', invite: true });
    expect(await connector.erase(aboutKari())).toEqual({
      answer: 'manual',
      because: 'by-hand',
      references: [],
    });
  });
});

test('teamviewer verifies by the numbers alone', async () => {
  const { connector, addContact, call } = await openTeamviewer();
  const id = await addContact(KARI);
  expect(await connector.verify([id])).toBe('left');
  await call('DELETE', `/api/v1/contacts/${id}`);
  expect(await connector.verify([id])).toBe('gone');
});

test.each([
  { who: 'a contact', email: KARI, answer: { answer: 'manual', because: 'by-hand' } },
  { who: 'nobody', email: 'ola@example.test', answer: { answer: 'nothing-held' } },
])('teamviewer can correct nothing: $who', async ({ email, answer }) => {
  const { connector, addContact } = await openTeamviewer();
  await addContact(email);
  const dossier = { emails: [KARI], phones: [], corrections: { name: 'Kari Hansen' } };
  expect(await connector.rectify(aboutKari({ dossier }))).toEqual(answer);
});

test('teamviewer gets nothing for Markedsnyheter, and so has nothing to stop', async () => {
  const { connector, processor } = await openTeamviewer();
  expect(await connector.withdraw(aboutKari())).toEqual({ answer: 'nothing-held' });
  expect(processor.requests).toEqual([]);
});

async function openTeamviewer() {
  const target = await openProcessor('teamviewer');
  const { call } = target;
  return { ...target, addContact, emails };

  async function addContact(email: string): Promise<string> {
    const { body } = await call('POST', '/api/v1/contacts', { email, groupid: 'g1', name: 'Kari' });
    return String(body['contact_id']);
  }

  async function emails(): Promise<string[]> {
    const { contacts } = (await call('GET', '/api/v1/contacts')).body;
    return Array.isArray(contacts) ? contacts.map((contact) => String(Reflect.get(contact, 'email'))) : [];
  }
}
