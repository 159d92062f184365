import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import {
  choicesField,
  errorSummary,
  type Field,
  type FormState,
  textField,
  tickField,
} from './form-fields.ts';
import { peopleTexts as texts } from './people-texts.ts';

const contactFields = [
  { name: 'name', type: 'text', longest: 200 },
  { name: 'company', type: 'text', longest: 200 },
  { name: 'email', type: 'email', longest: 254 },
  { name: 'phone', type: 'tel', longest: 40 },
] as const;

/** The form that corrects what is wrong (GDPR Art. 16). It posts `subjectId` and `corrections.name` and so on. */
export function correctionForm(form: FormState, { subjectId }: { readonly subjectId: string }): Html {
  const { locale } = form;
  const fields = contactFields.map(({ name, ...rest }) => ({
    name: `corrections.${name}`,
    label: contactFieldNames[name][locale],
    ...rest,
  }));
  const all: Field = { name: 'corrections', label: texts.correct[locale] };
  return html`${errorSummary([...fields, all], form)}
    <p>${texts.correctLead[locale]}</p>
    <form method="post" action="/ops/people/corrections" novalidate>
      <input type="hidden" name="subjectId" value="${subjectId}" />
      <div id="${form.id}-corrections">${fields.map((field) => textField(field, form))}</div>
      <div class="actions"><button>${texts.correctButton[locale]}</button></div>
    </form>`;
}

/**
 * The form that withdraws a consent for somebody who called or wrote (policy rows P6, P9): of the person whose file it
 * is in, or of an address that is typed in. It posts `subjectId`, or `email` or `phone`; `consent` and `sure`.
 */
export function withdrawalForm(
  form: FormState,
  { subjectId }: { readonly subjectId?: string | undefined } = {},
): Html {
  const { locale } = form;
  const { email, phone, consent, sure } = withdrawalFields(locale);
  const choices = (['marketing', 'storage'] as const).map((value) => ({
    value,
    words: texts[value][locale],
  }));
  return html`${errorSummary([email, phone, consent, sure], form)}
    <p>${(subjectId === undefined ? texts.withdrawLead : texts.withdrawHereLead)[locale]}</p>
    <form method="post" action="/ops/people/withdrawals" novalidate>
      ${
        subjectId === undefined
          ? html`<div class="row">${textField({ ...email, type: 'email', longest: 254 }, form)}${textField({ ...phone, type: 'tel', longest: 40 }, form)}</div>`
          : html`<input type="hidden" name="subjectId" value="${subjectId}" />`
      }
      ${choicesField({ ...consent, choices, one: true }, form)}
      ${tickField({ ...sure, value: 'yes' }, form)}
      <div class="actions"><button class="final">${texts.withdrawButton[locale]}</button></div>
    </form>`;
}

function withdrawalFields(locale: Locale) {
  return {
    email: { name: 'email', label: texts.email[locale] },
    phone: { name: 'phone', label: texts.phone[locale] },
    consent: { name: 'consent', label: texts.consent[locale] },
    sure: { name: 'sure', label: texts.sure[locale] },
  } satisfies Record<string, Field>;
}
