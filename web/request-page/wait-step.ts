import { html } from 'hono/html';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import type { RequestPage } from '../request-page.ts';
import { cancelSection } from './cancel-section.ts';
import { progressTable } from './progress-table.ts';
import { requestPageTexts as texts } from './request-page-texts.ts';

/** How it stands, until when there is an answer, and how to take it back. */
export function waitStep(about: RequestPage): Html {
  const { view, action } = about;
  const { locale, state, progress, checkedFirst } = view;
  return html`<p class="lead">${texts.waitLead[locale]}</p>
    ${state === 'extended' ? html`<p class="notice">${texts.extended[locale]}</p>` : ''}
    ${checkedFirst ? html`<p class="notice">${texts.checkedFirst[checkedFirst][locale]}</p>` : ''}
    <section aria-labelledby="how">
      <h2 id="how">${texts.how[locale]}</h2>
      ${timeline(view)}
      <p class="actions screen-only"><a class="button second" href="${action}">${texts.again[locale]}</a></p>
    </section>
    ${progressTable(progress, locale)}
    ${cancelSection(about)}`;
}

function timeline({ locale, receivedOn, dueOn }: RequestPage['view']): Html {
  return html`<ol class="timeline">
    <li class="done"><h3>${texts.received[locale]}</h3><p>${dayInWords(receivedOn, locale)}</p></li>
    <li class="done"><h3>${texts.confirmed[locale]}</h3></li>
    <li class="now"><h3>${texts.working[locale]}</h3></li>
    <li><h3>${texts.answerBy[locale]}</h3>
      ${dueOn === undefined ? '' : html`<p>${fillIn(texts.by[locale], { due: dayInWords(dueOn, locale) })}</p>`}</li>
  </ol>`;
}
