/** What a form sent, without the fields that were left empty: to a form, empty is not given. */
export function formValues(value: unknown): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).filter(([, content]) => content !== ''));
}

/** Whether the box that says so was ticked. */
export function isSure(given: Readonly<Record<string, unknown>>): boolean {
  return given['sure'] === 'yes';
}
