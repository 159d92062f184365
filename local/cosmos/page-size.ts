import { badRequest } from './errors.ts';
import type { ItemRow } from './item-table.ts';

const DEFAULT_ITEMS = 100;

/** `-1` leaves the size to the server. */
const SERVER_CHOICE = 1000;

/** Azure ends a page at 4 MB even when more items were asked for. */
const MAX_BYTES = 4 * 1024 * 1024;

/** Of `x-ms-max-item-count`. */
export function pageSize(header: string | undefined): number {
  if (header === undefined) return DEFAULT_ITEMS;
  const count = Number(header);
  if (count === -1) return SERVER_CHOICE;
  if (!Number.isInteger(count) || count < 1)
    throw badRequest('x-ms-max-item-count expects -1 or a positive number.');
  return count;
}

/** At least one item, and then as many as stay below the page's size in bytes. */
export function fittingPage(rows: readonly ItemRow[]): readonly ItemRow[] {
  let bytes = 0;
  const end = rows.findIndex((row, position) => {
    bytes += row.body.length;
    return position > 0 && bytes > MAX_BYTES;
  });
  return end === -1 ? rows : rows.slice(0, end);
}
