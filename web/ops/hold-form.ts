import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { recordName } from './file-records.ts';
import {
  dayField,
  errorSummary,
  type Field,
  type FormState,
  idField,
  selectField,
  textField,
  tickField,
} from './form-fields.ts';
import { holdTexts as texts } from './hold-texts.ts';

/**
 * The form that places a hold. It posts `subjectId`, `recordId` (empty: everything), `restricts`, `reason`,
 * `authority` and `reviewOn`. From a file it is about that person; else the person's id is typed in.
 */
export function holdForm(
  form: FormState,
  { today, file }: { readonly today: string; readonly file?: PersonFile | undefined },
): Html {
  const { locale } = form;
  const fields = holdFields(locale);
  return html`${errorSummary(Object.values(fields), form)}
    <form method="post" action="/ops/holds" novalidate>
      ${file === undefined ? whoever(form) : ofFile(file, form)}
      ${textField({ ...fields.reason, longest: 500, lines: 3 }, form)}
      ${textField({ ...fields.authority, longest: 200 }, form)}
      ${dayField({ ...fields.reviewOn, first: today }, form)}
      ${tickField({ ...fields.restricts, value: 'true' }, form)}
      <div class="actions"><button>${texts.place[locale]}</button></div>
    </form>`;
}

function whoever(form: FormState): Html {
  const { subjectId, recordId } = holdFields(form.locale);
  return html`${idField(subjectId, form)}${textField({ ...recordId, longest: 200 }, form)}`;
}

function ofFile({ subjectId, records, consents }: PersonFile, form: FormState): Html {
  const { locale } = form;
  const choices = [
    { value: '', words: texts.everything[locale] },
    ...records.map((record) => ({ value: record.id, words: recordName(record, locale) })),
    ...consents.map(({ purpose }) => ({ value: `consent:${purpose}`, words: texts.consent[locale] })),
  ];
  return html`<input type="hidden" name="subjectId" value="${subjectId}" />
    ${selectField({ name: 'recordId', label: texts.covers[locale], choices }, form)}`;
}

function holdFields(locale: Locale) {
  return {
    subjectId: { name: 'subjectId', label: texts.subjectId[locale], hint: texts.subjectIdHint[locale] },
    recordId: { name: 'recordId', label: texts.recordId[locale], hint: texts.recordIdHint[locale] },
    reason: { name: 'reason', label: texts.reason[locale], hint: texts.reasonHint[locale] },
    authority: { name: 'authority', label: texts.authority[locale], hint: texts.authorityHint[locale] },
    reviewOn: { name: 'reviewOn', label: texts.reviewOn[locale], hint: texts.reviewOnHint[locale] },
    restricts: { name: 'restricts', label: texts.restricts[locale], hint: texts.restrictsHint[locale] },
  } satisfies Record<string, Field>;
}
