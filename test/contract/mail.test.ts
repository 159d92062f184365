import { generateKeyPairSync } from 'node:crypto';
import { inspect } from 'node:util';
import { describe, expect, onTestFinished, test } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { startMailbox } from '../../local/mailbox/mailbox.ts';
import { freePorts } from '../../local/ports.ts';
import { createMailer, MailNotSent } from '../../shared/adapters/mail.ts';
import type { Settings } from '../../shared/adapters/settings.ts';
import type { Letter, Mail } from '../../shared/domain/letter.ts';
import { renderLetter } from '../../web/letters/render-letter.ts';
import {
  accepted,
  answered,
  confirmRequest,
  extended,
  holdDue,
  proofAsked,
  requestDue,
} from '../pages/request-letters.ts';
import { checkSignature } from './dkim.ts';
import { startSmtpServer } from './smtp-server.ts';

const unsubscribe =
  'https://privacy.example.test/unsubscribe/q1Hqz0c9TmGdOmyabA86EQ.dVv3k8mFq8R0m6vZ8W7sE2C1n0pLw9Xy5ZtUuIiOoPk';
const letters = {
  'confirm-marketing': {
    letter: 'confirm-marketing',
    confirm: 'https://privacy.example.test/consents/confirm/abc.def',
    unsubscribe,
  },
  'welcome-to-marketing': {
    letter: 'welcome-to-marketing',
    unsubscribe,
    preferences: 'https://privacy.example.test/preferences/abc.def',
  },
  'policy-announced': {
    letter: 'policy-announced',
    policyVersion: '2021-02-19',
    page: 'https://privacy.example.test/privacy/versions',
    asksAgain: true,
  },
  'erasure-completed': { letter: 'erasure-completed', gone: [], exceptions: [], held: false },
  'confirm-request': confirmRequest,
  'request-accepted': accepted,
  'proof-asked': proofAsked,
  'request-extended': extended,
  'request-answered': answered,
  'request-due': requestDue,
  'hold-due': holdDue,
  task: {
    letter: 'task',
    taskId: 'a-task',
    page: 'https://privacy.example.test/ops/tasks/a-task',
    notice: 'erasure',
    processor: 'zendesk',
    because: 'refused',
    dueOn: '2026-11-29',
  },
} as const satisfies { [Name in Letter['letter']]: Extract<Letter, { letter: Name }> };

const marketing = ['confirm-marketing', 'welcome-to-marketing'] as const;
const others = [
  'policy-announced',
  'erasure-completed',
  'confirm-request',
  'request-accepted',
  'proof-asked',
  'request-extended',
  'request-answered',
  'request-due',
  'hold-due',
  'task',
] as const;

describe('a mail', () => {
  test('goes to one person, from us, as text and as HTML', async () => {
    const { mailer, messages } = await openMailbox();
    expect(await mailer.send(mailWith('confirm-marketing'))).toBe('sent');
    const [message, ...more] = messages();
    expect(more).toEqual([]);
    expect(message).toMatchObject({
      to: 'ase@example.test',
      subject: 'Vil du ha Markedsnyheter? Bekreft her',
      headers: {
        from: 'Contracting AS <privacy@example.test>',
        to: 'ase@example.test',
        'auto-submitted': 'auto-generated',
        'content-language': 'nb',
      },
    });
    expect(message?.headers['content-type']).toMatch(/^multipart\/alternative/);
    expect(message?.text).toContain(letters['confirm-marketing'].confirm);
    expect(message?.html).toContain(`href="${letters['confirm-marketing'].confirm}"`);
  });

  test('that is sent again is known to be the same by its Message-ID', async () => {
    const { mailer, messages } = await openMailbox();
    await mailer.send(mailWith('confirm-marketing'));
    await mailer.send(mailWith('confirm-marketing'));
    const ids = messages().map(({ headers }) => headers['message-id']);
    expect(ids).toEqual(['<one.mail@example.test>', '<one.mail@example.test>']);
  });

  test('goes to one address, even one that reads like two', async () => {
    const { mailer, messages } = await openMailbox();
    await mailer.send({ ...mailWith('confirm-marketing'), to: 'ola,ase@example.test' });
    expect(messages().map(({ to }) => to)).toEqual(['"ola,ase"@example.test']);
  });

  test.each(marketing)(
    'for Markedsnyheter has the way out in its headers, each once (%s)',
    async (letter) => {
      const { mailer, messages } = await openMailbox();
      await mailer.send(mailWith(letter));
      // A header that came twice would stand here with a line feed between its values.
      expect(messages()[0]?.headers).toMatchObject({
        'list-unsubscribe': `<${unsubscribe}>, <mailto:privacy@contracting.works?subject=unsubscribe>`,
        'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
        'list-id': 'Markedsnyheter <marketing.example.test>',
      });
    },
  );

  test.each(others)('that no list brought offers none to leave (%s)', async (letter) => {
    const { mailer, messages } = await openMailbox();
    await mailer.send(mailWith(letter));
    const names = Object.keys(messages()[0]?.headers ?? {});
    expect(names).toContain('subject');
    expect(names.filter((name) => name.startsWith('list-'))).toEqual([]);
  });
});

describe('a mail that is turned down', () => {
  test.each([
    ['RCPT', 550],
    ['RCPT', 553],
    ['DATA', 554],
  ] as const)('for good is refused (%s %i)', async (at, reply) => {
    const { port } = await startSmtpServer({ at, reply });
    expect(await mailerTo(port).send(mailWith('confirm-marketing'))).toBe('refused');
  });

  test.each([
    ['RCPT', 450, 'EENVELOPE 450'],
    ['RCPT', 530, 'EENVELOPE 530'],
    ['DATA', 452, 'EMESSAGE 452'],
    ['MAIL', 550, 'EENVELOPE 550'],
  ] as const)('for now, or because of us, is a fault that names nobody (%s %i)', async (at, reply, code) => {
    const { port } = await startSmtpServer({ at, reply });
    await expectFault(mailerTo(port), code);
  });

  test('by a server that cannot be reached is a fault that names nobody', async () => {
    const { smtp: port } = await freePorts();
    await expectFault(mailerTo(port), 'ESOCKET');
  });

  test('by ourselves, since its address is no address, is refused', async () => {
    const { port, sources } = await startSmtpServer();
    const mail = { ...mailWith('confirm-marketing'), to: 'ase@example.test>\r\nDATA' };
    expect(await mailerTo(port).send(mail)).toBe('refused');
    expect(sources).toEqual([]);
  });

  test('by a server without encryption, on another machine, is a fault: nothing was said in the open', async () => {
    const { port, sources } = await startSmtpServer();
    await expectFault(mailerTo(port, { host: 'localhost' }), 'ETLS 500');
    expect(sources).toEqual([]);
  });
});

describe('a mail signed with our own key', () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const dkim = { dkimDomain: 'example.test', dkimSelector: 'mail', dkimKey: privateKey };

  test.each(marketing)('verifies, and the signature covers the way out (%s)', async (letter) => {
    const { port, sources } = await startSmtpServer();
    await mailerTo(port, dkim).send(mailWith(letter));
    const check = checkSignature(sources[0] ?? '', publicKey);
    expect(check).toMatchObject({
      domain: 'example.test',
      selector: 'mail',
      bodyIsIntact: true,
      headersAreIntact: true,
    });
    expect(check.headers).toEqual(
      expect.arrayContaining(['from', 'to', 'subject', 'date', 'list-unsubscribe', 'list-unsubscribe-post']),
    );
  });

  test('does not verify when somebody changed where to unsubscribe, or what it says', async () => {
    const { port, sources } = await startSmtpServer();
    await mailerTo(port, dkim).send(mailWith('welcome-to-marketing'));
    const source = sources[0] ?? '';
    const elsewhere = source.replace('<https://privacy.example', '<https://evil.example');
    expect(checkSignature(elsewhere, publicKey)).toMatchObject({ headersAreIntact: false });
    const [head, ...body] = source.split('\r\n\r\n');
    const otherwise = [head, ...body].join('\r\n\r\n').replace('Hei!', 'Hallo!');
    expect(checkSignature(otherwise, publicKey)).toMatchObject({ bodyIsIntact: false });
  });

  test.each([
    ['a part is missing', { dkimDomain: 'example.test', dkimKey: privateKey }],
    ['the key is none', { ...dkim, dkimKey: 'no key' }],
    [
      'the key cannot sign mails',
      {
        ...dkim,
        dkimKey: generateKeyPairSync('ed25519', {
          publicKeyEncoding: { type: 'spki', format: 'pem' },
          privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
        }).privateKey,
      },
    ],
  ])('is not sent unsigned: nothing starts when %s', (_, settings) => {
    expect(() => mailerTo(25, settings)).toThrow(/DKIM_KEY/);
  });
});

function mailWith(letter: Letter['letter']): Mail {
  return { to: 'ase@example.test', locale: 'nb', letter: letters[letter], messageId: 'one.mail' };
}

function mailerTo(port: number, settings: Partial<Settings['mail']> = {}) {
  return createMailer({
    settings: { host: '127.0.0.1', port, from: 'privacy@example.test', ...settings },
    render: renderLetter,
  });
}

async function openMailbox() {
  const { smtp: smtpPort, mailbox: httpPort } = await freePorts();
  const mailbox = await startMailbox({ smtpPort, httpPort, directory: undefined, clock: new OffsetClock() });
  onTestFinished(() => mailbox.close());
  return { mailer: mailerTo(smtpPort), messages: () => mailbox.messages() };
}

/** What is thrown says how it failed, and nowhere whom it was for. */
async function expectFault(mailer: ReturnType<typeof mailerTo>, code: string): Promise<void> {
  const fault: unknown = await mailer.send(mailWith('confirm-marketing')).catch((error: unknown) => error);
  expect(fault).toBeInstanceOf(MailNotSent);
  expect(fault).toMatchObject({ code, message: `the mail was not sent: ${code}` });
  expect(inspect(fault, { showHidden: true, depth: null })).not.toContain('ase@');
  expect(fault).not.toHaveProperty('cause');
}
