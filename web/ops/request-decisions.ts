import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import type { OpenedRequest, StaffStep } from '../../shared/domain/request-view.ts';
import type { Locale } from '../../shared/policy/register.ts';
import {
  extensionReasonNames,
  extensionReasons,
  type Right,
  refusalGrounds,
} from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { groundsOfEveryRight, rightTexts } from '../centre/rights-texts.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import {
  type Choice,
  choicesField,
  errorSummary,
  type Field,
  type FormState,
  idField,
  selectField,
  textField,
} from './form-fields.ts';
import { languageNamesIn, stepTexts, decisionTexts as texts } from './request-desk-texts.ts';

/** A form that was sent and could not be taken. */
export interface RefusedForm {
  readonly step: StaffStep;
  readonly errors: readonly FieldError[];
  readonly given?: Readonly<Record<string, unknown>> | undefined;
}

/** What can be done with a request as it stands, each a form of its own, closed until it is wanted. */
export function decisionForms(
  request: OpenedRequest,
  refused: RefusedForm | undefined,
  locale: Locale,
): Html {
  const forms = request.offers.map((step) => {
    const sent = refused?.step === step ? refused : undefined;
    const form: FormState = { locale, id: step, errors: sent?.errors, given: sent?.given };
    const { fields, body } = formOf(step, request, form);
    return html`<details class="card" ${sent ? html`open` : ''}>
      <summary>${stepTexts[step].title[locale]}</summary>
      ${errorSummary(fields, form)}
      <form method="post" action="/ops/requests/${request.requestId}">
        <input type="hidden" name="step" value="${step}" />
        ${body}
        <div class="actions"><button class="${isFinal(step, request) ? 'final' : ''}">${stepTexts[step].button[locale]}</button></div>
      </form>
    </details>`;
  });
  return html`${forms}`;
}

interface Form {
  readonly fields: readonly Field[];
  readonly body: Html;
}

function formOf(step: StaffStep, request: OpenedRequest, form: FormState): Form {
  const { locale } = form;
  switch (step) {
    case 'verify':
      return verifyForm(request, form);
    case 'ask-for-proof':
      return { fields: [], body: html`<p>${texts.proofLead[locale]}</p>` };
    case 'fulfil':
      return fulfilForm(request, form);
    case 'extend':
      return extendForm(request, form);
    case 'refuse':
      return refuseForm(request, form);
    case 'cancel':
      return { fields: [], body: html`<p>${texts.cancelLead[locale]}</p>` };
  }
}

function isFinal(step: StaffStep, { right }: OpenedRequest): boolean {
  return step === 'refuse' || step === 'cancel' || (step === 'verify' && right === 'erasure');
}

function verifyForm({ right }: OpenedRequest, form: FormState): Form {
  const { locale } = form;
  const evidence = {
    name: 'evidence',
    label: texts.evidence[locale],
    hint: texts.evidenceHint[locale],
    longest: 200,
  };
  const subjectId = { name: 'subjectId', label: texts.subjectId[locale], hint: texts.subjectIdHint[locale] };
  const lead =
    right === 'erasure' ? html`<strong>${texts.verifyErasure[locale]}</strong>` : texts.verifyLead[locale];
  return {
    fields: [evidence, subjectId],
    body: html`<p>${lead}</p> ${textField(evidence, form)} ${idField(subjectId, form)}`,
  };
}

function fulfilForm(request: OpenedRequest, form: FormState): Form {
  const { locale } = form;
  const outcome = {
    name: 'outcome',
    label: texts.outcome[locale],
    one: true,
    choices: [
      { value: 'fulfilled', words: texts.fulfilled[locale] },
      { value: 'partly-fulfilled', words: texts.partly[locale] },
    ],
  } as const;
  const ground = {
    name: 'ground',
    label: texts.groundOfRest[locale],
    hint: texts.groundHint[locale],
    choices: [
      { value: '', words: texts.noGround[locale] },
      ...grounds(request.right, locale).map(({ value, text }) => ({ value, words: text })),
    ],
  };
  const note = noteField(request, locale);
  return {
    fields: [outcome, ground, note],
    body: html`<p>${fulfilLead(request)[locale]}</p>
      ${choicesField(outcome, form)} ${selectField(ground, form)} ${textField(note, form)}`,
  };
}

function fulfilLead({ right, changes, toStaff }: OpenedRequest) {
  if (toStaff === 'to-hand-over') return texts.fulfilHandedOver;
  const isOpenToUs = toStaff === undefined || toStaff === 'new-address';
  const corrects = right === 'rectification' && changes !== undefined && isOpenToUs;
  return corrects ? texts.fulfilRectification : texts.fulfilLead;
}

function extendForm({ extendableTo }: OpenedRequest, form: FormState): Form {
  const { locale } = form;
  const until = extendableTo === undefined ? '' : dayInWords(extendableTo, locale);
  const reason = {
    name: 'reason',
    label: texts.reason[locale],
    one: true,
    choices: extensionReasonNames.map((value) => ({
      value,
      words: extensionReasons[value][locale],
    })),
  } as const;
  return {
    fields: [reason],
    body: html`<p>${fillIn(texts.extendLead[locale], { until })}</p> ${choicesField(reason, form)}`,
  };
}

function refuseForm(request: OpenedRequest, form: FormState): Form {
  const { locale } = form;
  const ground = {
    name: 'ground',
    label: texts.ground[locale],
    one: true,
    choices: grounds(request.right, locale).map(
      ({ value, text, article }): Choice => ({
        value,
        words: html`${text} <span class="soft">(${article})</span>`,
      }),
    ),
  } as const;
  const note = noteField(request, locale);
  return {
    fields: [ground, note],
    body: html`<p>${texts.refuseLead[locale]}</p> ${choicesField(ground, form)} ${textField(note, form)}`,
  };
}

/** The grounds on which the right may be refused, each with its article and the text that the person gets. */
function grounds(right: Right, locale: Locale) {
  return [...rightTexts[right].grounds, ...groundsOfEveryRight].map((value) => {
    const { article, [locale]: text } = refusalGrounds[value];
    return { value, text, article: articleInWords(article, locale) };
  });
}

function noteField({ locale: theirs }: OpenedRequest, locale: Locale) {
  const language = languageNamesIn[theirs][locale];
  return {
    name: 'note',
    label: texts.note[locale],
    hint: fillIn(texts.noteHint[locale], { language }),
    longest: 500,
    lines: 4,
  };
}
