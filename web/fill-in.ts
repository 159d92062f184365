/** The names in a sentence's braces. */
type NamesIn<Sentence extends string> = Sentence extends `${string}{${infer Name}}${infer Rest}`
  ? Name | NamesIn<Rest>
  : never;

/** A sentence with its `{…}` filled in by name. A value that is missing, in either language, does not compile. */
export function fillIn<Sentence extends string>(
  sentence: Sentence,
  values: Readonly<Record<NamesIn<Sentence>, string>>,
): string {
  return Object.entries<string>(values).reduce<string>(
    (text, [name, value]) => text.replaceAll(`{${name}}`, () => value),
    sentence,
  );
}
