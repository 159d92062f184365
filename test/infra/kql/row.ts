/** Of a dynamic column. */
export interface Bag {
  readonly [name: string]: string | number | boolean;
}

/** Times and spans of time are milliseconds: the language service knows which is which. */
export type Value = string | number | boolean | Bag | null;

/** A column that is not there is null. */
export type Row = Readonly<Record<string, Value>>;
