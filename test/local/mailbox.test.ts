import { createTransport } from 'nodemailer';
import { expect, onTestFinished, test } from 'vitest';
import { OffsetClock } from '../../local/clock.ts';
import { type Mailbox, startMailbox } from '../../local/mailbox/mailbox.ts';
import type { MailMessage } from '../../local/mailbox/message.ts';
import { freePorts } from '../../local/ports.ts';
import { temporaryDirectory } from './temporary-directory.ts';

const NEWSLETTER = {
  from: 'privacy@contracting.example',
  to: 'kari@example.com',
  subject: 'Markedsnyheter: bekreft påmeldingen',
  text: 'Bekreft her: http://127.0.0.1/confirm\n',
  html: '<p>Bekreft <a href="http://127.0.0.1/confirm">her</a></p>',
  headers: {
    'List-Unsubscribe': '<https://contracting.example/unsubscribe/abc>',
    'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
  },
};

test('a mail sent over SMTP is read as JSON, with its headers as they were sent', async () => {
  const { url, send } = await openMailbox();
  await send(NEWSLETTER);
  const [message, ...others] = await readMessages(url);
  expect(others).toEqual([]);
  expect(message).toMatchObject({
    id: '1',
    to: 'kari@example.com',
    subject: 'Markedsnyheter: bekreft påmeldingen',
    text: NEWSLETTER.text,
    html: NEWSLETTER.html,
  });
  expect(message?.headers).toMatchObject({
    'list-unsubscribe': '<https://contracting.example/unsubscribe/abc>',
    'list-unsubscribe-post': 'List-Unsubscribe=One-Click',
  });
});

test('a mail carries the time of the stack, not the real one', async () => {
  const clock = new OffsetClock();
  clock.moveTo(Date.parse('2031-11-23T00:00:00Z'));
  const { url, send } = await openMailbox({ clock });
  await send(NEWSLETTER);
  const [message] = await readMessages(url);
  expect(message?.receivedAt).toMatch(/^2031-11-23T00:/u);
});

test('a blind copy shows whom it was really sent to', async () => {
  const { url, send } = await openMailbox();
  await send({ ...NEWSLETTER, to: 'undisclosed@example.com', bcc: ['ola@example.com'] });
  const [message] = await readMessages(url);
  expect(message?.to).toBe('undisclosed@example.com, ola@example.com');
});

test('mail outlives the mailbox, and numbering goes on', async () => {
  const directory = temporaryDirectory();
  const first = await openMailbox({ directory });
  await first.send(NEWSLETTER);
  await first.mailbox.close();
  const second = await openMailbox({ directory });
  await second.send({ ...NEWSLETTER, subject: 'second' });
  const messages = await readMessages(second.url);
  expect(messages.map(({ id }) => id)).toEqual(['1', '2']);
});

test('deleted mail is gone, after a restart too', async () => {
  const directory = temporaryDirectory();
  const first = await openMailbox({ directory });
  await first.send(NEWSLETTER);
  expect((await fetch(`${first.url}/api/messages`, { method: 'DELETE' })).status).toBe(204);
  expect(await readMessages(first.url)).toEqual([]);
  await first.mailbox.close();
  const second = await openMailbox({ directory });
  expect(await readMessages(second.url)).toEqual([]);
});

test('the page shows a mail without letting it run or style anything outside its frame', async () => {
  const { url, send } = await openMailbox();
  await send({ ...NEWSLETTER, subject: '<script>alert(1)</script>', html: '<script>alert(2)</script>"' });
  const list = await (await fetch(url)).text();
  expect(list).toContain('&lt;script&gt;alert(1)&lt;/script&gt;');
  expect(list).not.toContain('<script>');
  const page = await (await fetch(`${url}/messages/1`)).text();
  expect(page).not.toContain('<script>');
  expect(page).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
});

test('the page offers the one-click unsubscription that a mail client would', async () => {
  const { url, send } = await openMailbox();
  await send(NEWSLETTER);
  const page = await (await fetch(`${url}/messages/1`)).text();
  expect(page).toContain('<form method="post" action="https://contracting.example/unsubscribe/abc">');
});

test('an unknown mail is a 404', async () => {
  const { url } = await openMailbox();
  expect((await fetch(`${url}/messages/7`)).status).toBe(404);
});

async function openMailbox(options: { readonly directory?: string; readonly clock?: OffsetClock } = {}) {
  const ports = await freePorts();
  const mailbox: Mailbox = await startMailbox({
    smtpPort: ports.smtp,
    httpPort: ports.mailbox,
    directory: options.directory,
    clock: options.clock ?? new OffsetClock(),
  });
  const transport = createTransport({ host: '127.0.0.1', port: ports.smtp });
  onTestFinished(async () => {
    transport.close();
    await mailbox.close();
  });
  return {
    mailbox,
    url: `http://127.0.0.1:${ports.mailbox}`,
    send: (mail: Parameters<typeof transport.sendMail>[0]) => transport.sendMail(mail),
  };
}

async function readMessages(url: string): Promise<MailMessage[]> {
  const response = await fetch(`${url}/api/messages`);
  expect(response.status).toBe(200);
  return (await response.json()) as MailMessage[];
}
