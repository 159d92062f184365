import type { ContainerDefinition } from './container-definition.ts';
import { withSystemProperties } from './item-document.ts';
import type { ItemRow, ItemTable } from './item-table.ts';
import type { Sequence } from './sequence.ts';

/** One container: its definition, its items, and how both are named on the wire. */
export class Container {
  readonly number: number;
  readonly rid: string;
  readonly self: string;
  readonly ts: number;
  readonly version: number;
  readonly definition: ContainerDefinition;
  readonly items: ItemTable;
  readonly sequence: Sequence;
  readonly #ridBytes: Buffer;

  constructor(options: {
    readonly number: number;
    readonly rid: string;
    readonly databaseRid: string;
    readonly ts: number;
    readonly version: number;
    readonly definition: ContainerDefinition;
    readonly items: ItemTable;
    readonly sequence: Sequence;
  }) {
    this.number = options.number;
    this.rid = options.rid;
    this.self = `dbs/${options.databaseRid}/colls/${options.rid}/`;
    this.ts = options.ts;
    this.version = options.version;
    this.definition = options.definition;
    this.items = options.items;
    this.sequence = options.sequence;
    this.#ridBytes = Buffer.concat([Buffer.from(this.rid.replaceAll('-', '/'), 'base64'), Buffer.alloc(8)]);
  }

  /** The item's ETag without its quotes: new with every write, never the same twice in a container. */
  etagOf({ lsn, ts }: Pick<ItemRow, 'lsn' | 'ts'>): string {
    const hex = lsn.toString(16).padStart(16, '0');
    return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12)}-0000-${ts.toString(16).padStart(12, '0')}`;
  }

  /** The item's JSON as answers carry it. */
  documentOf(row: ItemRow): string {
    const rid = this.#itemRid(row.number);
    return withSystemProperties(row.body, {
      rid,
      self: `${this.self}docs/${rid}/`,
      etag: this.etagOf(row),
      ts: row.ts,
    });
  }

  /** The container's own resource, with how many changes it has seen in its session token. */
  get resource(): Readonly<Record<string, unknown>> {
    return {
      ...this.definition.json,
      _rid: this.rid,
      _self: this.self,
      _etag: this.etag,
      _ts: this.ts,
      _docs: 'docs/',
      _sprocs: 'sprocs/',
      _triggers: 'triggers/',
      _udfs: 'udfs/',
      _conflicts: 'conflicts/',
    };
  }

  get etag(): string {
    return `"${this.etagOf({ lsn: this.version, ts: this.ts })}"`;
  }

  /** https://learn.microsoft.com/azure/cosmos-db/consistency-levels#session-consistency: range 0 has seen this number. */
  get sessionToken(): string {
    return `0:-1#${this.sequence.last}`;
  }

  #itemRid(number: number): string {
    this.#ridBytes.writeBigUInt64LE(BigInt(number), 8);
    return this.#ridBytes.toString('base64').replaceAll('/', '-');
  }
}
