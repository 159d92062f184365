import { html } from 'hono/html';
import type { RequestView } from '../shared/domain/request-view.ts';
import { contactsFooter } from './centre/contacts-footer.ts';
import { rightTexts } from './centre/rights-texts.ts';
import { fillIn } from './fill-in.ts';
import { brand, frame, type Html } from './page.ts';
import { confirmStep, correctStep } from './request-page/asking-steps.ts';
import { readStep } from './request-page/read-step.ts';
import { requestNotices as notices, requestPageTexts as texts } from './request-page/request-page-texts.ts';
import { waitStep } from './request-page/wait-step.ts';

/** A request on the page of the person who made it. */
export interface RequestPage {
  readonly view: RequestView;
  /** Where the forms post: `action` is `confirm`, `correct` or `cancel`. */
  readonly action: string;
  /** Where the package can be fetched, while it can. */
  readonly packageLinks?: { readonly page: string; readonly file: string } | undefined;
  readonly notice?: keyof typeof notices | undefined;
}

/**
 * The page that the link in a mail leads to: confirm, look at the corrections, wait, or read the answer (GDPR Art. 12,
 * policy row P7). It shows no name and no address, but for the corrections, once the identity is shown.
 */
export function requestPage(about: RequestPage): Html {
  const { view, notice } = about;
  const { locale, right } = view;
  const title = fillIn(texts.title[locale], { right: rightTexts[right].name[locale] });
  return frame({
    title,
    locale,
    header: brand(locale),
    footer: contactsFooter(locale),
    body: html`<h1>${title}</h1>
      ${notice ? noticeIn(notice, about) : ''}
      ${stepIn(about)}`,
  });
}

/** What was done comes first, and takes the focus. */
function noticeIn(notice: keyof typeof notices, { view: { locale } }: RequestPage): Html {
  const kind = notice === 'not-possible' ? 'notice warn' : 'notice ok';
  return html`<p id="notice" class="${kind}" tabindex="-1" autofocus>${notices[notice][locale]}</p>`;
}

function stepIn(about: RequestPage): Html {
  switch (about.view.step) {
    case 'confirm':
      return confirmStep(about);
    case 'correct':
      return correctStep(about);
    case 'wait':
      return waitStep(about);
    case 'read':
      return readStep(about);
  }
}
