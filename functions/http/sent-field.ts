import { isObject } from '../../shared/domain/is-object.ts';

/** One field of what was sent, as it was sent; undefined where there is none such. */
export function sentField(sent: unknown, name: string): unknown {
  return isObject(sent) ? sent[name] : undefined;
}
