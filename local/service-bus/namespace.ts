import type { Clock } from '../clock.ts';
import { factsOf } from './codec/facts.ts';
import type { NamespaceConfig, QueueConfig, SubscriptionConfig, TopicConfig } from './config.ts';
import { Agenda } from './entity/agenda.ts';
import { Intake } from './entity/intake.ts';
import { Queue, type QueueSettings } from './entity/queue.ts';
import { Sequence } from './entity/sequence.ts';
import { rulesOf } from './entity/subscription-rules.ts';
import type { Journal } from './store/journal.ts';

/** What stands at an address. */
export type Entity =
  | { readonly kind: 'queue'; readonly address: string; readonly intake: Intake; readonly queue: Queue }
  | { readonly kind: 'topic'; readonly address: string; readonly intake: Intake }
  | { readonly kind: 'subscription' | 'dead-letters'; readonly address: string; readonly queue: Queue };

/** Messages in an entity now; a subscription has no schedule, a topic nothing else. */
export interface EntityCounts {
  readonly active: number;
  readonly deferred: number;
  readonly scheduled: number;
  readonly deadLetter: number;
}

const DEAD_LETTERS = '/$DeadLetterQueue';

/** The queues, topics and subscriptions of one configuration, by address; case makes no difference. */
export class Namespace {
  readonly #entities = new Map<string, Entity>();
  readonly #journal: Journal;
  readonly #clock: Clock;
  readonly #agenda: Agenda;

  constructor({ config, journal, clock }: { config: NamespaceConfig; journal: Journal; clock: Clock }) {
    this.#journal = journal;
    this.#clock = clock;
    this.#agenda = new Agenda(clock);
    for (const queue of config.Queues) this.#addQueue(queue);
    for (const topic of config.Topics) this.#addTopic(topic);
    this.#agenda.run();
  }

  find(address: string): Entity | undefined {
    return this.#entities.get(address.toLowerCase());
  }

  counts(): Record<string, EntityCounts> {
    this.#agenda.run();
    const counts: Record<string, EntityCounts> = {};
    for (const entity of this.#entities.values()) {
      if (entity.kind === 'dead-letters') continue;
      const scheduled = 'intake' in entity ? entity.intake.schedule.size : 0;
      const { active, deferred } = 'queue' in entity ? entity.queue.counts() : NOTHING;
      const deadLetters = this.find(entity.address + DEAD_LETTERS);
      const deadLetter = deadLetters?.kind === 'dead-letters' ? deadLetters.queue.counts().active : 0;
      counts[entity.address] = { active, deferred, scheduled, deadLetter };
    }
    return counts;
  }

  stop(): void {
    this.#agenda.stop();
    for (const entity of this.#entities.values()) if (entity.kind !== 'topic') entity.queue.stop();
  }

  #addQueue({ Name: address, Properties: properties }: QueueConfig): void {
    const queue = this.#addReceivable(address, properties);
    const intake = new Intake({
      mailbox: address.toLowerCase(),
      sequence: queue.sequence,
      fansOut: false,
      route: () => [queue],
      timeToLive: properties.DefaultMessageTimeToLive,
      ...this.#intakeOptions(properties),
    });
    this.#add({ kind: 'queue', address, intake, queue });
  }

  #addTopic({ Name: address, Properties: properties, Subscriptions }: TopicConfig): void {
    const subscriptions = Subscriptions.map((subscription) => ({
      queue: this.#addSubscription(address, subscription),
      takes: rulesOf(subscription.Rules),
    }));
    const filtered = subscriptions.some(({ takes }) => takes !== undefined);
    const everyone = subscriptions.map(({ queue }) => queue);
    const mailbox = address.toLowerCase();
    const intake = new Intake({
      mailbox,
      sequence: new Sequence(mailbox, this.#journal),
      fansOut: true,
      route: ({ bare }) => {
        if (!filtered) return everyone;
        const facts = factsOf(bare);
        return subscriptions.filter(({ takes }) => takes?.(facts) ?? true).map(({ queue }) => queue);
      },
      timeToLive: properties.DefaultMessageTimeToLive,
      ...this.#intakeOptions(properties),
    });
    this.#add({ kind: 'topic', address, intake });
  }

  #addSubscription(topic: string, { Name, Properties }: SubscriptionConfig): Queue {
    const address = `${topic}/Subscriptions/${Name}`;
    const queue = this.#addReceivable(address, Properties);
    this.#add({ kind: 'subscription', address, queue });
    return queue;
  }

  #addReceivable(address: string, properties: SubscriptionConfig['Properties']) {
    const settings: QueueSettings = {
      lockDuration: properties.LockDuration,
      maxDeliveryCount: properties.MaxDeliveryCount,
      timeToLive: properties.DefaultMessageTimeToLive,
      deadLetterOnExpiry: properties.DeadLetteringOnMessageExpiration,
    };
    const deadLetters = this.#queue(address + DEAD_LETTERS, { ...settings, timeToLive: Infinity }, undefined);
    this.#add({ kind: 'dead-letters', address: address + DEAD_LETTERS, queue: deadLetters });
    return this.#queue(address, settings, deadLetters);
  }

  #queue(address: string, settings: QueueSettings, deadLetters: Queue | undefined): Queue {
    return new Queue({
      mailbox: address.toLowerCase(),
      address,
      settings,
      deadLetters,
      journal: this.#journal,
      agenda: this.#agenda,
      clock: this.#clock,
    });
  }

  #intakeOptions(properties: TopicConfig['Properties']) {
    return {
      duplicateWindow: properties.RequiresDuplicateDetection
        ? properties.DuplicateDetectionHistoryTimeWindow
        : undefined,
      journal: this.#journal,
      agenda: this.#agenda,
      clock: this.#clock,
    };
  }

  #add(entity: Entity): void {
    this.#entities.set(entity.address.toLowerCase(), entity);
  }
}

const NOTHING = { active: 0, deferred: 0 };
