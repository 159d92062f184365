import type { Container } from '@azure/cosmos';

/** A lease as it lies in the lease container. */
interface LeaseDocument {
  readonly id: string;
  readonly owner?: string;
  readonly continuation?: string;
}

/** Another host has the lease now. */
export class LeaseLost extends Error {
  constructor() {
    super('the lease was taken by another host');
  }
}

export interface LeaseClaim {
  readonly container: Container;
  readonly id: string;
  /** Who this host is: the same after a restart, so that it need not wait for its own lease to expire. */
  readonly owner: string;
  /** Milliseconds. */
  readonly expirationInterval: number;
}

/**
 * Watches one lease until it is free. A lease is free when nobody owns it, when it is this host's own, or when
 * its ETag has stood still for the expiration interval, measured here: clocks of two hosts are never compared.
 */
export class LeaseWatch {
  readonly #claim: LeaseClaim;
  #seen: { readonly etag: string; readonly at: number } | undefined;

  constructor(claim: LeaseClaim) {
    this.#claim = claim;
  }

  /** Undefined while another host has it. */
  async take(): Promise<Lease | undefined> {
    const { container, id, owner } = this.#claim;
    const { resource, etag } = await container.item(id, id).read<LeaseDocument>();
    try {
      if (resource === undefined) {
        const created = await container.items.create<LeaseDocument>({ id, owner });
        return new Lease(this.#claim, { id, owner }, created.etag);
      }
      if (resource.owner !== undefined && resource.owner !== owner && !this.#hasExpired(etag))
        return undefined;
      const lease = new Lease(this.#claim, resource, etag);
      await lease.renew();
      return lease;
    } catch (error) {
      if (error instanceof LeaseLost || codeOf(error) === CONFLICT) return undefined;
      throw error;
    }
  }

  #hasExpired(etag: string): boolean {
    const now = performance.now();
    if (this.#seen?.etag !== etag) this.#seen = { etag, at: now };
    return now - this.#seen.at >= this.#claim.expirationInterval;
  }
}

/** A lease that this host owns. Each write is guarded by the ETag of the one before. */
export class Lease {
  readonly #claim: LeaseClaim;
  #document: LeaseDocument;
  #etag: string;
  #line: Promise<unknown> = Promise.resolve();

  constructor(claim: LeaseClaim, document: LeaseDocument, etag: string) {
    this.#claim = claim;
    this.#document = document;
    this.#etag = etag;
  }

  get continuation(): string | undefined {
    return this.#document.continuation;
  }

  /** All changes before `continuation` have been handled. */
  save(continuation: string): Promise<void> {
    return this.#write((document) => ({ ...document, owner: this.#claim.owner, continuation }));
  }

  /** Shows other hosts that this one is alive. */
  renew(): Promise<void> {
    return this.#write((document) => ({ ...document, owner: this.#claim.owner }));
  }

  /** Lets another host take it at once. */
  release(): Promise<void> {
    return this.#write(({ id, continuation }) => ({
      id,
      ...(continuation !== undefined && { continuation }),
    }));
  }

  #write(change: (document: LeaseDocument) => LeaseDocument): Promise<void> {
    const written = this.#line.then(() => this.#replace(change(this.#document)));
    this.#line = written.catch(() => {});
    return written;
  }

  async #replace(document: LeaseDocument): Promise<void> {
    const { container, id, owner } = this.#claim;
    const item = container.item(id, id);
    const put = async () => {
      const { etag } = await item.replace(document, {
        accessCondition: { type: 'IfMatch', condition: this.#etag },
      });
      this.#document = document;
      this.#etag = etag;
    };
    try {
      await put();
    } catch (error) {
      if (codeOf(error) === NOT_FOUND) throw new LeaseLost();
      if (codeOf(error) !== PRECONDITION_FAILED) throw error;
      // Where the answer to an earlier write was lost, the ETag moved under this host's own hands.
      const { resource, etag } = await item.read<LeaseDocument>();
      if (resource?.owner !== owner) throw new LeaseLost();
      this.#etag = etag;
      await put();
    }
  }
}

const NOT_FOUND = 404;
const CONFLICT = 409;
const PRECONDITION_FAILED = 412;

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
