import { randomBytes } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock.ts';
import { Container } from './container.ts';
import {
  type ContainerDefinition,
  checkReplacement,
  parseContainerDefinition,
} from './container-definition.ts';
import { conflict, notFound } from './errors.ts';
import { ItemTable } from './item-table.ts';
import { isObject, type Json } from './json.ts';
import { resourceName } from './resource-name.ts';
import { Sequence } from './sequence.ts';

export interface DatabaseResource {
  readonly number: number;
  readonly id: string;
  readonly rid: string;
  readonly ts: number;
  readonly containers: Map<string, Container>;
}

type ContainerRow = {
  readonly number: number;
  readonly database: number;
  readonly rid: string;
  readonly ts: number;
  readonly version: number;
  readonly definition: string;
  readonly reserved: number;
};

/** Random, so that a resource created again is another one: continuations of the old one are refused. */
const newRid = (parent: string) =>
  Buffer.concat([Buffer.from(parent.replaceAll('-', '/'), 'base64'), randomBytes(4)])
    .toString('base64')
    .replaceAll('/', '-');

/** The databases and containers, in memory and in the file. */
export class Catalog {
  readonly databases = new Map<string, DatabaseResource>();
  readonly #database: DatabaseSync;
  readonly #clock: Clock;
  readonly #onErase: () => void;

  constructor(options: {
    readonly database: DatabaseSync;
    readonly clock: Clock;
    readonly onErase: () => void;
  }) {
    this.#database = options.database;
    this.#clock = options.clock;
    this.#onErase = options.onErase;
    this.reload();
  }

  database(id: string): DatabaseResource {
    const found = this.databases.get(id);
    if (found === undefined) throw notFound('database');
    return found;
  }

  container(databaseId: string, id: string): Container {
    const found = this.database(databaseId).containers.get(id);
    if (found === undefined) throw notFound('container');
    return found;
  }

  *containers(): Generator<Container> {
    for (const database of this.databases.values()) yield* database.containers.values();
  }

  createDatabase(body: Json): DatabaseResource {
    const id = resourceName(isObject(body) ? body.id : undefined);
    if (this.databases.has(id)) throw conflict('database');
    const rid = newRid('');
    const ts = this.#now();
    const { lastInsertRowid } = this.#database
      .prepare('INSERT INTO databases (id, rid, ts) VALUES (?, ?, ?)')
      .run(id, rid, ts);
    const created = { number: Number(lastInsertRowid), id, rid, ts, containers: new Map() };
    this.databases.set(id, created);
    return created;
  }

  deleteDatabase(id: string): void {
    const database = this.database(id);
    for (const container of database.containers.keys()) this.deleteContainer(id, container);
    this.#database.prepare('DELETE FROM databases WHERE number = ?').run(database.number);
    this.databases.delete(id);
  }

  createContainer(databaseId: string, body: Json): Container {
    const database = this.database(databaseId);
    const definition = parseContainerDefinition(body);
    if (database.containers.has(definition.id)) throw conflict('container');
    const row = {
      database: database.number,
      rid: newRid(database.rid),
      ts: this.#now(),
      version: 1,
      reserved: 0,
    };
    const { lastInsertRowid } = this.#database
      .prepare(
        'INSERT INTO containers (database, rid, ts, version, definition, reserved) VALUES (?, ?, ?, 1, ?, 0)',
      )
      .run(row.database, row.rid, row.ts, JSON.stringify(definition.json));
    return this.#open(database, definition, { ...row, number: Number(lastInsertRowid) });
  }

  /** New indexes are built, and items' times to live counted anew, before this returns. */
  replaceContainer(databaseId: string, id: string, body: Json): Container {
    const database = this.database(databaseId);
    const old = this.container(databaseId, id);
    const definition = parseContainerDefinition(body);
    checkReplacement(old.definition, definition);
    const row = {
      number: old.number,
      rid: old.rid,
      ts: this.#now(),
      version: old.version + 1,
      reserved: old.sequence.last,
    };
    this.#database
      .prepare('UPDATE containers SET ts = ?, version = ?, definition = ?, reserved = ? WHERE number = ?')
      .run(row.ts, row.version, JSON.stringify(definition.json), row.reserved, row.number);
    const replaced = this.#open(database, definition, row);
    replaced.items.recountExpiry();
    return replaced;
  }

  deleteContainer(databaseId: string, id: string): void {
    const { number, items } = this.container(databaseId, id);
    this.#database.exec(`DROP TABLE ${items.name}`);
    this.#database.prepare('DELETE FROM containers WHERE number = ?').run(number);
    this.database(databaseId).containers.delete(id);
    this.#onErase();
  }

  #now(): number {
    return Math.floor(this.#clock.now() / 1000);
  }

  #open(
    database: DatabaseResource,
    definition: ContainerDefinition,
    row: Omit<ContainerRow, 'definition' | 'database'>,
  ) {
    const saveReserved = this.#database.prepare('UPDATE containers SET reserved = ? WHERE number = ?');
    const sequence = new Sequence(row.reserved, (reserved) => saveReserved.run(reserved, row.number));
    const items = new ItemTable({
      database: this.#database,
      name: `items_${row.number}`,
      definition,
      clock: this.#clock,
      sequence,
      onErase: this.#onErase,
    });
    const container = new Container({ ...row, databaseRid: database.rid, definition, items, sequence });
    database.containers.set(definition.id, container);
    return container;
  }

  /** Takes what the file says: at the start, and after a transaction was lost whose effects memory already had. */
  reload(): void {
    this.databases.clear();
    this.#database.exec(`
      CREATE TABLE IF NOT EXISTS databases (
        number INTEGER PRIMARY KEY AUTOINCREMENT, id TEXT NOT NULL UNIQUE, rid TEXT NOT NULL, ts INTEGER NOT NULL);
      CREATE TABLE IF NOT EXISTS containers (
        number INTEGER PRIMARY KEY AUTOINCREMENT, database INTEGER NOT NULL, rid TEXT NOT NULL, ts INTEGER NOT NULL,
        version INTEGER NOT NULL, definition TEXT NOT NULL, reserved INTEGER NOT NULL);`);
    const databases = this.#database.prepare('SELECT number, id, rid, ts FROM databases').all();
    for (const row of databases as Omit<DatabaseResource, 'containers'>[]) {
      this.databases.set(row.id, { ...row, containers: new Map() });
    }
    const byNumber = new Map([...this.databases.values()].map((database) => [database.number, database]));
    const containers = this.#database.prepare('SELECT * FROM containers').all();
    for (const row of containers as ContainerRow[]) {
      const database = byNumber.get(row.database);
      if (database !== undefined)
        this.#open(database, parseContainerDefinition(JSON.parse(row.definition)), row);
    }
  }
}
