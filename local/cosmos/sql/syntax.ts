import type { Json } from '../json.ts';

/** The part of Cosmos DB's SQL that this endpoint speaks, parsed; parameters are already their values. */
export interface Query {
  readonly select: Selection;
  readonly top: number | undefined;
  readonly where: Condition | undefined;
  readonly orderBy: readonly OrderTerm[];
}

/** Property names from the root of the item down: `c.data.x` is `['data', 'x']`, `c` is `[]`. */
export type Path = readonly string[];

export type Selection =
  | { readonly kind: 'value'; readonly path: Path }
  | {
      readonly kind: 'properties';
      readonly properties: readonly { readonly name: string; readonly path: Path }[];
    }
  | { readonly kind: 'count' };

export interface OrderTerm {
  readonly path: Path;
  readonly descending: boolean;
}

/** A constant may be undefined: a parameter sent without a value. */
export type Operand =
  | { readonly kind: 'path'; readonly path: Path }
  | { readonly kind: 'constant'; readonly value: Json | undefined };

export type Comparison = '=' | '!=' | '<' | '<=' | '>' | '>=';

export type TypeTest = 'defined' | 'null' | 'bool' | 'number' | 'string' | 'array' | 'object';

export type Condition =
  | { readonly kind: 'and'; readonly terms: readonly Condition[] }
  | { readonly kind: 'or'; readonly terms: readonly Condition[] }
  | { readonly kind: 'not'; readonly term: Condition }
  | {
      readonly kind: 'compare';
      readonly operator: Comparison;
      readonly left: Operand;
      readonly right: Operand;
    }
  | { readonly kind: 'is'; readonly test: TypeTest; readonly operand: Operand }
  | { readonly kind: 'starts-with'; readonly text: Operand; readonly prefix: Operand }
  | { readonly kind: 'array-contains'; readonly array: Operand; readonly member: Operand }
  | { readonly kind: 'true'; readonly operand: Operand };
