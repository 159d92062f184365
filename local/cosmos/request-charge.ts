/**
 * Request units, by the rules of thumb of Azure's documentation: a point read of 1 KB costs 1, a write of 1 KB
 * about 5 and a little more for each indexed property, a query what it reads. For comparing, not for billing.
 * https://learn.microsoft.com/azure/cosmos-db/request-units
 */
const kilobytes = (bytes: number) => Math.max(1, Math.ceil(bytes / 1024));

export const readCharge = (bytes: number) => kilobytes(bytes);

export const writeCharge = (bytes: number, indexes: number) => round(5 * kilobytes(bytes) + 0.2 * indexes);

export const queryCharge = (bytes: number, items: number) => round(2.3 + 0.05 * items + bytes / 4096);

export const SMALLEST_CHARGE = 1;

function round(charge: number): number {
  return Math.round(charge * 100) / 100;
}
