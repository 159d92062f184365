import { buffer } from 'node:stream/consumers';
import { Hono } from 'hono';
import type { SMTPServerDataStream, SMTPServerSession } from 'smtp-server';
import type { Clock } from '../clock.ts';
import { listen, serveHttp } from '../http-endpoint.ts';
import { type MailMessage, parseMail } from './message.ts';
import { MessageStore } from './message-store.ts';
import { listPage, messagePage } from './pages.ts';

export interface Mailbox {
  messages(): readonly MailMessage[];
  clear(): Promise<void>;
  close(): Promise<void>;
}

export interface MailboxOptions {
  readonly smtpPort: number;
  readonly httpPort: number;
  /** Where the messages are kept; in memory without it. */
  readonly directory: string | undefined;
  readonly clock: Clock;
}

/** Takes every mail that is sent to it over SMTP, delivers none, and shows them on a page and as JSON. */
export async function startMailbox(options: MailboxOptions): Promise<Mailbox> {
  const store = new MessageStore(options.directory);
  const http = await serveHttp({ port: options.httpPort, fetch: routes(store).fetch });
  const smtp = await startSmtp({ port: options.smtpPort, deliver }).catch(async (error: unknown) => {
    await http.close();
    throw error;
  });
  return {
    messages: () => store.all(),
    clear: () => store.clear(),
    close: async () => {
      await Promise.all([smtp.close(), http.close()]);
    },
  };

  async function deliver(recipients: readonly string[], source: Buffer): Promise<void> {
    const receivedAt = new Date(options.clock.now()).toISOString();
    await store.add(await parseMail({ id: store.nextId(), receivedAt, recipients, source }));
  }
}

function routes(store: MessageStore): Hono {
  const app = new Hono();
  app.get('/', (c) => c.html(listPage(store.all())));
  app.get('/messages/:id', (c) => {
    const message = store.get(c.req.param('id'));
    return message === undefined ? c.text('no such message', 404) : c.html(messagePage(message));
  });
  app.get('/api/messages', (c) => c.json(store.all()));
  app.delete('/api/messages', async (c) => {
    await store.clear();
    return c.body(null, 204);
  });
  return app;
}

/** A sender that keeps an idle connection must not hold up the end of the mailbox. */
const CLOSE_TIMEOUT_MS = 100;

type Deliver = (recipients: readonly string[], source: Buffer) => Promise<void>;

/** Loaded late: the mail libraries take a third of a second, in which other parts can start. */
async function startSmtp(options: { readonly port: number; readonly deliver: Deliver }) {
  const { SMTPServer } = await import('smtp-server');
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: CLOSE_TIMEOUT_MS,
    onData(stream, session, callback) {
      void answer(receive(stream, session), callback);
    },
  });
  // A client that breaks off is no reason to end the mailbox.
  server.on('error', () => undefined);
  await listen(server.server, options.port);
  return { close: () => new Promise<void>((resolve) => server.close(() => resolve())) };

  async function receive(stream: SMTPServerDataStream, session: SMTPServerSession): Promise<void> {
    const recipients = session.envelope.rcptTo.map(({ address }) => address);
    await options.deliver(recipients, await buffer(stream));
  }
}

/** SMTPServer's callback: without an error the mail is taken (250), with one it is not (451). */
async function answer(received: Promise<void>, callback: (error?: Error) => void): Promise<void> {
  try {
    await received;
  } catch (error) {
    return callback(error instanceof Error ? error : new Error(String(error)));
  }
  return callback();
}
