import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Signal, signals } from '../shared/policy/signals.ts';

const kinds = {
  event: {
    title: 'Facts',
    says: 'One row of `AppEvents` each, in the trace of what caused it, and never sampled. Words are in `Properties`, numbers in `Measurements`. `TimeGenerated` is when it was sent, up to ten seconds after it happened.',
  },
  count: {
    title: 'Counts',
    says: 'Rows of `AppMetrics`, summed before they are sent: how many is in `Sum`.',
  },
  gauge: {
    title: 'How things stand',
    says: 'Rows of `AppMetrics`, measured every five minutes, zeros included. What could not be measured is not sent.',
  },
} as const satisfies Record<Signal['kind'], { readonly title: string; readonly says: string }>;

/** The page `operations/telemetry.md`: every signal, from the list that the product is held to. */
export function telemetryPage(): string {
  const chapters = Object.entries(kinds).map(([kind, { title, says }]) => {
    const lines = Object.entries<Signal>(signals).flatMap(([name, signal]) =>
      signal.kind === kind ? row(name, signal) : [],
    );
    return `## ${title}\n\n${says}\n\n| signal | tells | words | numbers |\n|---|---|---|---|\n${lines.join('\n')}\n`;
  });
  return `${introduction}\n${chapters.join('\n')}\n${rest}`;
}

const introduction = `# What operations see

Everything that the product sends to Application Insights, and all that it may: the list is
[\`shared/policy/signals.ts\`](../../shared/policy/signals.ts), the types of the port and the adapter hold to it, and this page is written from
it by \`node docs/telemetry.ts\`. There is no place in it for an id of a person, an address or a text, so telemetry needs no erasure.
Each query is in [\`infra/queries\`](../../infra/queries), tested against this list.

A signal of the kinds count and gauge is a metric for each of its numbers, called \`<signal>.<number>\`; one without numbers is a metric of its own name.
`;

const rest = `## Besides

| table | what is in it |
|---|---|
| \`AppDependencies\` | each call to a processor: \`Target\` is its id, \`ResultCode\` what it answered, \`DurationMs\`; no URL |
| \`AppRequests\`, \`AppTraces\`, \`AppExceptions\` | from the Functions host on Azure: functions run, lines of the log, faults. URLs are emptied on the way in |

\`OperationId\` is the same from the request to its facts, messages and calls to processors:
[one-trace](../../infra/queries/runbooks/one-trace.kql).
`;

function row(name: string, { tells, words, numbers }: Signal): string {
  const said = Object.entries(words).map(([word, values]) => `\`${word}\`: ${values.join(', ')}`);
  const counted = Object.entries(numbers).map(([number, unit]) =>
    number === unit ? `\`${number}\`` : `\`${number}\` (${unit})`,
  );
  return `| \`${name}\` | ${tells} | ${said.join('<br>')} | ${counted.join(', ')} |`;
}

if (import.meta.main) {
  writeFileSync(join(import.meta.dirname, 'operations/telemetry.md'), telemetryPage());
}
