import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import { reasons } from '../../shared/policy/reasons.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';

/** A field of a form, of one line. */
export interface FieldInput {
  /** The name it is posted by. */
  readonly name: string;
  /** Where an error names it (RFC 6901). */
  readonly pointer: string;
  readonly label: string;
  readonly hint?: string;
  readonly type?: 'text' | 'email' | 'tel';
  /** What the browser may fill in by itself (WCAG 2.2, 1.3.5). */
  readonly autocomplete: 'name' | 'organization' | 'email' | 'tel' | 'off';
  readonly longest: number;
}

/**
 * A field with its hint and, beside it, what is wrong with it; both are read out with it. It never shows a value
 * again: an error page may be left open, or be seen by somebody else.
 */
export function fieldInput(field: FieldInput, errors: readonly FieldError[], locale: Locale): Html {
  const { name, label, hint, type = 'text', autocomplete, longest } = field;
  const id = idOfField(field);
  const error = errors.find(({ pointer }) => pointer === field.pointer);
  const described = [hint && `${id}-hint`, error && `${id}-error`].filter((part) => part !== undefined);
  const describedBy = described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`;
  return html`<div class="field">
    <label for="${id}">${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
    ${error ? html`<p class="error" id="${id}-error">${reasons[error.reason][locale]}</p>` : ''}
    <input id="${id}" name="${name}" type="${type}" autocomplete="${autocomplete}" maxlength="${longest}" ${describedBy} ${error ? html`aria-invalid="true"` : ''} />
  </div>`;
}

/** The id of a field in its page, to be led to from what is wrong. */
export function idOfField({ name }: Pick<FieldInput, 'name'>): string {
  return name.replaceAll('.', '-');
}
