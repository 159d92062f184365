import { html } from 'hono/html';
import type { OpenedRequest } from '../../shared/domain/request-view.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { extensionReasons } from '../../shared/policy/rights.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { capitalised } from './capitalised.ts';
import { requestStates } from './file-names.ts';
import { identityNames, deskTexts as texts } from './request-desk-texts.ts';
import { staffName } from './staff-name.ts';

/** How a request came here, and what is still to come. */
export function requestTimeline(request: OpenedRequest, locale: Locale): Html {
  return html`<ol class="timeline">
    ${received(request, locale)}
    ${identity(request, locale)}
    ${extension(request, locale)}
    ${end(request, locale)}
  </ol>`;
}

type Kind = 'done' | 'now' | '';

function entry(kind: Kind, title: string, lines: readonly string[]): Html {
  return html`<li class="${kind}"><h3>${title}</h3>${lines.map((line) => html`<p>${line}</p>`)}</li>`;
}

function received({ receivedOn, by }: OpenedRequest, locale: Locale): Html {
  const how = by === 'staff' ? texts.typedIn : texts.fromPerson;
  return entry('done', texts.received[locale], [
    fillIn(how[locale], { day: dayInWords(receivedOn, locale) }),
  ]);
}

function identity(request: OpenedRequest, locale: Locale): Html | '' {
  const { shownBy, proofAskedAt, dueOn } = request;
  const before =
    proofAskedAt === undefined
      ? []
      : [fillIn(texts.proofAsked[locale], { at: dayInWords(proofAskedAt, locale) })];
  if (shownBy === undefined) {
    if (dueOn === undefined) return '';
    return entry('now', texts.identityWaits[locale], [
      capitalised(identityNames[request.identity][locale]),
      ...before,
    ]);
  }
  const at = dayInWords(shownBy.at, locale);
  const how =
    shownBy.shown === 'link'
      ? fillIn(texts.byLink[locale], { at })
      : fillIn(texts.byStaff[locale], { at, who: staffName(shownBy.by, locale), evidence: shownBy.evidence });
  return entry('done', texts.shown[locale], [...before, how]);
}

function extension({ extension: given }: OpenedRequest, locale: Locale): Html | '' {
  if (given === undefined) return '';
  return entry('done', texts.extended[locale], [
    dayInWords(given.on, locale),
    extensionReasons[given.reason][locale],
  ]);
}

function end({ answer, dueOn, state, shownBy }: OpenedRequest, locale: Locale): Html {
  if (dueOn !== undefined) {
    const by = fillIn(texts.by[locale], { due: dayInWords(dueOn, locale) });
    return entry(shownBy === undefined ? '' : 'now', texts.answer[locale], [by]);
  }
  const words = capitalised(requestStates[state].words[locale]);
  if (answer === undefined) return entry('done', texts.closed[locale], [words]);
  return entry('done', texts.answered[locale], [`${words}, ${dayInWords(answer.on, locale)}`]);
}
