export type Comparison = '=' | '<>' | '<' | '<=' | '>' | '>=';

export interface PropertyName {
  readonly kind: 'property';
  readonly scope: 'user' | 'system';
  /** Lower case: property names are compared without regard to case. */
  readonly name: string;
}

export type Operand =
  | { readonly kind: 'literal'; readonly value: string | number | bigint | boolean | null }
  | PropertyName;

/** A SQL filter, parsed. */
export type Predicate =
  | { readonly kind: 'and' | 'or'; readonly left: Predicate; readonly right: Predicate }
  | { readonly kind: 'not'; readonly of: Predicate }
  | { readonly kind: 'compare'; readonly by: Comparison; readonly left: Operand; readonly right: Operand }
  | { readonly kind: 'in'; readonly operand: Operand; readonly list: readonly Operand[] }
  | { readonly kind: 'like'; readonly operand: Operand; readonly pattern: RegExp }
  | { readonly kind: 'is-null' | 'exists'; readonly property: PropertyName };
