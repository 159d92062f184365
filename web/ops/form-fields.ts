import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import { reasons } from '../../shared/policy/reasons.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { formTexts as texts } from './form-texts.ts';

/** A form as it is shown: empty, or again with what was wrong with it. */
export interface FormState {
  readonly locale: Locale;
  /** Begins the ids of its fields: a page may hold several forms. */
  readonly id: string;
  readonly errors?: readonly FieldError[] | undefined;
  /**
   * What was sent. Only what cannot be of a person is shown again: days, choices, boxes, ids. Whatever can be typed
   * is empty again: a page with an error may be left open, or be seen by somebody else.
   */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
}

/** What was wrong with what was sent, and what of it may be shown again. */
export interface Wrong {
  readonly errors: readonly FieldError[];
  readonly given: Readonly<Record<string, unknown>>;
}

export interface Field {
  /** The name it is posted by; an error of it points to `/name`. */
  readonly name: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

/** A field of one line, or of several. */
export function textField(
  field: Field & {
    readonly longest: number;
    readonly type?: 'text' | 'email' | 'tel';
    readonly lines?: number;
  },
  form: FormState,
): Html {
  const { name, longest, type = 'text', lines } = field;
  const attributes = html`id="${idOf(field, form)}" name="${name}" maxlength="${longest}" autocomplete="off" ${describedBy(field, form)}`;
  return inField(
    field,
    form,
    lines === undefined
      ? html`<input type="${type}" ${attributes} />`
      : html`<textarea rows="${lines}" ${attributes}></textarea>`,
  );
}

/** The id of a subject, which is random and says nothing of anybody. */
export function idField(field: Field, form: FormState): Html {
  const given = form.given?.[field.name];
  const value = typeof given === 'string' && /^[0-9a-f-]{36}$/.test(given) ? given : '';
  return inField(
    field,
    form,
    html`<input type="text" id="${idOf(field, form)}" name="${field.name}" value="${value}" maxlength="36" autocomplete="off" spellcheck="false" class="code" ${describedBy(field, form)} />`,
  );
}

/** A day, `2026-11-22`. */
export function dayField(
  field: Field & { readonly first?: string; readonly last?: string; readonly usual?: string },
  form: FormState,
): Html {
  const { name, first, last, usual = '' } = field;
  const given = form.given?.[name];
  const value = typeof given === 'string' && /^\d{4}-\d\d-\d\d$/.test(given) ? given : usual;
  return inField(
    field,
    form,
    html`<input type="date" id="${idOf(field, form)}" name="${name}" value="${value}" min="${first ?? ''}" max="${last ?? ''}" ${describedBy(field, form)} />`,
  );
}

export interface Choice {
  readonly value: string;
  readonly words: string | Html;
}

/** One of several, from a list that opens. */
export function selectField(field: Field & { readonly choices: readonly Choice[] }, form: FormState): Html {
  const { name, choices } = field;
  const options = choices.map(
    ({ value, words }) =>
      html`<option value="${value}" ${form.given?.[name] === value ? html`selected` : ''}>${words}</option>`,
  );
  return inField(
    field,
    form,
    html`<select id="${idOf(field, form)}" name="${name}" ${describedBy(field, form)}>${options}</select>`,
  );
}

/** A box to tick; it posts `value`. */
export function tickField(field: Field & { readonly value: string }, form: FormState): Html {
  const { name, label, value, hint } = field;
  const checked = form.given?.[name] === value ? html`checked` : '';
  const id = idOf(field, form);
  return html`<div class="field tick">
    ${aboutField({ name, label }, form)}
    <label><input type="checkbox" id="${id}" name="${name}" value="${value}" ${checked} ${describedBy(field, form)} /> ${label}</label>
    ${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}
  </div>`;
}

/** Boxes of which several may be ticked, or one of several where `one` is said. */
export function choicesField(
  field: Field & {
    readonly choices: readonly Choice[];
    readonly one?: true;
    readonly usual?: readonly string[];
  },
  form: FormState,
): Html {
  const { name, label, choices, one, usual = [] } = field;
  const given = form.given === undefined ? usual : [form.given[name]].flat();
  const boxes = choices.map(({ value, words }, index) => {
    const id = index === 0 ? html`id="${idOf(field, form)}"` : '';
    const checked = given.includes(value) ? html`checked` : '';
    return html`<label><input type="${one ? 'radio' : 'checkbox'}" ${id} name="${name}" value="${value}" ${checked} /> <span>${words}</span></label>`;
  });
  const described = describedIds(field, form);
  const by = described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`;
  return html`<fieldset class="choices" ${by}><legend>${label}</legend>${aboutField(field, form)}${boxes}</fieldset>`;
}

/** The title of a page whose form may be wrong: that is the first thing it says. */
export function titleOf(
  title: Readonly<Record<Locale, string>>,
  { locale, errors = [] }: Pick<FormState, 'locale' | 'errors'>,
): string {
  return errors.length > 0 ? `${texts.wrong[locale]}: ${title[locale]}` : title[locale];
}

/** What is wrong with the form, first and with the focus; each leads to its field. */
export function errorSummary(fields: readonly Field[], form: FormState): Html | '' {
  const { errors = [], locale } = form;
  if (errors.length === 0) return '';
  const items = inOrderOf(fields, errors).map((error) => {
    const words = reasons[error.reason][locale];
    const field = fields.find((each) => isOf(each, error));
    return field === undefined
      ? html`<li>${words}</li>`
      : html`<li><a href="#${idOf(field, form)}">${field.label}: ${words}</a></li>`;
  });
  return html`<div class="notice wrong" tabindex="-1" autofocus role="group" aria-labelledby="${form.id}-wrong">
    <h2 id="${form.id}-wrong">${texts.wrongTitle[locale]}</h2>
    <p>${texts.wrongLead[locale]}</p>
    <ul>${items}</ul>
  </div>`;
}

/** As the fields stand on the page; what is of none comes first. */
function inOrderOf(fields: readonly Field[], errors: readonly FieldError[]): readonly FieldError[] {
  const place = (error: FieldError) => fields.findIndex((field) => isOf(field, error));
  return errors.toSorted((one, other) => place(one) - place(other));
}

function inField(field: Field, form: FormState, input: Html): Html {
  return html`<div class="field">
    <label for="${idOf(field, form)}">${field.label}</label>
    ${aboutField(field, form)}
    ${input}
  </div>`;
}

function aboutField(field: Field, form: FormState): Html {
  const { hint } = field;
  const error = errorOf(field, form);
  const id = idOf(field, form);
  return html`${hint ? html`<p class="hint" id="${id}-hint">${hint}</p>` : ''}${error ? html`<p class="error" id="${id}-error">${reasons[error.reason][form.locale]}</p>` : ''}`;
}

function describedBy(field: Field, form: FormState): Html {
  const described = describedIds(field, form);
  const by = described.length === 0 ? '' : html`aria-describedby="${described.join(' ')}"`;
  return html`${by} ${errorOf(field, form) ? html`aria-invalid="true"` : ''}`;
}

function describedIds(field: Field, form: FormState): string[] {
  const id = idOf(field, form);
  return [...(field.hint ? [`${id}-hint`] : []), ...(errorOf(field, form) ? [`${id}-error`] : [])];
}

function errorOf(field: Field, { errors = [] }: FormState): FieldError | undefined {
  return errors.find((error) => isOf(field, error));
}

/** An error of one of the boxes is one of all: `/fields/0`. */
function isOf({ name }: Field, { pointer }: FieldError): boolean {
  const at = `/${name.replaceAll('.', '/')}`;
  return pointer === at || (/^\/\d+$/.test(pointer.slice(at.length)) && pointer.startsWith(at));
}

function idOf({ name }: Field, { id }: FormState): string {
  return `${id}-${name.replaceAll('.', '-')}`;
}
