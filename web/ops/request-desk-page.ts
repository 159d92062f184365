import { html } from 'hono/html';
import type { FieldChange, OpenedRequest } from '../../shared/domain/request-view.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { processors } from '../../shared/policy/processors.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { type RequestObstacle, requestObstacles } from '../../shared/policy/request-obstacles.ts';
import { refusalGrounds, requestRules, rights } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { type Html, page } from '../page.ts';
import { periodInWords } from '../period.ts';
import { progressTable } from '../request-page/progress-table.ts';
import { contactFieldNames } from '../texts.ts';
import { capitalised } from './capitalised.ts';
import { daysLeftBadge } from './days-left.ts';
import { fileButton } from './file-button.ts';
import { requestStates } from './file-names.ts';
import { listed } from './listed.ts';
import { opsPage } from './ops-page.ts';
import { decisionForms, type RefusedForm } from './request-decisions.ts';
import { languageNamesIn, receivedDone, stepTexts, deskTexts as texts } from './request-desk-texts.ts';
import { requestTimeline } from './request-timeline.ts';
import { waitsForIn } from './requests-page.ts';
import { rightTitle } from './right-title.ts';

export interface RequestDeskPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly request: OpenedRequest;
  /** The code of what was just done. */
  readonly done?: string | undefined;
  /** Why what was just tried is not possible. */
  readonly obstacle?: RequestObstacle | undefined;
  readonly refused?: RefusedForm | undefined;
}

/** One request, opened by whoever deals with it: how it stands, who asks while it is open, and what can be done. */
export function requestDeskPage(about: RequestDeskPage): Html {
  const { request, done, obstacle, refused, ...frame } = about;
  const { locale } = frame;
  const title = fillIn(texts.oneTitle[locale], { right: rightTexts[request.right].name[locale] });
  return opsPage({
    ...frame,
    title: refused ? `${texts.wrong[locale]}: ${title}` : title,
    notice: noticeOf({ done, obstacle, locale }),
    body: html`<p><a href="/ops/requests">${texts.back[locale]}</a></p>
      <p>${badges(request, locale)}</p>
      <div class="desk">
        <div>
          <section aria-labelledby="facts"><h2 id="facts">${texts.facts[locale]}</h2>${facts(request, locale)}</section>
          ${changes(request, locale)}
          ${progressTable(request.progress, locale)}
          ${answer(request, locale)}
          <section aria-labelledby="how"><h2 id="how">${texts.how[locale]}</h2>${requestTimeline(request, locale)}</section>
        </div>
        <section aria-labelledby="actions"><h2 id="actions">${texts.actions[locale]}</h2>${actions(request, refused, locale)}</section>
      </div>`,
  });
}

/** What staff see who come to a request that is not there. */
export function requestGonePage(locale: Locale): Html {
  return page({
    title: texts.goneTitle[locale],
    locale,
    body: html`<p>${texts.gone[locale]}</p>
      <p><a href="/ops/requests">${texts.back[locale]}</a></p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}

function noticeOf({ done, obstacle, locale }: Pick<RequestDeskPage, 'done' | 'obstacle' | 'locale'>) {
  if (obstacle !== undefined) {
    const words = requestObstacles[obstacle][locale];
    return { text: fillIn(texts.notPossible[locale], { obstacle: words }), wrong: true };
  }
  const text = doneTexts[done ?? '']?.[locale];
  return text === undefined ? undefined : { text };
}

const doneTexts: Readonly<Record<string, Readonly<Record<Locale, string>>>> = {
  received: receivedDone,
  ...Object.fromEntries(Object.entries(stepTexts).map(([step, words]) => [step, words.done])),
};

function badges(request: OpenedRequest, locale: Locale): Html {
  const { state, daysLeft } = request;
  const { words, badge } = requestStates[state];
  return html`<span class="badge ${badge}">${words[locale]}</span>
    ${daysLeft === undefined ? '' : daysLeftBadge(daysLeft, locale)}
    ${request.waitsFor === undefined ? '' : html`<span class="soft">${texts.waitsFor[locale]}</span> ${waitsForIn(request, locale)}`}`;
}

function facts(request: OpenedRequest, locale: Locale): Html {
  const { right, requestId, dueOn, contact, about, shownBy, toStaff } = request;
  const article = articleInWords(rights[right].article, locale);
  return html`<dl class="facts">
    ${fact(texts.article[locale], `${rightTitle(right, locale)}, ${article}`)}
    ${fact(texts.number[locale], html`<span class="code">${requestId}</span>`)}
    ${dueOn === undefined ? '' : fact(texts.due[locale], dayInWords(dueOn, locale))}
    ${fact(texts.contact[locale], contact?.email ?? contact?.phone ?? texts.contactGone[locale])}
    ${fact(texts.language[locale], languageNamesIn[request.locale][locale])}
    ${about === undefined ? '' : fact(texts.person[locale], fileButton({ subjectId: about, locale }))}
    ${shownBy && about === undefined ? fact(texts.person[locale], texts.nobodyHeld[locale]) : ''}
    ${request.package ? fact(texts.package[locale], packageOf(request, request.package.endsAt, locale)) : ''}
    ${request.undelivered ? fact(texts.answer[locale], undelivered(locale)) : ''}
    ${toStaff === undefined ? '' : fact(texts.toStaff[locale], requestObstacles[toStaff][locale])}
  </dl>`;
}

/** Where the copy lies: on the person's page or, where no mail leads there, here. */
function packageOf({ toStaff, requestId }: OpenedRequest, endsAt: string, locale: Locale): Html {
  const until = dayInWords(endsAt, locale);
  if (toStaff !== 'to-hand-over') return html`${fillIn(texts.packageUntil[locale], { until })}`;
  const path = `/ops/requests/${requestId}/package`;
  return html`${fillIn(texts.packageToHandOver[locale], { until })}
    <a href="${path}/html">${texts.packagePage[locale]}</a> ·
    <a href="${path}/json" download>${texts.packageFile[locale]}</a>`;
}

function undelivered(locale: Locale): string {
  const period = periodInWords({ period: requestRules.answerUnsent.undelivered }, locale);
  return fillIn(texts.undeliveredHow[locale], { period });
}

/** What is to be corrected; what is there now is nobody's business until it was shown who asks. */
function changes({ changes: wanted = [], shownBy }: OpenedRequest, locale: Locale): Html | '' {
  if (wanted.length === 0) return '';
  const isShown = shownBy !== undefined;
  return html`<section aria-labelledby="changes">
    <h2 id="changes">${texts.changes[locale]}</h2>
    <p>${(isShown ? texts.changesLead : texts.changesLater)[locale]}</p>
    <dl class="before-after">${wanted.map((change) => changeIn(change, isShown, locale))}</dl>
  </section>`;
}

function changeIn({ field, before, after }: FieldChange, isShown: boolean, locale: Locale): Html {
  const now = before.map((value) => html`<del>${value}</del>`);
  const old =
    before.length === 0
      ? html`<span class="soft">${texts.notHeld[locale]}</span>`
      : html`<span>${now}</span>`;
  return html`<div><dt>${contactFieldNames[field][locale]}</dt><dd>${isShown ? old : ''}<ins>${after}</ins></dd></div>`;
}

function answer({ answer: given, state }: OpenedRequest, locale: Locale): Html | '' {
  if (given === undefined) return '';
  const { on, held, grounds, exceptions, note } = given;
  const names = exceptions.map((id) => processors[id].name);
  const reasons = grounds.map((ground) => {
    const { article, [locale]: words } = refusalGrounds[ground];
    return html`<li>${words} <span class="soft">(${articleInWords(article, locale)})</span></li>`;
  });
  return html`<section aria-labelledby="answer">
    <h2 id="answer">${texts.answerTitle[locale]}</h2>
    <p>${fillIn(texts.answeredOn[locale], { state: capitalised(requestStates[state].words[locale]), on: dayInWords(on, locale) })} ${held ? '' : texts.nobodyHeld[locale]}</p>
    ${reasons.length === 0 ? '' : html`<ul>${reasons}</ul>`}
    ${names.length === 0 ? '' : html`<p>${fillIn(texts.stays[locale], { names: listed(names, locale) })}</p>`}
    ${note === undefined ? '' : html`<p>${texts.wrote[locale]}</p><blockquote>${note}</blockquote>`}
  </section>`;
}

function actions(request: OpenedRequest, refused: RefusedForm | undefined, locale: Locale): Html {
  const lead = request.waitsFor === 'pipeline' ? texts.pipelineWorks : undefined;
  return html`${lead ? html`<p>${lead[locale]}</p>` : ''}
    ${request.offers.length === 0 ? html`<p>${texts.nothingToDo[locale]}</p>` : decisionForms(request, refused, locale)}`;
}

function fact(what: string, said: string | Html): Html {
  return html`<div><dt>${what}</dt><dd>${said}</dd></div>`;
}
