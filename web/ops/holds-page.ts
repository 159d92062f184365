import { html } from 'hono/html';
import type { HoldEntry } from '../../shared/domain/hold.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { fileButton, shortId } from './file-button.ts';
import { titleOf, type Wrong } from './form-fields.ts';
import { holdForm } from './hold-form.ts';
import { holdDone, holdTexts as texts } from './hold-texts.ts';
import { opsPage } from './ops-page.ts';

export interface HoldsPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly done?: string | undefined;
  /** In Norway. */
  readonly today: string;
  readonly holds: readonly HoldEntry[];
  /** So many are listed at most. */
  readonly most: number;
  /** What was wrong with the form that places one, or why nothing came of a release or a review. */
  readonly wrong?: Wrong | 'not-sure' | 'wrong-day' | 'gone' | undefined;
}

const path = '/ops/holds';
const wrongWords = { 'not-sure': texts.wrong, 'wrong-day': texts.wrongDay, gone: texts.gone } as const;

/** The holds, the earliest review first (policy row P8). A reader sees days and ids, and no text that somebody wrote. */
export function holdsPage({ done, today, holds, most, wrong, ...frame }: HoldsPage): Html {
  const { locale, staff } = frame;
  const just = holdDone[done ?? ''];
  const isForm = typeof wrong === 'object';
  const notice =
    wrong === undefined || isForm
      ? just && { text: just[locale] }
      : { text: wrongWords[wrong][locale], wrong: true };
  return opsPage({
    ...frame,
    path,
    title: titleOf(texts.title, isForm ? { locale, ...wrong } : { locale }),
    notice,
    body: isForm
      ? place({ wrong, today, locale })
      : html`<p class="lead">${texts.lead[locale]}</p>
      ${holds.length === 0 ? html`<p>${texts.none[locale]}</p>` : list(holds, { ...frame, today })}
      ${holds.length >= most ? html`<p class="notice warn">${fillIn(texts.many[locale], { count: String(most) })}</p>` : ''}
      ${mayDo('place-hold', staff.roles) ? place({ today, locale }) : ''}`,
  });
}

function place({
  wrong,
  today,
  locale,
}: {
  readonly wrong?: Wrong;
  readonly today: string;
  readonly locale: Locale;
}): Html {
  return html`<section class="screen-only" aria-labelledby="place">
    <h2 id="place">${texts.placeTitle[locale]}</h2>
    ${holdForm({ locale, id: 'hold', ...wrong }, { today })}
  </section>`;
}

type View = Pick<HoldsPage, 'locale' | 'staff' | 'today'>;

function list(holds: readonly HoldEntry[], view: View): Html {
  return html`<h2 class="visually-hidden">${texts.list[view.locale]}</h2>
    ${holds.map((hold) => holdIn(hold, view))}`;
}

function holdIn(hold: HoldEntry, view: View): Html {
  const { locale, staff } = view;
  const { holdId, subjectId, recordId, restricts, reason, authority, reviewOn, placedAt, due } = hold;
  const fact = (name: keyof typeof texts, value: string | Html) =>
    html`<div><dt>${texts[name][locale]}</dt><dd>${value}</dd></div>`;
  const reads = mayDo('place-hold', staff.roles);
  return html`<article class="card">
    <h3>${texts.review[locale]} ${dayInWords(reviewOn, locale)} ${due ? html`<span class="badge late">${texts.due[locale]}</span>` : ''}</h3>
    <dl class="facts">
      ${fact('person', html`<span class="code">${shortId(subjectId)}</span>`)}
      ${fact('covers', html`${coveredBy(recordId, locale)} ${restricts ? html`<span class="badge late">${texts.restricted[locale]}</span>` : ''}`)}
      ${reads ? html`${fact('reason', reason)}${fact('authority', authority)}` : ''}
      ${fact('placed', dayInWords(placedAt, locale))}
    </dl>
    ${mayDo('look-up-person', staff.roles) ? fileButton({ subjectId, locale }) : ''}
    ${reads ? reviewForm(holdId, view) : ''}
    ${mayDo('release-hold', staff.roles) ? releaseForm({ holdId, restricts }, locale) : ''}
  </article>`;
}

function coveredBy(recordId: string | undefined, locale: Locale): string {
  if (recordId === undefined) return texts.everything[locale];
  return recordId.startsWith('consent:') ? texts.consent[locale] : texts.record[locale];
}

function reviewForm(holdId: string, { locale, today }: View): Html {
  return html`<details class="screen-only"><summary>${texts.prolong[locale]}</summary>
    <form method="post" action="${path}/review" novalidate>
      <input type="hidden" name="holdId" value="${holdId}" />
      <div class="field"><label for="review-${holdId}">${texts.prolongTo[locale]}</label>
        <input type="date" id="review-${holdId}" name="reviewOn" min="${today}" /></div>
      <div class="actions"><button class="second">${texts.prolong[locale]}</button></div>
    </form>
  </details>`;
}

/** It cannot be undone: what the hold kept may be gone in a moment. */
function releaseForm({ holdId, restricts }: Pick<HoldEntry, 'holdId' | 'restricts'>, locale: Locale): Html {
  return html`<details class="screen-only"><summary>${texts.release[locale]}</summary>
    <form method="post" action="${path}/release" novalidate>
      <input type="hidden" name="holdId" value="${holdId}" />
      <p class="small">${texts.releaseFinal[locale]}</p>
      ${restricts ? html`<p class="small">${texts.tellBefore[locale]}</p>` : ''}
      <label><input type="checkbox" name="sure" value="yes" /> ${texts.sure[locale]}</label>
      <div class="actions"><button class="final">${texts.release[locale]}</button></div>
    </form>
  </details>`;
}
