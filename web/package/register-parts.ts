import { html } from 'hono/html';
import type { AccessHead } from '../../shared/domain/access-package.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { countedFrom, type Period } from '../../shared/policy/retention.ts';
import type { Right } from '../../shared/policy/rights.ts';
import { articleInWords } from '../article.ts';
import { channelNames, legalBasisTexts, peopleTexts, purposeTexts } from '../centre/overview-texts.ts';
import { rightTexts } from '../centre/rights-texts.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { fieldsInWords } from './deed-cards.ts';
import { badge, card, facts, table } from './facts.ts';
import { packageTexts as texts } from './package-texts.ts';

type Processing = AccessHead['processing'];

/** What data is used for, on what ground, which data, by whom (GDPR Art. 15(1)(a)). */
export function purposeCards({ processing, locale }: AccessHead): readonly Html[] {
  const names = new Map(processing.recipients.map(({ id, name }) => [id, name]));
  return processing.purposes.map(({ id, title, legalBasis, data, recipients, people, refusable }) =>
    card(title, refusable ? badge(texts.sayNo[locale], 'ok') : badge(texts.cannotSayNo[locale]), [
      html`<p>${purposeTexts[id][locale]}</p>`,
      facts(
        [
          [texts.ground, groundInWords(legalBasis, locale)],
          [texts.whose, peopleTexts[people][locale]],
          [texts.data, fieldsInWords(data, locale)],
          [texts.given, recipients.map((recipient) => names.get(recipient)).join(', ')],
        ],
        locale,
        'wide',
      ),
    ]),
  );
}

/** What the law obliges us to do with data, beside what it is used for. */
export function dutyCards({ processing, locale }: AccessHead): readonly Html[] {
  const others = [...processing.recipients, ...processing.otherRecipients];
  const names = new Map(others.map(({ id, name }): [string, string] => [id, name]));
  return processing.duties.map(({ title, legalBasis, source, data, recipients }) =>
    card(title, badge(texts.lawSaysSo[locale]), [
      facts(
        [
          [texts.ground, articleInWords(`${legalBasis}; ${source}`, locale)],
          [texts.data, fieldsInWords(data, locale)],
          [texts.given, recipients.map((recipient) => names.get(recipient)).join(', ')],
        ],
        locale,
        'wide',
      ),
    ]),
  );
}

function groundInWords(legalBasis: string, locale: Locale): string {
  const grounds: Readonly<Record<string, Readonly<Record<Locale, string>>>> = legalBasisTexts;
  const words = grounds[legalBasis]?.[locale];
  const article = articleInWords(legalBasis, locale);
  return words === undefined ? article : `${words} (${article})`;
}

/** Where data comes from (Art. 15(1)(g)). */
export function sourceWords({ processing, locale }: AccessHead): string {
  const names: Readonly<Record<string, Readonly<Record<Locale, string>>>> = channelNames;
  const channels = processing.sources.flatMap(({ channels: listed = [] }) => listed);
  return fillIn(texts.sourcesWords[locale], {
    channels: channels.map((channel) => names[channel]?.[locale] ?? channel).join(', '),
  });
}

/** How long data is kept (Art. 15(1)(d)). */
export function periodTable({ processing, locale }: AccessHead): Html {
  return table(fillIn(texts.scroll[locale], { what: texts.periods[locale] }), {
    columns: [texts.what, texts.howLong, texts.because],
    rows: processing.periods.map(
      (rule) =>
        html`<tr><th scope="row">${rule.title}</th><td>${howLong(rule, locale)}</td><td>${rule.because}</td></tr>`,
    ),
    locale,
  });
}

function howLong({ period, from }: Processing['periods'][number], locale: Locale): string {
  const words = periodInWords({ period: period as Period }, locale);
  const days: Readonly<Record<string, Readonly<Record<Locale, string>>>> = countedFrom;
  const day = from === undefined ? undefined : days[from]?.[locale];
  return day === undefined ? words : fillIn(texts.countedFrom[locale], { period: words, from: day });
}

/** Who is given data, where, and what protects it outside the EEA (Art. 15(1)(c), Art. 15(2)). */
export function recipientCards({ processing, locale }: AccessHead): readonly Html[] {
  return processing.recipients.map(({ name, service, country, transferBasis, agreement, data }) =>
    card(name, '', [
      facts(
        [
          [texts.service, service],
          [texts.country, country],
          [texts.transfer, transferBasis],
          [texts.agreement, agreement],
          [texts.data, fieldsInWords(data, locale)],
        ],
        locale,
        'wide',
      ),
    ]),
  );
}

/** What one may ask for (Art. 15(1)(e)), and to whom one may complain (Art. 15(1)(f)). */
export function rightList({ processing, controller, locale }: AccessHead): Html {
  const { contacts } = controller;
  const { authority, site, article } = processing.complaint;
  const items = processing.rights.map(({ right, article: ofRight }) => {
    const words = rightTexts[right as Right];
    return html`<li><strong>${words.title[locale]}</strong> (${articleInWords(ofRight, locale)}). ${words.short[locale]}</li>`;
  });
  return html`<p>${fillIn(texts.rightsLead[locale], contacts)}</p><ul>${items}</ul>
<p>${fillIn(texts.complain[locale], { authority, article: articleInWords(article, locale) })} <a href="${site}" rel="noreferrer">${site}</a></p>`;
}
