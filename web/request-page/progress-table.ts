import { html } from 'hono/html';
import type { RecipientProgress } from '../../shared/domain/request-view.ts';
import { processors } from '../../shared/policy/processors.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { dayInWords } from '../day.ts';
import type { Html } from '../page.ts';
import { progressTexts, requestPageTexts as texts } from './request-page-texts.ts';

const badges = {
  waiting: 'warn',
  done: 'ok',
  'nothing-held': 'quiet',
  exception: 'late',
} as const satisfies Record<RecipientProgress['state'], string>;

/** How it stands with each of those who were told (GDPR Art. 19). */
export function progressTable(progress: readonly RecipientProgress[] | undefined, locale: Locale): Html | '' {
  if (progress === undefined || progress.length === 0) return '';
  const columns = [texts.processor, texts.state, texts.since];
  return html`<section aria-labelledby="progress">
    <h2 id="progress">${texts.progress[locale]}</h2>
    <div class="scroll" role="group" aria-labelledby="progress" tabindex="0"><table class="data">
      <thead><tr>${columns.map((words) => html`<th scope="col">${words[locale]}</th>`)}</tr></thead>
      <tbody>${progress.map((each) => row(each, locale))}</tbody>
    </table></div>
  </section>`;
}

function row({ processor, state, since }: RecipientProgress, locale: Locale): Html {
  return html`<tr><th scope="row">${processors[processor].name}</th>
    <td><span class="badge ${badges[state]}">${progressTexts[state][locale]}</span></td>
    <td>${dayInWords(since, locale)}</td></tr>`;
}
