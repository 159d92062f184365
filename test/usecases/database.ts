import { addressesOf } from '../../local/addresses.ts';
import { OffsetClock } from '../../local/clock.ts';
import { startCosmos } from '../../local/cosmos/start-cosmos.ts';
import { readLocalSettings } from '../../local/local-settings.ts';
import { freePorts } from '../../local/ports.ts';
import { provision } from '../../local/provision.ts';
import { openContainers } from '../../shared/adapters/cosmos/container.ts';
import { createLinks } from '../../shared/adapters/links.ts';
import { readSettings } from '../../shared/adapters/settings.ts';
import { createStores } from '../../shared/adapters/stores.ts';
import { type EventName, isEvent, type PrivacyEvent } from '../../shared/domain/event.ts';
import type { SubjectId } from '../../shared/domain/id.ts';
import type { Mail } from '../../shared/domain/letter.ts';
import type { ProcessorAnswer } from '../../shared/domain/recipient.ts';
import type { ProcessorId } from '../../shared/policy/processors.ts';
import type { Connector, StoredText, World } from '../../shared/ports.ts';
import { askProcessor } from '../../shared/usecases/ask-processor.ts';
import { fulfilRequest } from '../../shared/usecases/fulfil-request.ts';
import { takeMailEvent } from '../../shared/usecases/send-mail.ts';
import { packageDocument } from '../../web/package/package-document.ts';
import { recordingTelemetry, type Saying } from '../telemetry-double.ts';

/**
 * Use cases over the real SDK and the embedded Cosmos DB endpoint, without a host: what the change feed, the
 * broker and the triggers do stands here in `deliver`, what processors and the mail server say is up to the test.
 */
export interface Database {
  readonly world: World;
  /** What each processor answers from now on; nothing held, unless told. */
  readonly answers: Map<ProcessorId, ProcessorAnswer>;
  readonly sent: Mail[];
  /** What operations were told. */
  readonly said: readonly Saying[];
  /** What a search finds lying around. */
  readonly lying: StoredText[];
  /** Takes every event written since the last call to whom it concerns, until there are no more; `world` as it then is. */
  deliver(world?: World): Promise<void>;
  /** The events of a subject, oldest first. */
  eventsOf(subjectId: SubjectId): Promise<readonly PrivacyEvent[]>;
  /** Data-plane requests answered while `work` ran. */
  requests(work: () => Promise<unknown>): Promise<number>;
  stop(): Promise<void>;
}

export async function startDatabase(): Promise<Database> {
  const { cosmos: port } = await freePorts();
  const part = await startCosmos({ port, data: 'ephemeral', clock: new OffsetClock() });
  const { connectionString } = addressesOf({ ...(await freePorts()), cosmos: port }).cosmos;
  await provision(connectionString);
  const settings = readSettings({ ...readLocalSettings(), Cosmos: connectionString });
  const containers = openContainers(settings);
  const unused = () => Promise.reject(new Error('there is no broker here'));
  const stores = createStores(settings, containers);
  const answers = new Map<ProcessorId, ProcessorAnswer>();
  const sent: Mail[] = [];
  const telemetry = recordingTelemetry();
  const lying: StoredText[] = [];
  const delivered = new Set<string>();
  const connector = (id: ProcessorId): Connector => {
    const answer = async () => answers.get(id) ?? ({ answer: 'nothing-held' } as const);
    return { erase: answer, rectify: answer, withdraw: answer, verify: async () => 'gone' };
  };
  const real: World = {
    ...stores,
    events: { publish: unused },
    licenceQueue: { again: unused, reject: unused },
    mailQueue: { again: unused },
    mailer: {
      async send(mail) {
        sent.push(mail);
        return 'sent';
      },
    },
    links: createLinks({ publicOrigin: settings.publicOrigin, keys: stores.keys }),
    connectors: {
      'azure-monitor': connector('azure-monitor'),
      zendesk: connector('zendesk'),
      teamviewer: connector('teamviewer'),
      goto: connector('goto'),
    },
    search: {
      places: ['cosmos/subjects'],
      async *texts() {
        yield* lying;
      },
    },
    packages: packagesInMemory(),
    packagePages: { html: packageDocument },
    deadLetters: { list: async () => [], redrive: async () => 'absent', discard: async () => 'absent' },
    telemetry,
  };

  async function written(query: string): Promise<PrivacyEvent[]> {
    const { resources } = await containers.subjects.items.query<{ event: PrivacyEvent }>(query).fetchAll();
    return resources.map(({ event }) => event).toSorted((one, other) => (one.id < other.id ? -1 : 1));
  }

  return {
    world: real,
    said: telemetry.said,
    answers,
    sent,
    lying,
    async deliver(world = real) {
      for (;;) {
        const news = (await written(`SELECT * FROM c WHERE c.kind = 'event'`)).filter(
          ({ id }) => !delivered.has(id),
        );
        if (news.length === 0) return;
        for (const event of news) {
          if (isEvent(event, 'processor.notified')) await askProcessor(world, event);
          if (mailEvents.some((name) => isEvent(event, name))) {
            await takeMailEvent(world, { event, attempt: 0 });
          }
          const waiting = requestWaitingFor(event);
          if (waiting !== undefined) await fulfilRequest(world, waiting);
          delivered.add(event.id);
        }
      }
    },
    async eventsOf(subjectId) {
      const all = await written(`SELECT * FROM c WHERE c.kind = 'event'`);
      return all.filter(({ subject }) => subject === subjectId);
    },
    async requests(work) {
      const answered = () => part.commands.requests();
      const before = answered();
      await work();
      return answered() - before;
    },
    stop: () => part.close(),
  };
}

/** What the subscription `mail` lets through (infra/service-bus.json). */
const mailEvents: readonly EventName[] = [
  'consent.requested',
  'consent.given',
  'erasure.answered',
  'processor.answered',
  'policy.announced',
  'hold.due',
  'request.received',
  'request.proof-asked',
  'request.verified',
  'request.extended',
  'request.fulfilled',
  'request.refused',
  'request.due',
];

/** What the subscription `requests` lets through, and the request that it is about. */
function requestWaitingFor(event: PrivacyEvent): string | undefined {
  if (isEvent(event, 'request.verified') || isEvent(event, 'erasure.completed')) return event.data.requestId;
  return undefined;
}

/** Packages as they were written, under `<id>.<format>`. */
function packagesInMemory(): World['packages'] {
  const texts = new Map<string, string>();
  return {
    async write(id, format, text) {
      const pieces: string[] = [];
      for await (const piece of text) pieces.push(piece);
      texts.set(`${id}.${format}`, pieces.join(''));
    },
    async read(id, format) {
      const text = texts.get(`${id}.${format}`);
      return text === undefined ? undefined : ReadableStream.from([Buffer.from(text)]);
    },
    async remove(id) {
      const removed = ['html', 'json'].filter((format) => texts.delete(`${id}.${format}`));
      return removed.length > 0 ? 'removed' : 'absent';
    },
    removeBefore: async () => 0,
  };
}
