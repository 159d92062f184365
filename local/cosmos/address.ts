import { CosmosError } from './errors.ts';

/** What a path names, with the type and the link under which it is signed. */
export type Address = { readonly resourceType: string; readonly link: string } & (
  | { readonly kind: 'account' | 'offers' | 'databases' }
  | { readonly kind: 'database' | 'containers'; readonly database: string }
  | {
      readonly kind: 'container' | 'partition-key-ranges' | 'partition-key-delete' | 'items';
      readonly database: string;
      readonly container: string;
    }
  | { readonly kind: 'item'; readonly database: string; readonly container: string; readonly id: string }
);

/** https://learn.microsoft.com/rest/api/cosmos-db/cosmosdb-resource-uri-syntax-for-rest */
export function parseAddress(url: string): Address {
  const names = segments(url);
  const [root, database, colls, container, leaf, id] = names;
  if (names.length === 0) return { kind: 'account', resourceType: '', link: '' };
  if (root === 'offers' && names.length === 1) return { kind: 'offers', resourceType: 'offers', link: '' };
  if (root !== 'dbs') throw unknownPath();
  if (database === undefined) return { kind: 'databases', resourceType: 'dbs', link: '' };

  const databaseLink = `dbs/${database}`;
  if (colls === undefined) return { kind: 'database', database, resourceType: 'dbs', link: databaseLink };
  if (colls !== 'colls') throw unknownPath();
  if (container === undefined)
    return { kind: 'containers', database, resourceType: 'colls', link: databaseLink };

  const link = `${databaseLink}/colls/${container}`;
  if (leaf === undefined) return { kind: 'container', database, container, resourceType: 'colls', link };
  if (names.length === 5 && leaf === 'docs') {
    return { kind: 'items', database, container, resourceType: 'docs', link };
  }
  if (names.length === 6 && leaf === 'docs' && id !== undefined) {
    return { kind: 'item', database, container, id, resourceType: 'docs', link: `${link}/docs/${id}` };
  }
  if (names.length === 5 && leaf === 'pkranges') {
    return { kind: 'partition-key-ranges', database, container, resourceType: 'pkranges', link };
  }
  if (leaf === 'operations' && id === 'partitionkeydelete') {
    return { kind: 'partition-key-delete', database, container, resourceType: 'colls', link };
  }
  throw unknownPath();
}

function segments(url: string): string[] {
  const [path = ''] = url.split('?');
  try {
    return path
      .split('/')
      .filter((segment) => segment !== '')
      .map(decodeURIComponent);
  } catch {
    throw unknownPath();
  }
}

const unknownPath = () =>
  new CosmosError(
    404,
    'NotFound',
    'This endpoint serves the account, offers, dbs, colls, docs, pkranges and operations/partitionkeydelete; nothing else.',
  );
