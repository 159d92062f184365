import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import type { ContainerDefinition } from './container-definition.ts';
import type { ItemDocument } from './item-document.ts';
import {
  columnDefinitions,
  createIndexSql,
  createUniqueKeySql,
  dropIndexSql,
  type ItemIndex,
  indexedColumns,
  itemIndexes,
} from './item-indexes.ts';
import type { PartitionKey } from './partition-key.ts';
import type { Sequence } from './sequence.ts';
import { type PropertyColumns, propertyExpressions } from './sql/property-columns.ts';
import type { Path } from './sql/syntax.ts';

/**
 * One row: `number` is the item's own for its whole life (pages without an order continue after it), `lsn` is new
 * with every write (the change feed continues after it). Both come from one sequence and are never used again.
 */
export type ItemRow = {
  readonly number: number;
  readonly lsn: number;
  readonly ts: number;
  readonly body: string;
};

/** Prepared queries kept per container; a query's text holds no values, so a product has few of them. */
const MAX_QUERIES = 200;

export const COLUMNS = 'number, lsn, ts, body';

/** The items that have not expired, as a part of a WHERE clause; binds the table's `now`. */
export const VISIBLE = '(expires IS NULL OR expires > ?)';

/** The items of one container: a SQLite table, its indexes and its statements. Knows time to live, not HTTP. */
export class ItemTable {
  readonly name: string;
  readonly definition: ContainerDefinition;
  readonly indexes: readonly ItemIndex[];
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #sequence: Sequence;
  readonly #onErase: () => void;
  readonly #queries = new Map<string, StatementSync>();
  readonly #indexed: ReadonlyMap<string, PropertyColumns>;
  readonly #statements: ReturnType<typeof prepare>;

  constructor(options: {
    readonly database: DatabaseSync;
    readonly name: string;
    readonly definition: ContainerDefinition;
    readonly clock: Clock;
    readonly sequence: Sequence;
    readonly onErase: () => void;
  }) {
    this.#database = options.database;
    this.name = options.name;
    this.definition = options.definition;
    this.#clock = options.clock;
    this.#sequence = options.sequence;
    this.#onErase = options.onErase;
    this.indexes = itemIndexes(this.name, this.definition);
    createTable(this.#database, this.name, this.indexes, this.definition);
    this.#statements = prepare(this.#database, this.name);
    const indexedPaths = this.indexes.flatMap(({ terms }) => terms.map(({ path }) => path));
    this.#indexed = new Map(indexedPaths.map((path) => [JSON.stringify(path), indexedColumns(path)]));
  }

  /** The last number given out: nothing committed lies after it. */
  get lsn(): number {
    return this.#sequence.last;
  }

  /** Seconds on the shared clock, the unit of `_ts` and `ttl`. */
  get now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  columnsOf(path: Path): PropertyColumns {
    return this.#indexed.get(JSON.stringify(path)) ?? propertyExpressions(path);
  }

  find(key: PartitionKey, id: string): ItemRow | undefined {
    return this.#statements.find.get(key, id, this.now) as ItemRow | undefined;
  }

  /** Undefined when a live item has this id in this partition already. */
  insert(key: PartitionKey, item: ItemDocument): ItemRow | undefined {
    const lsn = this.#sequence.next();
    const ts = this.now;
    const values = [lsn, lsn, key, item.id, ts, this.#expiry(item, ts), item.text] as const;
    if (this.#statements.insert.run(...values).changes === 0) {
      // What stands in the way may have expired and only not been swept yet.
      if (this.#statements.removeExpired.run(key, item.id, ts).changes === 0) return undefined;
      this.#onErase();
      this.#statements.insert.run(...values);
    }
    return { number: lsn, lsn, ts, body: item.text };
  }

  update(number: number, item: ItemDocument): ItemRow {
    const lsn = this.#sequence.next();
    const ts = this.now;
    this.#statements.update.run(lsn, ts, this.#expiry(item, ts), item.text, number);
    this.#onErase();
    return { number, lsn, ts, body: item.text };
  }

  remove(number: number): void {
    this.#statements.remove.run(number);
    this.#onErase();
  }

  removePartition(key: PartitionKey): void {
    if (this.#statements.removePartition.run(key).changes > 0) this.#onErase();
  }

  /** Removes up to `limit` expired items from the table; they have been invisible since they expired. */
  sweepExpired(limit: number): number {
    if (this.definition.defaultTtl === undefined) return 0;
    const swept = Number(this.#statements.sweep.run(this.now, limit).changes);
    if (swept > 0) this.#onErase();
    return swept;
  }

  /** Expired items of one partition can stand in the way of a unique key. */
  sweepPartition(key: PartitionKey): boolean {
    const swept = Number(this.#statements.sweepPartition.run(key, this.now).changes);
    if (swept > 0) this.#onErase();
    return swept > 0;
  }

  /** After the container's default has changed, every item's time to live counts anew from its last write. */
  recountExpiry(): void {
    const ttl = "coalesce(json_extract(body, '$.ttl'), :default)";
    this.#database
      .prepare(
        `UPDATE ${this.name} SET expires = CASE WHEN :default IS NULL OR ${ttl} = -1 THEN NULL ELSE ts + ${ttl} END`,
      )
      .run({ default: this.definition.defaultTtl ?? null });
  }

  changesAfter(lsn: number, since: number, limit: number): ItemRow[] {
    return this.#statements.changes.all(lsn, since, this.now, limit) as ItemRow[];
  }

  changesInPartitionAfter(key: PartitionKey, lsn: number, since: number, limit: number): ItemRow[] {
    return this.#statements.partitionChanges.all(key, lsn, since, this.now, limit) as ItemRow[];
  }

  rows(sql: string, bindings: readonly SQLInputValue[]): ItemRow[] {
    return this.#query(sql).all(...bindings) as ItemRow[];
  }

  count(sql: string, bindings: readonly SQLInputValue[]): number {
    return Number(this.#query(sql).get(...bindings)?.count ?? 0);
  }

  /** How SQLite would run a query: for the tests that hold queries to their indexes. */
  explain(sql: string, bindings: readonly SQLInputValue[]): string[] {
    const steps = this.#database.prepare(`EXPLAIN QUERY PLAN ${sql}`).all(...bindings);
    return steps.map((step) => String(step.detail));
  }

  #query(sql: string): StatementSync {
    const known = this.#queries.get(sql);
    if (known !== undefined) return known;
    if (this.#queries.size >= MAX_QUERIES) this.#queries.clear();
    const prepared = this.#database.prepare(sql);
    this.#queries.set(sql, prepared);
    return prepared;
  }

  /** An item's `ttl` counts only where the container has time to live switched on. */
  #expiry(item: ItemDocument, ts: number): number | null {
    const { defaultTtl } = this.definition;
    if (defaultTtl === undefined) return null;
    const ttl = item.ttl ?? defaultTtl;
    return ttl === -1 ? null : ts + ttl;
  }
}

function createTable(
  database: DatabaseSync,
  name: string,
  indexes: readonly ItemIndex[],
  definition: ContainerDefinition,
): void {
  database.exec(`
    CREATE TABLE IF NOT EXISTS ${name} (
      number INTEGER PRIMARY KEY, lsn INTEGER NOT NULL, partition_key TEXT NOT NULL, id TEXT NOT NULL,
      ts INTEGER NOT NULL, expires INTEGER, body TEXT NOT NULL);
    CREATE UNIQUE INDEX IF NOT EXISTS ${name}_key ON ${name} (partition_key, id);
    CREATE UNIQUE INDEX IF NOT EXISTS ${name}_lsn ON ${name} (lsn);
    CREATE INDEX IF NOT EXISTS ${name}_expires ON ${name} (expires) WHERE expires IS NOT NULL;`);
  const present = new Set(
    database
      .prepare(`PRAGMA table_xinfo(${name})`)
      .all()
      .map((column) => `"${String(column.name).replaceAll('"', '""')}"`),
  );
  for (const [column, columnSql] of columnDefinitions(indexes)) {
    if (!present.has(column)) database.exec(`ALTER TABLE ${name} ADD COLUMN ${columnSql}`);
  }
  const wanted = new Set(indexes.map((index) => index.name));
  const existing = database.prepare(`SELECT name FROM sqlite_schema WHERE type = 'index' AND name GLOB ?`);
  for (const { name: index } of existing.all(`${name} /*`)) {
    if (!wanted.has(String(index))) database.exec(dropIndexSql(String(index)));
  }
  for (const index of indexes) database.exec(createIndexSql(name, index));
  for (const paths of definition.uniqueKeys) database.exec(createUniqueKeySql(name, paths));
}

function prepare(database: DatabaseSync, name: string) {
  const sweep = `DELETE FROM ${name} WHERE number IN (SELECT number FROM ${name} WHERE expires <= ? LIMIT ?)`;
  const changes = (where: string) =>
    database.prepare(
      `SELECT ${COLUMNS} FROM ${name} WHERE ${where} lsn > ? AND ts >= ? AND ${VISIBLE} ORDER BY lsn LIMIT ?`,
    );
  return {
    find: database.prepare(
      `SELECT ${COLUMNS} FROM ${name} WHERE partition_key = ? AND id = ? AND ${VISIBLE}`,
    ),
    insert: database.prepare(
      `INSERT INTO ${name} (number, lsn, partition_key, id, ts, expires, body) VALUES (?, ?, ?, ?, ?, ?, ?)
       ON CONFLICT (partition_key, id) DO NOTHING`,
    ),
    update: database.prepare(`UPDATE ${name} SET lsn = ?, ts = ?, expires = ?, body = ? WHERE number = ?`),
    remove: database.prepare(`DELETE FROM ${name} WHERE number = ?`),
    removeExpired: database.prepare(
      `DELETE FROM ${name} WHERE partition_key = ? AND id = ? AND expires <= ?`,
    ),
    removePartition: database.prepare(`DELETE FROM ${name} WHERE partition_key = ?`),
    sweep: database.prepare(sweep),
    sweepPartition: database.prepare(`DELETE FROM ${name} WHERE partition_key = ? AND expires <= ?`),
    changes: changes(''),
    partitionChanges: changes('partition_key = ? AND'),
  };
}
