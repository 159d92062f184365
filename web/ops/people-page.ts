import { html } from 'hono/html';
import type { PersonFile } from '../../shared/domain/person-file.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { fileIn } from './file.ts';
import {
  errorSummary,
  type Field,
  type FormState,
  idField,
  textField,
  titleOf,
  type Wrong,
} from './form-fields.ts';
import { opsPage } from './ops-page.ts';
import { peopleDone, peopleTexts as texts } from './people-texts.ts';
import { correctionForm, withdrawalForm } from './person-forms.ts';

interface StaffFrame {
  readonly locale: Locale;
  readonly staff: StaffMember;
}

const path = '/ops/people';

export interface PeoplePage extends StaffFrame {
  /** What was just done. */
  readonly done?: string | undefined;
  /** What was wrong with which of its two forms. */
  readonly wrong?: Wrong & { readonly form: 'lookup' | 'withdrawal' };
}

/** Where staff look somebody up, and take the withdrawal of somebody who called or wrote. */
export function peoplePage({ done, wrong, ...frame }: PeoplePage): Html {
  const { locale, staff } = frame;
  const just = peopleDone[done ?? ''];
  const state = (form: NonNullable<typeof wrong>['form']): FormState => ({
    locale,
    id: form,
    ...(wrong?.form === form ? wrong : {}),
  });
  return opsPage({
    ...frame,
    path,
    title: titleOf(texts.title, { locale, ...wrong }),
    notice: just && { text: just.text[locale], wrong: just.wrong ?? false },
    body: html`<p class="lead">${texts.lead[locale]}</p>
      ${lookupForm(state('lookup'))}
      ${
        mayDo('withdraw-for-person', staff.roles)
          ? html`<section aria-labelledby="withdraw"><h2 id="withdraw">${texts.withdraw[locale]}</h2>
            ${withdrawalForm(state('withdrawal'))}</section>`
          : ''
      }`,
  });
}

/** The form posts: by what somebody is looked up stands in no address. */
function lookupForm(form: FormState): Html {
  const { locale } = form;
  const email: Field = { name: 'email', label: texts.email[locale] };
  const phone: Field = { name: 'phone', label: texts.phone[locale] };
  const subjectId: Field = { name: 'subjectId', label: texts.subjectId[locale] };
  return html`${errorSummary([email, phone, subjectId], form)}
    <form method="post" action="${path}" class="card" novalidate>
      <p>${texts.lookUpLead[locale]}</p>
      <div class="row">
        ${textField({ ...email, type: 'email', longest: 254 }, form)}
        ${textField({ ...phone, type: 'tel', longest: 40 }, form)}
        ${idField(subjectId, form)}
      </div>
      <div class="actions"><button>${texts.lookUp[locale]}</button></div>
    </form>`;
}

export interface FilesPage extends StaffFrame {
  readonly files: readonly PersonFile[];
  /** UTC. */
  readonly now: string;
  /** In Norway. */
  readonly today: string;
}

/** What a lookup found. To load it again looks again, and is recorded again. */
export function filesPage({ files, now, today, ...frame }: FilesPage): Html {
  const { locale } = frame;
  return opsPage({
    ...frame,
    path,
    title: texts.foundTitle[locale],
    notice:
      files.length === 1 ? undefined : { text: foundWords(files.length, locale), wrong: files.length > 1 },
    body: html`<p class="screen-only"><a href="${path}">${texts.again[locale]}</a></p>
      ${files.map((file, index) => fileIn({ ...frame, file, now, today, id: `file-${index + 1}` }))}`,
  });
}

function foundWords(count: number, locale: Locale): string {
  return count === 0 ? texts.nobody[locale] : fillIn(texts.several[locale], { count: String(count) });
}

/** A form of a file again, with what was wrong with it; of the person by id only. */
export function correctionPage({
  subjectId,
  ...page
}: StaffFrame & Wrong & { readonly subjectId: string }): Html {
  return formPage(page, texts.correct, {
    subjectId,
    form: correctionForm({ ...page, id: 'correction' }, { subjectId }),
  });
}

export function withdrawalPage({
  subjectId,
  ...page
}: StaffFrame & Wrong & { readonly subjectId: string }): Html {
  return formPage(page, texts.withdrawHere, {
    subjectId,
    form: withdrawalForm({ ...page, id: 'withdrawal' }, { subjectId }),
  });
}

function formPage(
  { locale, staff, errors }: StaffFrame & Wrong,
  title: Readonly<Record<Locale, string>>,
  { subjectId, form }: { readonly subjectId: string; readonly form: Html },
): Html {
  const [before = '', after = ''] = texts.of[locale].split('{id}');
  return opsPage({
    locale,
    staff,
    path,
    title: titleOf(title, { locale, errors }),
    body: html`<p><a href="${path}">${texts.back[locale]}</a></p>
      <p>${before}<span class="code">${subjectId}</span>${after}</p>
      ${form}`,
  });
}
