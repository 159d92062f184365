import type { DatabaseSync } from 'node:sqlite';
import { type Answer, answerOf, listBody } from './answer.ts';
import type { Catalog, DatabaseResource } from './catalog.ts';
import { atomically } from './commit-queue.ts';
import type { Container } from './container.ts';
import { methodNotAllowed, unsupported } from './errors.ts';
import { parseQueryBody } from './query.ts';
import { type CosmosRequest, flag, header, jsonBody } from './request.ts';
import { parseQuery } from './sql/parser.ts';
import { propertyExpressions } from './sql/property-columns.ts';
import { toSqlite } from './sql/to-sqlite.ts';

/** Everything above items: the account, its databases and containers. */
export class AccountOperations {
  readonly #database: DatabaseSync;
  readonly #catalog: Catalog;

  constructor(database: DatabaseSync, catalog: Catalog) {
    this.#database = database;
    this.#catalog = catalog;
  }

  run(request: CosmosRequest): Answer {
    return atomically(
      this.#database,
      () => this.#answer(request),
      () => true,
    );
  }

  #answer(request: CosmosRequest): Answer {
    const { address, verb } = request;
    switch (address.kind) {
      case 'account':
        return account(request);
      case 'offers':
        return answerOf(200, listBody('', 'Offers', []), { itemCount: 0 });
      case 'databases':
        if (verb === 'POST' && !isQuery(request)) {
          return resourceAnswer(201, databaseJson(this.#catalog.createDatabase(jsonBody(request) ?? null)));
        }
        return this.#list(request, '', 'Databases', [...this.#catalog.databases.values()].map(databaseJson));
      case 'database':
        return this.#oneDatabase(verb, address.database);
      case 'containers':
        if (verb === 'POST' && !isQuery(request)) {
          return containerAnswer(
            201,
            this.#catalog.createContainer(address.database, jsonBody(request) ?? null),
          );
        }
        return this.#containers(request, this.#catalog.database(address.database));
      case 'container':
        return this.#oneContainer(request, address);
      case 'partition-key-ranges':
        return partitionKeyRanges(this.#catalog.container(address.database, address.container));
      case 'items':
      case 'item':
      case 'partition-key-delete':
        throw methodNotAllowed(verb);
    }
  }

  #oneDatabase(verb: string, id: string): Answer {
    if (verb === 'GET') return resourceAnswer(200, databaseJson(this.#catalog.database(id)));
    if (verb !== 'DELETE') throw methodNotAllowed(verb);
    this.#catalog.deleteDatabase(id);
    return answerOf(204, undefined);
  }

  #containers(request: CosmosRequest, database: DatabaseResource): Answer {
    const resources = [...database.containers.values()].map(({ resource }) => resource);
    return this.#list(request, database.rid, 'DocumentCollections', resources);
  }

  #oneContainer(
    request: CosmosRequest,
    { database, container }: { readonly database: string; readonly container: string },
  ): Answer {
    switch (request.verb) {
      case 'GET':
        return containerAnswer(200, this.#catalog.container(database, container));
      case 'PUT':
        return containerAnswer(
          200,
          this.#catalog.replaceContainer(database, container, jsonBody(request) ?? null),
        );
      case 'DELETE':
        this.#catalog.deleteContainer(database, container);
        return answerOf(204, undefined);
      default:
        throw methodNotAllowed(request.verb);
    }
  }

  /** All of them, or those a query's WHERE is true for; databases and containers are few, and listed in one page. */
  #list(request: CosmosRequest, rid: string, name: string, resources: readonly object[]): Answer {
    const items = isQuery(request)
      ? this.#selected(request, resources)
      : resources.map((resource) => JSON.stringify(resource));
    return answerOf(200, listBody(rid, name, items), { itemCount: items.length });
  }

  #selected(request: CosmosRequest, resources: readonly object[]): string[] {
    const { text, parameters } = parseQueryBody(jsonBody(request));
    const { select, where, orderBy, top } = parseQuery(text, parameters);
    const isWhole = select.kind === 'value' && select.path.length === 0;
    if (!isWhole || orderBy.length > 0 || top !== undefined) {
      throw unsupported('a query over databases or containers other than SELECT * … WHERE');
    }
    const condition =
      where === undefined ? { text: '1', bindings: [] } : toSqlite(where, propertyExpressions);
    const sql = `
      WITH resources AS (
        SELECT value AS body, json_extract(value, '$.id') AS id, json_extract(value, '$._ts') AS ts FROM json_each(?))
      SELECT body FROM resources WHERE ${condition.text}`;
    const rows = this.#database.prepare(sql).all(JSON.stringify(resources), ...condition.bindings);
    return rows.map(({ body }) => String(body));
  }
}

const isQuery = (request: CosmosRequest) => flag(request, 'x-ms-documentdb-isquery');

/** One region, which is this endpoint under the name the client reached it by. */
function account(request: CosmosRequest): Answer {
  const locations = [
    { name: 'Local', databaseAccountEndpoint: `http://${header(request, 'host') ?? '127.0.0.1'}/` },
  ];
  const body = {
    _self: '',
    id: 'local',
    _rid: 'local',
    media: '//media/',
    addresses: '//addresses/',
    _dbs: '//dbs/',
    writableLocations: locations,
    readableLocations: locations,
    enableMultipleWriteLocations: false,
    userConsistencyPolicy: { defaultConsistencyLevel: 'Session' },
  };
  return answerOf(200, JSON.stringify(body));
}

/** The whole container is one physical partition. */
function partitionKeyRanges({ rid, self }: Container): Answer {
  const range = {
    _rid: rid,
    id: '0',
    _etag: '"0"',
    minInclusive: '',
    maxExclusive: 'FF',
    ridPrefix: 0,
    _self: `${self}pkranges/0/`,
    throughputFraction: 1,
    status: 'online',
    parents: [],
    _ts: 0,
  };
  return answerOf(200, listBody(rid, 'PartitionKeyRanges', [JSON.stringify(range)]), {
    itemCount: 1,
    etag: '"0"',
  });
}

function databaseJson({ id, rid, ts }: DatabaseResource): { readonly _etag: string } {
  const resource = {
    id,
    _rid: rid,
    _self: `dbs/${rid}/`,
    _etag: `"${rid}"`,
    _colls: 'colls/',
    _users: 'users/',
    _ts: ts,
  };
  return resource;
}

function resourceAnswer(status: number, resource: { readonly _etag: string }): Answer {
  return answerOf(status, JSON.stringify(resource), { etag: resource._etag });
}

function containerAnswer(status: number, container: Container): Answer {
  return answerOf(status, JSON.stringify(container.resource), {
    etag: container.etag,
    sessionToken: container.sessionToken,
  });
}
