import { html } from 'hono/html';
import { lists } from '../shared/policy/purposes.ts';
import { type Locale, register } from '../shared/policy/register.ts';
import { retention } from '../shared/policy/retention.ts';
import { dayInWords } from './day.ts';
import { fillIn } from './fill-in.ts';
import { type Html, page } from './page.ts';
import { periodInWords } from './period.ts';
import { preferencesNotices as notices, preferencesTexts as texts } from './preferences-texts.ts';

/** A person's own page: what is so, and what was just done. It shows no name and no address. */
export interface PreferencesPage {
  readonly locale: Locale;
  /** Where the forms post: `action` is `leave`, `join` or `withdraw-storage`; `sure` is `yes` when ticked. */
  readonly action: string;
  readonly marketing: 'given' | 'asked-again' | 'requested' | 'none';
  /** The instant since when Markedsnyheter is given. */
  readonly since?: string | undefined;
  /** Whether the person is on the technical list, by a licence. */
  readonly customer: boolean;
  /** Whether there is anything the person sent in. */
  readonly registered: boolean;
  /** Whether a hold keeps something that the person withdrew. */
  readonly leaving: boolean;
  readonly notice?: keyof typeof notices | undefined;
}

export function preferencesPage(about: PreferencesPage): Html {
  const { locale, notice, marketing, customer, registered, leaving } = about;
  // Without a registration or a licence there is no address left that could be asked for a consent.
  const isNobody = marketing === 'none' && !customer && !registered && !leaving;
  return page({
    title: texts.title[locale],
    locale,
    body: html`${notice ? noticeIn(notice, locale) : ''}
      <p>${isNobody ? texts.nothing[locale] : texts.lead[locale]}</p>
      ${isNobody ? '' : marketingSection(about)}
      ${leaving ? html`<p>${texts.leaving[locale]}</p>` : ''}
      ${customer ? technicalSection(locale) : ''}
      ${registered ? eraseSection(about) : ''}
      ${moreSection(locale)}`,
    turnTo: { words: 'questions', address: register.contacts.rights },
  });
}

/** What was done comes first, for the eye and, since it takes the focus, for a screen reader too. */
function noticeIn(notice: keyof typeof notices, locale: Locale): Html {
  const kind = notice === 'not-sure' ? 'notice wrong' : 'notice';
  return html`<p id="notice" class="${kind}" tabindex="-1" autofocus>${notices[notice][locale]}</p>`;
}

function marketingSection(about: PreferencesPage): Html {
  return html`<section aria-labelledby="marketing">
    <h2 id="marketing">${lists.marketing.title[about.locale]}</h2>
    <form method="post" action="${about.action}">${marketingChoice(about)}</form>
  </section>`;
}

function marketingChoice({ locale, marketing, since }: PreferencesPage): Html {
  switch (marketing) {
    case 'given':
      return html`<p>${givenSince(locale, since)}</p>
        <button name="action" value="leave">${texts.leave[locale]}</button>`;
    case 'asked-again':
      return html`<p>${texts.askedAgain[locale]}</p>
        <button name="action" value="join">${texts.joinAgain[locale]}</button>
        <button name="action" value="leave">${texts.leave[locale]}</button>`;
    case 'requested':
      return html`<p>${texts.requested[locale]}</p>
        <button name="action" value="join">${texts.joinAgain[locale]}</button>
        <button name="action" value="leave">${texts.takeBack[locale]}</button>`;
    case 'none':
      return html`<p>${texts.none[locale]} ${texts.joinHow[locale]}</p>
        <button name="action" value="join">${texts.join[locale]}</button>`;
  }
}

function givenSince(locale: Locale, since: string | undefined): string {
  if (since === undefined) return texts.given[locale];
  return fillIn(texts.givenSince[locale], { since: dayInWords(since, locale) });
}

/** Policy row P6: customers cannot leave this list, and are told why. */
function technicalSection(locale: Locale): Html {
  return html`<section aria-labelledby="technical">
    <h2 id="technical">${lists.technical.title[locale]}</h2>
    <p>${texts.technical[locale]}</p>
  </section>`;
}

/** What else there is to ask for: the forms of the privacy centre. */
function moreSection(locale: Locale): Html {
  return html`<section aria-labelledby="more">
    <h2 id="more">${texts.moreTitle[locale]}</h2>
    <p>${texts.more[locale]} <a href="/privacy/requests?locale=${locale}">${texts.moreLink[locale]}</a></p>
  </section>`;
}

/** Policy row P9, GDPR Art. 7(3): as easy to withdraw as it was to give, and not by mistake. */
function eraseSection({ locale, action, customer, notice }: PreferencesPage): Html {
  const kept = periodInWords(retention.registration, locale);
  const period = periodInWords(retention.licence, locale);
  const wrong = notice === 'not-sure' ? html`aria-invalid="true" aria-describedby="notice"` : '';
  return html`<section aria-labelledby="erase">
    <h2 id="erase">${texts.eraseTitle[locale]}</h2>
    <p>${fillIn(texts.eraseWhat[locale], { period: kept })} <strong>${texts.eraseFinal[locale]}</strong></p>
    ${customer ? html`<p>${fillIn(texts.eraseLicence[locale], { period })}</p>` : ''}
    <form method="post" action="${action}">
      <label><input type="checkbox" name="sure" value="yes" required ${wrong} /> ${texts.sure[locale]}</label>
      <button class="final" name="action" value="withdraw-storage">${texts.erase[locale]}</button>
    </form>
  </section>`;
}
