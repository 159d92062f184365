import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { disclosureTexts as texts } from './disclosure-texts.ts';
import { recordName } from './file-records.ts';
import {
  choicesField,
  dayField,
  errorSummary,
  type Field,
  type FormState,
  idField,
  textField,
} from './form-fields.ts';

/**
 * The form that records a disclosure. It posts `subjectId`, `authority`, `legalBasis`, `reference`, `fields`,
 * `disclosedOn` and, where the records are listed, `listed` and the `records` that are ticked.
 */
export function disclosureForm(
  form: FormState,
  { today, file }: { readonly today: string; readonly file?: PersonFile | undefined },
): Html {
  const { locale } = form;
  const fields = disclosureFields(locale);
  const choices = Object.entries(contactFieldNames).map(([value, words]) => ({
    value,
    words: words[locale],
  }));
  return html`${errorSummary(Object.values(fields), form)}
    <form method="post" action="/ops/disclosures" novalidate>
      ${file === undefined ? whoever(form) : ofFile(file, form)}
      ${choicesField({ ...fields.fields, choices }, form)}
      ${textField({ ...fields.authority, longest: 200 }, form)}
      ${textField({ ...fields.legalBasis, longest: 200 }, form)}
      ${textField({ ...fields.reference, longest: 100 }, form)}
      ${dayField({ ...fields.disclosedOn, last: today, usual: today }, form)}
      <div class="actions"><button>${texts.record[locale]}</button></div>
    </form>`;
}

/** The person's id is typed in, and all that is held was handed over; or what was ticked before, in the file. */
function whoever(form: FormState): Html {
  const { locale, given = {} } = form;
  const ticked = [given['records'] ?? []].flat().filter(isRecordId);
  const { subjectId, records } = disclosureFields(locale);
  if (given['listed'] !== 'yes') {
    return html`${idField(subjectId, form)}<p class="hint">${texts.allRecords[locale]}</p>`;
  }
  return html`${idField(subjectId, form)}
    <input type="hidden" name="listed" value="yes" />
    ${choicesField({ ...records, choices: ticked.map((value) => ({ value, words: html`<span class="code">${value}</span>` })) }, form)}`;
}

function ofFile({ subjectId, records, consents }: PersonFile, form: FormState): Html {
  const { locale } = form;
  const choices = [
    ...records.map((record) => ({ value: record.id, words: recordName(record, locale) })),
    ...consents.map(({ purpose }) => ({ value: `consent:${purpose}`, words: texts.consent[locale] })),
  ];
  const usual = choices.map(({ value }) => value);
  return html`<input type="hidden" name="subjectId" value="${subjectId}" />
    <input type="hidden" name="listed" value="yes" />
    ${choicesField({ ...disclosureFields(locale).records, choices, usual }, form)}`;
}

/** The id of a registration, the key of a licence, or a consent: none says anything of anybody. */
function isRecordId(value: unknown): value is string {
  return typeof value === 'string' && /^([0-9a-f-]{36}|licence:\d+:[\w-]{43}|consent:[a-z]+)$/.test(value);
}

function disclosureFields(locale: Locale) {
  return {
    subjectId: { name: 'subjectId', label: texts.subjectId[locale], hint: texts.subjectIdHint[locale] },
    records: { name: 'records', label: texts.records[locale] },
    fields: { name: 'fields', label: texts.fields[locale] },
    authority: { name: 'authority', label: texts.authority[locale], hint: texts.authorityHint[locale] },
    legalBasis: { name: 'legalBasis', label: texts.legalBasis[locale], hint: texts.legalBasisHint[locale] },
    reference: { name: 'reference', label: texts.reference[locale], hint: texts.referenceHint[locale] },
    disclosedOn: { name: 'disclosedOn', label: texts.disclosedOn[locale] },
  } satisfies Record<string, Field>;
}
