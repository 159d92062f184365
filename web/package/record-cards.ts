import { html } from 'hono/html';
import type { PackageEntry } from '../../shared/domain/access-package.ts';
import { purposes } from '../../shared/policy/purposes.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { channelNames } from '../centre/overview-texts.ts';
import { dayInWords, momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { contactFieldNames } from '../texts.ts';
import { badge, card, day, facts, moment, numbered, type Shown, typed } from './facts.ts';
import { recordTexts as texts } from './package-texts.ts';
import { actWays, consentStates, languages } from './package-words.ts';

type Words = Readonly<Record<Locale, string>>;
type Contact = PackageEntry<'registrations'>['contact'];

export interface Placed {
  readonly locale: Locale;
  /** The how-manieth of its list. */
  readonly number: number;
}

export function registrationCard(entry: PackageEntry<'registrations'>, { locale, number }: Placed): Html {
  const { id, contact, channel, marketing, policyVersion, submittedOn, receivedAt, eraseAfter } = entry;
  const heading = fillIn(texts.registration[locale], { number: String(number) });
  return card(heading, endBadge(eraseAfter, locale), [
    facts(
      [
        ...contactFacts(contact),
        [texts.channel, channelInWords(channel, locale)],
        [texts.submittedOn, dayInWords(submittedOn, locale)],
        [texts.receivedAt, momentInWords(receivedAt, locale)],
        [texts.marketing, texts[marketing ? 'yes' : 'no'][locale]],
        [texts.policyVersion, day(policyVersion, locale)],
        [texts.language, languages[entry.locale]?.[locale] ?? entry.locale],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

export function licenceCard(entry: PackageEntry<'licences'>, { locale }: Placed): Html {
  const { id, licenceId, contact, issuedOn, issuedAt, retentionAfterEnd } = entry;
  const { endedOn, endedAt, receivedAt, eraseAfter } = entry;
  const heading = fillIn(texts.licence[locale], { licence: licenceId });
  return card(typed(heading) ?? heading, endBadge(eraseAfter, locale), [
    facts(
      [
        ...contactFacts(contact ?? {}),
        [texts.issuedOn, day(issuedOn, locale)],
        [texts.issuedAt, moment(issuedAt, locale)],
        [texts.endedOn, endedOn === null ? texts.inUse[locale] : dayInWords(endedOn, locale)],
        [texts.endedAt, moment(endedAt, locale)],
        [texts.agreed, retentionAfterEnd],
        [texts.receivedAt, momentInWords(receivedAt, locale)],
      ],
      locale,
    ),
    numbered(id, locale),
  ]);
}

export function consentCard(entry: PackageEntry<'consents'>, { locale }: Placed): Html {
  const { purpose, state, since, contact, question, refusedAt, acts, eraseAfter } = entry;
  return card(purposes[purpose].title[locale], endBadge(eraseAfter, locale), [
    facts(
      [
        [texts.state, badge(consentStates[state][locale], state === 'given' ? 'ok' : 'quiet')],
        [texts.since, momentInWords(since, locale)],
        ...contactFacts(contact ?? {}),
        [texts.question, moment(question?.endsAt, locale)],
        [texts.refusedAt, moment(refusedAt, locale)],
        [texts.language, languages[entry.locale]?.[locale] ?? entry.locale],
      ],
      locale,
    ),
    html`<h5>${texts.acts[locale]}</h5><ol class="acts">${acts.map((act) => actItem(act, locale))}</ol>`,
  ]);
}

function actItem(act: PackageEntry<'consents'>['acts'][number], locale: Locale): Html {
  const { state, by, at, channel, policyVersion, text } = act;
  const said = fillIn(texts.actBy[locale], {
    state: consentStates[state][locale],
    by: actWays[by][locale],
  });
  const shown = text && fillIn(texts.shownText[locale], text);
  return html`<li><p><strong>${said}</strong> <time datetime="${at}">${momentInWords(at, locale)}</time></p>
${
  channel === undefined && policyVersion === undefined
    ? ''
    : facts(
        [
          [texts.channel, channel && channelInWords(channel, locale)],
          [texts.policyVersion, day(policyVersion, locale)],
        ],
        locale,
      )
}${shown ? html`<p class="small">${shown}</p>` : ''}${text?.words === undefined ? '' : html`<blockquote lang="${act.locale}">${text.words}</blockquote>`}</li>`;
}

function contactFacts(contact: Contact): readonly (readonly [Words, Shown | undefined])[] {
  return [
    [contactFieldNames.name, typed(contact.name)],
    [contactFieldNames.company, typed(contact.company)],
    [contactFieldNames.email, typed(contact.email)],
    [contactFieldNames.phone, typed(contact.phone)],
  ];
}

/** How data came in, or its code where the register has no words for it any more. */
function channelInWords(channel: string, locale: Locale): string {
  const names: Readonly<Record<string, Words>> = channelNames;
  return names[channel]?.[locale] ?? channel;
}

function endBadge(eraseAfter: string | null, locale: Locale): Html {
  const when = eraseAfter === null ? texts.notKnownYet[locale] : dayInWords(eraseAfter, locale);
  return html`<p class="end">${texts.erased[locale]} <strong>${when}</strong></p>`;
}
