import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import { reasons } from '../../shared/policy/reasons.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { type Right, refusalGrounds, requestRules, rights } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { centrePage, inLocale } from './centre-page.ts';
import { type FieldInput, fieldInput, idOfField } from './field-input.ts';
import { requestFormTexts as texts } from './request-form-texts.ts';
import { groundsOfEveryRight, rightTexts } from './rights-texts.ts';

export interface RequestFormPage {
  readonly right: Right;
  readonly locale: Locale;
  /** What was wrong with what was sent; the fields are empty again, whatever was in them. */
  readonly errors?: readonly FieldError[];
}

/**
 * The form that asks for a right: what one gets, how it goes, how long it takes, when we may say no (GDPR Art. 12(1)).
 * It posts `right`, `locale`, `email` or `phone`, the honeypot `website`, and for a rectification
 * `corrections.name`, `.company`, `.email` and `.phone`.
 */
export function requestFormPage({ right, locale, errors = [] }: RequestFormPage): Html {
  const { title, short, get } = rightTexts[right];
  const isWrong = errors.length > 0;
  return centrePage({
    title: isWrong ? `${texts.wrong[locale]}: ${title[locale]}` : title[locale],
    locale,
    path: `/privacy/requests/${right}`,
    indexed: !isWrong,
    body: html`<p><a href="${inLocale('/privacy/requests', locale)}">${texts.allRights[locale]}</a></p>
      <h1>${title[locale]}</h1>
      ${isWrong ? summary({ right, locale, errors }) : ''}
      <p class="lead">${short[locale]}</p>
      <ul>${get.map((words) => html`<li>${words[locale]}</li>`)}</ul>
      <p class="small soft">${articleOf(right, locale)}</p>
      ${form({ right, locale, errors })}
      ${steps(locale)}
      ${refusals(right, locale)}`,
  });
}

/** “GDPR Art. 15”, as each language writes it. */
export function articleOf(right: Right, locale: Locale): string {
  const article = articleInWords(rights[right].article, locale);
  return fillIn(texts.article[locale], { article });
}

function steps(locale: Locale): Html {
  const link = periodInWords({ period: requestRules.identityLink }, locale);
  const due = periodInWords({ period: requestRules.due }, locale);
  const extended = periodInWords({ period: requestRules.extended }, locale);
  return html`<section aria-labelledby="steps">
    <h2 id="steps">${texts.steps[locale]}</h2>
    <ol class="steps">
      <li>${texts.stepWrite[locale]}</li>
      <li>${fillIn(texts.stepLink[locale], { link })}</li>
      <li>${texts.stepConfirm[locale]}</li>
      <li>${fillIn(texts.stepAnswer[locale], { due, extended })}</li>
    </ol>
  </section>`;
}

function form({ right, locale, errors = [] }: RequestFormPage): Html {
  const unconfirmed = periodInWords({ period: requestRules.identityLink }, locale);
  const byStaff = periodInWords({ period: requestRules.identityByStaff }, locale);
  return html`<section aria-labelledby="form" class="card">
    <h2 id="form">${fillIn(texts.form[locale], { right: rightTexts[right].name[locale] })}</h2>
    <form method="post" action="/api/requests">
      <input type="hidden" name="right" value="${right}" />
      <input type="hidden" name="locale" value="${locale}" />
      <p>${texts.formLead[locale]}</p>
      ${contactFields(locale).map((field) => fieldInput(field, errors, locale))}
      ${right === 'rectification' ? corrections(locale, errors) : ''}
      <div class="field trap"><label for="website">${texts.trap[locale]}</label>
        <input id="website" name="website" autocomplete="off" tabindex="-1" /></div>
      <p class="small soft">${fillIn(texts.kept[locale], { unconfirmed, byStaff })}</p>
      <div class="actions"><button>${texts.send[locale]}</button></div>
      <p class="small soft">${fillIn(texts.otherwise[locale], register.contacts)}</p>
    </form>
  </section>`;
}

function corrections(locale: Locale, errors: readonly FieldError[]): Html {
  const error = errors.find(({ pointer }) => pointer === '/corrections');
  return html`<fieldset id="corrections" aria-describedby="corrections-hint${error ? ' corrections-error' : ''}">
    <legend>${texts.corrections[locale]}</legend>
    <p class="hint" id="corrections-hint">${texts.correctionsHint[locale]}</p>
    ${error ? html`<p class="error" id="corrections-error">${reasons[error.reason][locale]}</p>` : ''}
    ${correctionFields(locale).map((field) => fieldInput(field, errors, locale))}
  </fieldset>`;
}

function contactFields(locale: Locale): readonly FieldInput[] {
  return [
    {
      name: 'email',
      pointer: '/email',
      label: texts.email[locale],
      hint: texts.emailHint[locale],
      type: 'email',
      autocomplete: 'email',
      longest: 254,
    },
    {
      name: 'phone',
      pointer: '/phone',
      label: texts.phone[locale],
      hint: texts.phoneHint[locale],
      type: 'tel',
      autocomplete: 'tel',
      longest: 40,
    },
  ];
}

function correctionFields(locale: Locale): readonly FieldInput[] {
  const wanted = [
    { field: 'name', label: texts.newName, type: 'text', longest: 200 },
    { field: 'company', label: texts.newCompany, type: 'text', longest: 200 },
    { field: 'email', label: texts.newEmail, type: 'email', longest: 254 },
    { field: 'phone', label: texts.newPhone, type: 'tel', longest: 40 },
  ] as const;
  return wanted.map(({ field, label, type, longest }) => ({
    name: `corrections.${field}`,
    pointer: `/corrections/${field}`,
    label: label[locale],
    type,
    // What is right is not what the browser knows.
    autocomplete: 'off',
    longest,
  }));
}

/** What is wrong, first and with the focus; each leads to its field. */
function summary({ right, locale, errors = [] }: RequestFormPage): Html {
  const fields = [
    ...contactFields(locale),
    ...(right === 'rectification' ? correctionFields(locale) : []),
    { name: 'corrections', pointer: '/corrections', label: texts.corrections[locale] },
  ];
  const items = errors.map(({ pointer, reason }) => {
    const field = fields.find((each) => each.pointer === pointer);
    const words = reasons[reason][locale];
    return field === undefined
      ? html`<li>${pointer === '' ? words : texts.wrongForm[locale]}</li>`
      : html`<li><a href="#${idOfField(field)}">${field.label}: ${words}</a></li>`;
  });
  return html`<div class="notice wrong" tabindex="-1" autofocus role="group" aria-labelledby="wrong">
    <h2 id="wrong">${texts.wrongTitle[locale]}</h2>
    <p>${texts.wrongLead[locale]}</p>
    <ul>${items}</ul>
  </div>`;
}

function refusals(right: Right, locale: Locale): Html {
  const grounds = [...rightTexts[right].grounds, ...groundsOfEveryRight];
  const { authority } = register.controller;
  return html`<section aria-labelledby="refusals">
    <h2 id="refusals">${texts.refusals[locale]}</h2>
    <p>${fillIn(texts.refusalsLead[locale], { authority })}</p>
    <ul>${grounds.map((ground) => html`<li>${refusalGrounds[ground][locale]}</li>`)}</ul>
  </section>`;
}
