import { SMTPServer } from 'smtp-server';
import { onTestFinished } from 'vitest';
import { listen } from '../../local/http-endpoint.ts';
import { freePorts } from '../../local/ports.ts';

/** At which command of SMTP a mail is turned down, and with which reply. */
interface Refusal {
  readonly at: 'MAIL' | 'RCPT' | 'DATA';
  readonly reply: number;
}

/**
 * An SMTP server that keeps what it takes as it came, or turns everything down; its refusals quote the recipient, as
 * real ones do. Ends with the test.
 */
export async function startSmtpServer(refusal?: Refusal) {
  const sources: string[] = [];
  const answer = (at: Refusal['at'], address: string) =>
    refusal?.at === at
      ? Object.assign(new Error(`<${address}>: not here`), { responseCode: refusal.reply })
      : undefined;
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    closeTimeout: 100,
    onMailFrom: ({ address }, _session, done) => done(answer('MAIL', address)),
    onRcptTo: ({ address }, _session, done) => done(answer('RCPT', address)),
    onData(stream, { envelope }, done) {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        sources.push(Buffer.concat(chunks).toString('latin1'));
        done(answer('DATA', envelope.rcptTo[0]?.address ?? ''));
      });
    },
  });
  const { smtp: port } = await freePorts();
  await listen(server.server, port);
  onTestFinished(() => new Promise((resolve) => server.close(() => resolve())));
  return { port, sources };
}
