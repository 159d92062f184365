import { html } from 'hono/html';
import type { RequestEntry } from '../../shared/domain/request-view.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { daysLeftBadge } from './days-left.ts';
import { requestStates } from './file-names.ts';
import { opsPage } from './ops-page.ts';
import { identityNames, deskTexts as texts, waitingNames } from './request-desk-texts.ts';
import { rightTitle } from './right-title.ts';

/** Which of the open requests are shown. */
export const requestSelections = {
  all: () => true,
  ours: ({ waitsFor }) => waitsFor === 'staff',
  overdue: ({ daysLeft }) => daysLeft !== undefined && daysLeft < 0,
} as const satisfies Record<string, (entry: RequestEntry) => boolean>;

export type RequestSelection = keyof typeof requestSelections;

export interface RequestsPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly requests: readonly RequestEntry[];
  readonly selection: RequestSelection;
  /** So many are listed at most. */
  readonly most: number;
}

/** The open requests, the most urgent first; nothing of a person but ids. */
export function requestsPage({ requests, selection, most, ...frame }: RequestsPage): Html {
  const { locale, staff } = frame;
  const shown = requests.filter(requestSelections[selection]);
  return opsPage({
    ...frame,
    title: texts.title[locale],
    body: html`<p class="lead">${texts.lead[locale]}</p>
      ${mayDo('receive-request', staff.roles) ? html`<p><a class="button" href="/ops/requests/new">${texts.new[locale]}</a></p>` : ''}
      ${selections({ requests, selection, locale })}
      ${shown.length === 0 ? html`<p>${texts.none[locale]}</p>` : requestTable(shown, { locale, staff })}
      ${requests.length >= most ? html`<p class="notice warn">${fillIn(texts.many[locale], { count: String(most) })}</p>` : ''}`,
  });
}

function selections({
  requests,
  selection,
  locale,
}: Pick<RequestsPage, 'requests' | 'selection' | 'locale'>): Html {
  const links = Object.entries(requestSelections).map(([each, fits]) => {
    const name = each as RequestSelection;
    const words = fillIn(texts[name][locale], { count: String(requests.filter(fits).length) });
    const current = name === selection ? html`aria-current="true"` : '';
    const query = name === 'all' ? '' : `?show=${name}`;
    return html`<li><a href="/ops/requests${query}" ${current}>${words}</a></li>`;
  });
  return html`<nav class="ops" aria-label="${texts.show[locale]}"><ul>${links}</ul></nav>`;
}

/** The table of requests; only who may open one is led there. */
export function requestTable(
  requests: readonly RequestEntry[],
  { locale, staff }: Pick<RequestsPage, 'locale' | 'staff'>,
): Html {
  const opens = mayDo('open-request', staff.roles);
  const headings = [texts.right, texts.due, texts.waitsFor, texts.identity, texts.state, texts.received];
  return dataTable({
    label: texts.title[locale],
    headings: headings.map((heading) => heading[locale]),
    rows: requests.map((entry) => {
      const name = rightTitle(entry.right, locale);
      const { words, badge } = requestStates[entry.state];
      return [
        html`${opens ? html`<a href="/ops/requests/${entry.requestId}">${name}</a>` : name}
          <span class="code soft">${entry.requestId.slice(0, 8)}</span>`,
        dueIn(entry, locale),
        waitsForIn(entry, locale),
        identityNames[entry.identity][locale],
        html`<span class="badge ${badge}">${words[locale]}</span>`,
        dayInWords(entry.receivedOn, locale),
      ];
    }),
  });
}

function dueIn({ dueOn, daysLeft }: RequestEntry, locale: Locale): Html {
  if (dueOn === undefined || daysLeft === undefined) return html`–`;
  return html`${daysLeftBadge(daysLeft, locale)}<br />${dayInWords(dueOn, locale)}`;
}

/** What it waits for; what waits for us stands out. */
export function waitsForIn({ waitsFor, undelivered }: RequestEntry, locale: Locale): Html {
  if (undelivered) return html`<span class="badge warn">${texts.undelivered[locale]}</span>`;
  if (waitsFor === undefined) return html`${texts.nothing[locale]}`;
  const kind = waitsFor === 'staff' ? 'warn' : 'quiet';
  return html`<span class="badge ${kind}">${waitingNames[waitsFor][locale]}</span>`;
}
