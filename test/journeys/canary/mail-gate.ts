import { buffer } from 'node:stream/consumers';
import { createTransport } from 'nodemailer';
import { SMTPServer, type SMTPServerDataStream, type SMTPServerSession } from 'smtp-server';
import { listen } from '../../../local/http-endpoint.ts';
import { freePorts } from '../../../local/ports.ts';

/** How the mail server in front of the mailbox behaves: `puts-off` with 450, `refuses` with 550, `away` with 421. */
type Mood = 'takes' | 'puts-off' | 'refuses' | 'away';

const replies = { away: 421, 'puts-off': 450, refuses: 550 } as const;

export interface MailGate {
  readonly port: number;
  mood: Mood;
  /** The port of the mailbox that mails are handed on to. */
  leadsTo: number | undefined;
  close(): Promise<void>;
}

/** A mail server that hands on what it takes; what it does not take it quotes, address and all, as real ones do. */
export async function openMailGate(): Promise<MailGate> {
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onRcptTo: ({ address }, _session, done) => {
      const { mood } = gate;
      if (mood === 'takes') return done();
      done(Object.assign(new Error(`<${address}>: not now`), { responseCode: replies[mood] }));
    },
    onData: (stream, session, done) => void answer(handOn(stream, session), done),
  });
  const { smtp: port } = await freePorts();
  await listen(server.server, port);
  const gate: MailGate = {
    port,
    mood: 'takes',
    leadsTo: undefined,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
  return gate;

  async function handOn(
    stream: SMTPServerDataStream,
    { envelope: { mailFrom, rcptTo } }: SMTPServerSession,
  ): Promise<void> {
    const transport = createTransport({ host: '127.0.0.1', port: gate.leadsTo, ignoreTLS: true });
    const envelope = {
      from: mailFrom === false ? '' : mailFrom.address,
      to: rcptTo.map(({ address }) => address),
    };
    await transport.sendMail({ envelope, raw: await buffer(stream) });
  }
}

/** SMTPServer's callback: without an error the mail is taken. */
async function answer(handedOn: Promise<void>, callback: (error?: Error) => void): Promise<void> {
  try {
    await handedOn;
  } catch (error) {
    return callback(error instanceof Error ? error : new Error(String(error)));
  }
  return callback();
}
