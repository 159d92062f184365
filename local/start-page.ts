import { styleText } from 'node:util';
import { type Addresses, addressRows } from './addresses.ts';
import { PARTS } from './parts.ts';
import type { StackEvent } from './stack.ts';

/** What `npm start` says when everything is up: where things are, what to try, how to stop. */
export function startPage(options: {
  readonly addresses: Addresses;
  /** Where the data is kept, in words. */
  readonly data: string;
  /** The stack's time where it is not the real one: an ISO instant. */
  readonly movedTo: string | undefined;
  /** What opens the operations pages. */
  readonly staffKey: string;
}): string {
  const { addresses, data, movedTo, staffKey } = options;
  const { functions, control, mailbox } = addresses;
  const rows = addressRows(addresses);
  const width = Math.max(...rows.map(({ what }) => what.length));
  const table = rows.map(
    ({ what, address, note }) =>
      `  ${what.padEnd(width)}  ${address}${note === '' ? '' : styleText('dim', `  ${note}`)}`,
  );
  const clock =
    movedTo === undefined
      ? []
      : [
          `The clock stands at ${movedTo}, where it was moved to (back to real time: curl -X DELETE ${control.url}/clock).`,
        ];
  return [
    '',
    styleText('bold', 'Everything is up.'),
    '',
    ...table,
    '',
    `Look at  ${functions.url}/privacy (what people see), ${functions.url}/ops (what staff see; the key is ${staffKey}),`,
    `         ${control.url} (the clock, the faults, what the parts saw), ${functions.url}/api/policy (what is`,
    `         kept for how long), ${functions.url}/api/health, ${mailbox.url} (mail).`,
    `Try      ${registrationCall(functions.url)}`,
    `         ${lookupCall(functions)}`,
    `Stop     Ctrl-C. The data is ${data}.`,
    ...clock,
    '',
  ].join('\n');
}

export function eventLine(event: StackEvent): string {
  const { title } = PARTS[event.part];
  if (event.kind === 'ready') {
    return `${styleText('green', '✓')} ${title} ${styleText('dim', `${(event.ms / 1000).toFixed(1)} s`)}`;
  }
  return `${styleText('red', '✗')} ${title} ended by itself (${event.how}): ${WHAT_NEXT[event.next]}`;
}

const WHAT_NEXT = {
  'starts again': 'it is started again',
  'left down': 'it is left down; stop with Ctrl-C, look at its last lines above, and start anew',
} as const;

function registrationCall(url: string): string {
  const body = {
    channel: 'newsletter',
    name: 'Kari Nordmann',
    company: 'Example AS',
    email: 'kari@example.com',
    marketing: true,
    locale: 'nb',
  };
  return `curl ${url}/api/registrations -H 'content-type: application/json' -d '${JSON.stringify(body)}'`;
}

function lookupCall({ url, key }: Addresses['functions']): string {
  return `curl ${url}/api/ops/lookups -H 'x-functions-key: ${key}' -H 'content-type: application/json' -d '{"email":"kari@example.com"}'`;
}
