import { html } from 'hono/html';
import { processors } from '../../shared/policy/processors.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { refusalGrounds, requestRules } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { inLocale } from '../centre/centre-page.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import type { RequestPage } from '../request-page.ts';
import { progressTable } from './progress-table.ts';
import { endTexts, fulfilledTexts, requestPageTexts as texts } from './request-page-texts.ts';

type View = RequestPage['view'];

/** The answer: what was done, what not and on which ground, what to fetch, and where to complain (GDPR Art. 12(4)). */
export function readStep({ view, packageLinks }: RequestPage): Html {
  const { locale, answer, progress } = view;
  const period = periodInWords({ period: requestRules.closedPage }, locale);
  return html`<p class="lead">${whatBecame(view)}</p>
    ${answer === undefined ? '' : html`<p class="soft">${fillIn(texts.answered[locale], { on: dayInWords(answer.on, locale) })}</p>`}
    ${view.package && packageLinks ? packageSection({ links: packageLinks, endsAt: view.package.endsAt, locale }) : ''}
    ${answer?.note === undefined ? '' : html`<blockquote>${answer.note}</blockquote>`}
    ${answer ? notDone(answer, locale) : ''}
    ${progressTable(progress, locale)}
    ${answer && mayBeDisputed(view) ? disagree(locale) : ''}
    <p class="actions"><a class="button second" href="${inLocale('/privacy/requests', locale)}">${texts.more[locale]}</a></p>
    <p class="small soft">${fillIn(texts.closedUntil[locale], { period })}</p>`;
}

function whatBecame({ locale, state, right, answer, package: copy }: View): string {
  switch (state) {
    case 'partly-fulfilled':
    case 'refused':
    case 'expired':
    case 'cancelled':
      return endTexts[state][locale];
    case 'received':
    case 'verified':
    case 'in-progress':
    case 'extended':
    case 'fulfilled':
      if (answer?.held === false) {
        return (right === 'objection' ? texts.nothingHeldObjection : texts.nothingHeld)[locale];
      }
      return isCopy(right) && copy === undefined ? texts.copyGone[locale] : fulfilledTexts[right][locale];
  }
}

function isCopy(right: View['right']): boolean {
  return right === 'access' || right === 'portability';
}

function packageSection({
  links,
  endsAt,
  locale,
}: {
  readonly links: NonNullable<RequestPage['packageLinks']>;
  readonly endsAt: string;
  readonly locale: Locale;
}): Html {
  return html`<section aria-labelledby="fetch" class="card">
    <h2 id="fetch">${texts.fetch[locale]}</h2>
    <p>${fillIn(texts.fetchUntil[locale], { until: momentInWords(endsAt, locale) })}</p>
    <p class="actions"><a class="button" href="${links.page}">${texts.fetchPage[locale]}</a>
      <a class="button second" href="${links.file}" download>${texts.fetchFile[locale]}</a></p>
  </section>`;
}

/** Where nothing was held, or all was done, there is nothing to disagree with. */
function mayBeDisputed({ state }: View): boolean {
  return state === 'refused' || state === 'partly-fulfilled';
}

/** What stays or was refused, each on its ground. */
function notDone({ grounds, exceptions }: NonNullable<View['answer']>, locale: Locale): Html | '' {
  if (grounds.length === 0 && exceptions.length === 0) return '';
  const names = exceptions.map((id) => processors[id].name).join(', ');
  return html`<section aria-labelledby="grounds">
    <h2 id="grounds">${texts.grounds[locale]}</h2>
    ${grounds.length === 0 ? '' : html`<ul>${grounds.map((ground) => groundIn(ground, locale))}</ul>`}
    ${exceptions.length === 0 ? '' : html`<p>${fillIn(texts.exceptions[locale], { names })}</p>`}
  </section>`;
}

function groundIn(ground: keyof typeof refusalGrounds, locale: Locale): Html {
  const { article, [locale]: words } = refusalGrounds[ground];
  return html`<li>${words} <span class="small soft">(${articleInWords(article, locale)})</span></li>`;
}

function disagree(locale: Locale): Html {
  const { contacts, controller } = register;
  return html`<section aria-labelledby="disagree">
    <h2 id="disagree">${texts.disagree[locale]}</h2>
    <p>${texts.disagreeHow[locale]} <a href="mailto:${contacts.rights}">${contacts.rights}</a></p>
    <p>${texts.complain[locale]} <a href="${controller.authoritySite}">${controller.authority}</a></p>
  </section>`;
}
