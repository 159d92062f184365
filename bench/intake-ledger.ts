import type { Resource } from '@azure/cosmos';
import type { RegistrationDocument } from '../shared/domain/document.ts';
import { mustHold } from './measurement.ts';
import { count } from './number-text.ts';
import { newPerson } from './person.ts';
import type { Product } from './product.ts';
import { takeEvents } from './topic.ts';

type Stored = Pick<RegistrationDocument & Resource, 'id' | 'subjectId' | 'email'>;

const rivals = { people: 10, postsEach: 32 } as const;

/** What the product promised while it was under load, and whether it kept it. */
export class IntakeLedger {
  readonly #product: Product;
  readonly #acknowledged: string[] = [];
  readonly #told: string[] = [];

  constructor(product: Product) {
    this.#product = product;
  }

  note(status: number, body: string): void {
    if (status === 202) this.#acknowledged.push(JSON.parse(body).registrationId);
  }

  /** Resolves when every event is out, the topic is empty, and the endpoint has tidied up its file. */
  async settle(): Promise<void> {
    const { stack, bus } = this.#product;
    for (let left = await this.#untold(); left > 0; left = await this.#untold()) {
      this.#told.push(...(await takeEvents(bus, left)));
    }
    await stack.command('cosmos', 'compact');
  }

  /**
   * Each acknowledged registration is stored once, of a subject of its own, and told of once. Where a round
   * ended, a post on each connection may have been stored without its answer being waited for.
   */
  async audit(): Promise<string> {
    await this.settle();
    const stored = await this.#stored();
    const ids = new Set(stored.map(({ id }) => id));
    const acknowledged = new Set(this.#acknowledged);
    const distinct = (values: readonly unknown[]) => new Set(values).size === stored.length;
    mustHold('no two posts get the same answer', acknowledged.size === this.#acknowledged.length);
    mustHold('everything acknowledged is stored', acknowledged.isSubsetOf(ids));
    mustHold('everything is stored once', distinct(stored.map(({ email }) => email)));
    mustHold('each person is a subject', distinct(stored.map(({ subjectId }) => subjectId)));
    mustHold(
      'each registration is told of once',
      distinct(this.#told) && ids.isSubsetOf(new Set(this.#told)),
    );
    return `${count(acknowledged.size)} posts were answered 202; each is stored exactly once, of a subject of its own, and told of exactly once.`;
  }

  /** People who are new and post several times at once become one subject each, with every registration. */
  async auditRivals(): Promise<string> {
    const { people, postsEach } = rivals;
    for (let person = 0; person < people; person += 1) {
      const form = newPerson();
      const answers = await Promise.all(
        Array.from({ length: postsEach }, () => this.#post('/api/registrations', form)),
      );
      mustHold(
        'every post of one new person is answered 202',
        answers.every(({ status }) => status === 202),
      );
      const found = await this.#post('/api/ops/lookups', { email: form.email });
      const { subjects } = (await found.json()) as { subjects: { records: unknown[] }[] };
      mustHold('one new person is one subject', subjects.length === 1);
      mustHold('each of their posts is stored', subjects[0]?.records.length === postsEach);
    }
    return `${people} new people posted ${postsEach} times at once each: every post was answered 202, and each person is one subject with ${postsEach} registrations.`;
  }

  /** How many events are stored and not yet taken from the topic. */
  async #untold(): Promise<number> {
    const query = `SELECT VALUE COUNT(1) FROM c WHERE c.kind = 'event'`;
    const { resources } = await this.#product.containers.subjects.items.query<number>(query).fetchAll();
    return (resources[0] ?? 0) - this.#told.length;
  }

  async #stored(): Promise<readonly Stored[]> {
    const query = `SELECT c.id, c.subjectId, c.email FROM c WHERE c.kind = 'registration'`;
    const pages = this.#product.containers.subjects.items.query<Stored>(query, { maxItemCount: 1_000 });
    return (await pages.fetchAll()).resources;
  }

  #post(path: string, body: object): Promise<Response> {
    const { functions } = this.#product.stack.addresses;
    return fetch(functions.url + path, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-functions-key': functions.key },
      body: JSON.stringify(body),
    });
  }
}
