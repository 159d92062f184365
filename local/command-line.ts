/** `{ port: 7071, ephemeral: true }` as `--port 7071 --ephemeral`; what is undefined is left out. */
export function flags(values: Readonly<Record<string, string | number | true | undefined>>): string[] {
  return Object.entries(values).flatMap(([name, value]) => {
    if (value === undefined) return [];
    return value === true ? [`--${name}`] : [`--${name}`, String(value)];
  });
}
