import { html } from 'hono/html';
import { mayDo } from '../../shared/policy/roles.ts';
import type { Html } from '../page.ts';
import { disclosureForm } from './disclosure-form.ts';
import { disclosuresPart, lookupsPart, noticeParts, requestsPart } from './file-notices.ts';
import { consentsPart, holdsPart, recordsPart } from './file-records.ts';
import { fileTexts as texts } from './file-texts.ts';
import { type FileView, type Part, partsIn } from './file-view.ts';
import { holdForm } from './hold-form.ts';
import { peopleTexts } from './people-texts.ts';
import { correctionForm, withdrawalForm } from './person-forms.ts';

/**
 * The file of a person: what is held until when, what was asked and done, who has looked; and what staff can do. It
 * shows which data there is, never what it says.
 */
export function fileIn(view: FileView & { readonly today: string }): Html {
  const { file, locale, id } = view;
  const isLeft = file.records.length + file.consents.length > 0;
  return html`<section aria-labelledby="${id}">
    <h2 id="${id}">${heading(view)}</h2>
    ${isLeft ? '' : html`<p class="notice">${texts.erased[locale]}</p>`}
    ${partsIn(partsOf(view), view)}
    ${actionsPart(view, isLeft)}
    ${partsIn([lookupsPart(view)], view)}
  </section>`;
}

function partsOf(view: FileView): readonly Part[] {
  const { records } = view.file;
  return [
    ...(records.length === 0 ? [] : [recordsPart(view)]),
    consentsPart(view),
    holdsPart(view),
    requestsPart(view),
    ...noticeParts(view),
    disclosuresPart(view),
  ];
}

function heading({ file, locale }: FileView): Html {
  const [before = '', after = ''] = texts.title[locale].split('{id}');
  return html`${before}<span class="code">${file.subjectId}</span>${after}`;
}

/** Each action is closed until it is opened: what a page asks for it does not ask all at once. */
function actionsPart(view: FileView & { readonly today: string }, isLeft: boolean): Html | '' {
  const { file, staff, locale, id, today } = view;
  const { subjectId } = file;
  const form = (name: string) => ({ locale, id: `${id}-${name}` });
  const may = (operation: Parameters<typeof mayDo>[0]) => mayDo(operation, staff.roles);
  const actions = [
    ...(isLeft && may('place-hold')
      ? [action(texts.placeHold[locale], holdForm(form('hold'), { today, file }))]
      : []),
    ...(may('record-disclosure')
      ? [
          action(
            texts.recordDisclosure[locale],
            disclosureForm(form('disclosure'), { today, file: isLeft ? file : undefined }),
          ),
        ]
      : []),
    ...(isLeft && may('rectify-person')
      ? [action(peopleTexts.correct[locale], correctionForm(form('correction'), { subjectId }))]
      : []),
    ...(isLeft && may('withdraw-for-person')
      ? [action(peopleTexts.withdrawHere[locale], withdrawalForm(form('withdrawal'), { subjectId }))]
      : []),
    ...(may('receive-request')
      ? [
          action(
            texts.beginRequest[locale],
            html`<p>${texts.beginRequestLead[locale]}</p>
              <p class="actions"><a class="button" href="/ops/requests/new">${texts.beginRequest[locale]}</a></p>`,
          ),
        ]
      : []),
  ];
  if (actions.length === 0) return '';
  return html`<section class="screen-only">
    <h3 id="${id}-actions">${texts.actions[locale]}</h3>
    ${actions}
  </section>`;
}

function action(title: string, content: Html): Html {
  return html`<details class="card"><summary>${title}</summary>${content}</details>`;
}
