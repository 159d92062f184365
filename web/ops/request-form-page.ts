import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Locale, locales } from '../../shared/policy/register.ts';
import { type Right, rightNames, rights } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import type { Html } from '../page.ts';
import {
  choicesField,
  dayField,
  errorSummary,
  type Field,
  type FormState,
  idField,
  textField,
} from './form-fields.ts';
import { opsPage } from './ops-page.ts';
import { languageNames } from './ops-texts.ts';
import { decisionTexts, deskTexts } from './request-desk-texts.ts';
import { staffRequestTexts as texts } from './request-form-texts.ts';
import { rightTitle } from './right-title.ts';

export interface RequestFormPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  /** Today, in Norway. */
  readonly today: string;
  readonly errors?: readonly FieldError[];
  /** What was sent; what is of the person is not shown again. */
  readonly given?: Readonly<Record<string, unknown>> | undefined;
}

/** The form for a request that came by mail or on the phone (GDPR Art. 12, policy row P7). */
export function requestFormPage({ today, errors = [], given, ...frame }: RequestFormPage): Html {
  const { locale } = frame;
  const form: FormState = { locale, id: 'request', errors, given };
  const fields = fieldsIn(locale, today);
  const isWrong = errors.length > 0;
  return opsPage({
    ...frame,
    title: isWrong ? `${deskTexts.wrong[locale]}: ${texts.title[locale]}` : texts.title[locale],
    body: html`<p><a href="/ops/requests">${deskTexts.back[locale]}</a></p>
      ${errorSummary(Object.values<Field>(fields), form)}
      <p class="lead">${texts.lead[locale]}</p>
      <form method="post" action="/ops/requests/new" class="card">
        ${choicesField(fields.right, form)}
        <fieldset><legend>${texts.who[locale]}</legend>
          <p class="hint">${texts.whoLead[locale]}</p>
          ${textField(fields.email, form)} ${textField(fields.phone, form)}
        </fieldset>
        ${dayField(fields.receivedOn, form)}
        ${choicesField(fields.locale, form)}
        ${corrections(fields, form)}
        <fieldset><legend>${texts.identity[locale]}</legend>
          <p class="hint">${texts.identityLead[locale]}</p>
          ${textField(fields.identity, form)} ${idField(fields.subjectId, form)}
        </fieldset>
        <div class="actions"><button>${texts.send[locale]}</button></div>
      </form>`,
  });
}

function corrections(fields: ReturnType<typeof fieldsIn>, form: FormState): Html {
  const { corrections: group, newName, newCompany, newEmail, newPhone } = fields;
  const inputs = [newName, newCompany, newEmail, newPhone].map((field) => textField(field, form));
  const isMissing = form.errors?.some(({ pointer }) => pointer === '/corrections') === true;
  const by = isMissing ? 'request-corrections-error request-corrections-hint' : 'request-corrections-hint';
  return html`<fieldset id="request-corrections" tabindex="-1" aria-describedby="${by}"><legend>${group.label}</legend>
    <p class="hint" id="request-corrections-hint">${group.hint}</p>
    ${isMissing ? html`<p class="error" id="request-corrections-error">${texts.correctionsMissing[form.locale]}</p>` : ''}
    ${inputs}
  </fieldset>`;
}

function fieldsIn(locale: Locale, today: string) {
  return {
    right: {
      name: 'right',
      label: texts.right[locale],
      one: true,
      choices: rightNames.map((right) => ({
        value: right,
        words: rightInWords(right, locale),
      })),
    },
    email: { name: 'email', label: texts.email[locale], longest: 254, type: 'email' },
    phone: {
      name: 'phone',
      label: texts.phone[locale],
      hint: texts.phoneHint[locale],
      longest: 40,
      type: 'tel',
    },
    receivedOn: {
      name: 'receivedOn',
      label: texts.receivedOn[locale],
      hint: texts.receivedOnHint[locale],
      last: today,
      usual: today,
    },
    locale: {
      name: 'locale',
      label: texts.locale[locale],
      one: true,
      usual: ['nb'],
      choices: locales.map((each) => ({ value: each, words: languageNames[each] })),
    },
    corrections: {
      name: 'corrections',
      label: texts.corrections[locale],
      hint: texts.correctionsHint[locale],
    },
    newName: { name: 'corrections.name', label: texts.newName[locale], longest: 200 },
    newCompany: { name: 'corrections.company', label: texts.newCompany[locale], longest: 200 },
    newEmail: { name: 'corrections.email', label: texts.newEmail[locale], longest: 254, type: 'email' },
    newPhone: { name: 'corrections.phone', label: texts.newPhone[locale], longest: 40, type: 'tel' },
    identity: {
      name: 'identity',
      label: decisionTexts.evidence[locale],
      hint: decisionTexts.evidenceHint[locale],
      longest: 200,
    },
    subjectId: {
      name: 'subjectId',
      label: decisionTexts.subjectId[locale],
      hint: decisionTexts.subjectIdHint[locale],
    },
  } as const;
}

function rightInWords(right: Right, locale: Locale): Html {
  const { short } = rightTexts[right];
  const article = articleInWords(rights[right].article, locale);
  return html`<strong>${rightTitle(right, locale)}</strong> <span class="soft">(${article}) – ${short[locale]}</span>`;
}
