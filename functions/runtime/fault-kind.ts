/** The class and code of a fault and of what caused it: `BatchUnavailable 429`. */
export function kindOf(fault: unknown): string {
  if (!(fault instanceof Error)) return typeof fault;
  const code = 'code' in fault ? ` ${String(fault.code)}` : '';
  const cause = fault.cause === undefined ? '' : ` < ${kindOf(fault.cause)}`;
  return `${fault.name}${code}${cause}`;
}
