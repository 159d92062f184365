import { html } from 'hono/html';
import type { FieldChange } from '../../shared/domain/request-view.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { retention } from '../../shared/policy/retention.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import type { RequestPage } from '../request-page.ts';
import { contactFieldNames } from '../texts.ts';
import { cancelSection } from './cancel-section.ts';
import { confirmButtons, requestPageTexts as texts } from './request-page-texts.ts';

/** What will happen, and one button. To look at the page changes nothing: mail filters open links. */
export function confirmStep({ view, action }: RequestPage): Html {
  const { locale, right, dueOn } = view;
  const name = rightTexts[right].name[locale];
  const kind = right === 'erasure' ? 'final' : '';
  return html`<p class="lead">${fillIn(texts.confirmLead[locale], { right: name })}</p>
    <section aria-labelledby="happens">
      <h2 id="happens">${texts.willHappen[locale]}</h2>
      ${right === 'erasure' ? whatGoes(locale) : whatOneGets(view)}
      ${dueOn === undefined ? '' : html`<p>${fillIn(texts.dueOn[locale], { due: dayInWords(dueOn, locale) })}</p>`}
      <form method="post" action="${action}">
        <button class="${kind}" name="action" value="confirm">${confirmButtons[right][locale]}</button>
      </form>
      <p class="soft">${texts.confirmNot[locale]}</p>
    </section>`;
}

function whatOneGets({ right, locale }: RequestPage['view']): Html {
  return html`<ul>${rightTexts[right].get.map((words) => html`<li>${words[locale]}</li>`)}</ul>`;
}

/** An erasure is final, so one sees first what goes and what stays. */
function whatGoes(locale: Locale): Html {
  const period = periodInWords(retention.licence, locale);
  return html`<div class="cards">
      <div class="card"><h3>${texts.goes[locale]}</h3><p>${texts.goesItems[locale]}</p>
        <p><strong>${texts.final[locale]}</strong></p></div>
      <div class="card"><h3>${texts.stays[locale]}</h3><ul>
        <li>${fillIn(texts.staysLicence[locale], { period })}</li>
        <li>${texts.staysHold[locale]}</li>
        <li>${texts.staysFingerprint[locale]}</li>
      </ul></div>
    </div>`;
}

/** What is there and what shall be; nothing is corrected before the person has seen it. */
export function correctStep({ view, action, ...rest }: RequestPage): Html {
  const { locale, changes = [], checkedFirst } = view;
  return html`<p class="lead">${texts.correctLead[locale]}</p>
    <dl class="before-after">${changes.map((change) => changeIn(change, locale))}</dl>
    ${checkedFirst ? html`<p class="notice">${texts.checkedFirst[checkedFirst][locale]}</p>` : ''}
    <form method="post" action="${action}">
      <button name="action" value="correct">${texts.correct[locale]}</button>
    </form>
    ${cancelSection({ view, action, ...rest })}`;
}

function changeIn({ field, before, after }: FieldChange, locale: Locale): Html {
  const now = before.map(
    (value) => html`<del><span class="visually-hidden">${texts.before[locale]} </span>${value}</del>`,
  );
  const then = html`<ins><span class="visually-hidden">${texts.after[locale]} </span>${after}</ins>`;
  return html`<div><dt>${contactFieldNames[field][locale]}</dt>
    <dd>${before.length === 0 ? html`<span class="soft">${texts.notHeld[locale]}</span>` : html`<span>${now}</span>${then}`}</dd></div>`;
}
