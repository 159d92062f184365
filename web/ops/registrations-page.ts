import { html } from 'hono/html';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { retention } from '../../shared/policy/retention.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { contactFieldNames } from '../texts.ts';
import {
  choicesField,
  dayField,
  errorSummary,
  type Field,
  type FormState,
  selectField,
  textField,
  tickField,
  titleOf,
  type Wrong,
} from './form-fields.ts';
import { opsPage } from './ops-page.ts';
import { languageNames } from './ops-texts.ts';
import { registrationDone, registrationTexts as texts } from './registration-texts.ts';

export interface RegistrationsPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly done?: string | undefined;
  /** In Norway. */
  readonly today: string;
  /** Made for this form: what it sends counts once, however often it is sent. */
  readonly formId: string;
  readonly wrong?: Wrong | undefined;
}

/**
 * The form for registrations by phone and e-mail (policy rows P1, P9). It posts `channel`, `submittedOn`, the fields of
 * row P2, `locale`, `marketing` and `formId`.
 */
export function registrationsPage({ done, today, formId, wrong, ...frame }: RegistrationsPage): Html {
  const { locale } = frame;
  const just = registrationDone[done ?? ''];
  const form: FormState = { locale, id: 'registration', ...wrong };
  const fields = registrationFields(locale);
  const period = periodInWords(retention.registration, locale);
  return opsPage({
    ...frame,
    path: '/ops/registrations',
    title: titleOf(texts.title, form),
    notice: wrong === undefined ? just && { text: just[locale] } : undefined,
    body: html`${errorSummary(Object.values(fields), form)}
      <p class="lead">${fillIn(texts.lead[locale], { period })}</p>
      <form method="post" action="/ops/registrations" novalidate>
        <input type="hidden" name="formId" value="${formId}" />
        ${choicesField({ ...fields.channel, choices: channels(locale), one: true }, form)}
        ${dayField({ ...fields.submittedOn, last: today, usual: today }, form)}
        <div class="row">
          ${textField({ ...fields.name, longest: 200 }, form)}
          ${textField({ ...fields.company, longest: 200 }, form)}
        </div>
        <div class="row">
          ${textField({ ...fields.email, type: 'email', longest: 254 }, form)}
          ${textField({ ...fields.phone, type: 'tel', longest: 40 }, form)}
        </div>
        ${selectField({ ...fields.locale, choices: languages }, form)}
        ${tickField({ ...fields.marketing, value: 'on' }, form)}
        <div class="actions"><button>${texts.save[locale]}</button></div>
      </form>`,
  });
}

function channels(locale: Locale) {
  return [
    { value: 'phone', words: texts.phoneCall[locale] },
    { value: 'email', words: texts.mail[locale] },
  ];
}

const languages = [
  { value: 'nb', words: languageNames.nb },
  { value: 'en', words: languageNames.en },
];

function registrationFields(locale: Locale) {
  return {
    channel: { name: 'channel', label: texts.channel[locale] },
    submittedOn: {
      name: 'submittedOn',
      label: texts.submittedOn[locale],
      hint: texts.submittedOnHint[locale],
    },
    name: { name: 'name', label: contactFieldNames.name[locale] },
    company: { name: 'company', label: contactFieldNames.company[locale] },
    email: { name: 'email', label: contactFieldNames.email[locale], hint: texts.reach[locale] },
    phone: { name: 'phone', label: contactFieldNames.phone[locale], hint: texts.reach[locale] },
    locale: { name: 'locale', label: texts.locale[locale] },
    marketing: { name: 'marketing', label: texts.marketing[locale], hint: texts.marketingHint[locale] },
  } satisfies Record<string, Field>;
}
