import { html } from 'hono/html';
import type { FieldError } from '../../shared/domain/invalid.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { announcing, type PolicyVersion } from '../../shared/policy/versions.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { announcementDone, announcementStates, announcementTexts as texts } from './announcement-texts.ts';
import { errorSummary, type FormState, tickField } from './form-fields.ts';
import { opsPage } from './ops-page.ts';

/** A larger change, and how far its announcement has come, if there is one. */
interface AnnouncedVersion {
  readonly version: PolicyVersion;
  readonly announcement?:
    | {
        readonly state: 'running' | 'done';
        readonly startedAt: string;
        readonly doneAt?: string | undefined;
        readonly counts: Readonly<Record<'told' | 'withoutAddress' | 'notContacted' | 'askedAgain', number>>;
        readonly toTryAgain: number;
        readonly share: number;
      }
    | undefined;
}

export interface AnnouncementsPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly done?: string | undefined;
  /** The newest first. */
  readonly versions: readonly AnnouncedVersion[];
  /** Of about how many people anything is held. */
  readonly people: number;
  /** What is wrong with the form of this version. */
  readonly refused?: { readonly policyVersion: string; readonly errors: readonly FieldError[] } | undefined;
}

/** The larger changes of the policy: which were announced, how far that has come, and the button that begins one. */
export function announcementsPage({ versions, people, refused, done, ...frame }: AnnouncementsPage): Html {
  const { locale, staff } = frame;
  const text = announcementDone[done ?? '']?.[locale];
  return opsPage({
    ...frame,
    title: texts.title[locale],
    notice: text === undefined ? undefined : { text },
    body: html`<p class="lead">${texts.lead[locale]}</p>
      ${versions.length === 0 ? html`<p>${texts.none[locale]}</p>` : ''}
      ${versions.map((each) => versionCard(each, { staff, locale, people, refused }))}`,
  });
}

type About = Pick<AnnouncementsPage, 'staff' | 'locale' | 'people' | 'refused'>;

function versionCard({ version, announcement }: AnnouncedVersion, about: About): Html {
  const { locale } = about;
  const { words, badge } = announcementStates[announcement?.state ?? 'not-announced'];
  const id = `version-${version.date}`;
  return html`<section class="card" aria-labelledby="${id}">
    <h2 id="${id}">${fillIn(texts.version[locale], { date: dayInWords(version.date, locale) })}
      <span class="badge ${badge}">${words[locale]}</span></h2>
    <p>${version.summary[locale]} ${version.asksAgain.length > 0 ? texts.asksAgain[locale] : ''}</p>
    ${announcement === undefined ? start(version, about) : progress(announcement, locale)}
  </section>`;
}

function progress(announcement: NonNullable<AnnouncedVersion['announcement']>, locale: Locale): Html {
  const { state, startedAt, doneAt, counts, toTryAgain, share } = announcement;
  const stat = (count: number, words: keyof typeof texts) =>
    html`<li class="stat"><strong>${count.toLocaleString(locale)}</strong> ${texts[words][locale]}</li>`;
  const percent = Math.floor(share * 100).toString();
  return html`<p>${texts.started[locale]} ${dayInWords(startedAt, locale)}.
      ${doneAt === undefined ? '' : html`${texts.done[locale]} ${dayInWords(doneAt, locale)}.`}</p>
    <ul class="stats">
      ${stat(counts.told, 'told')} ${counts.askedAgain > 0 ? stat(counts.askedAgain, 'askedAgain') : ''}
      ${stat(counts.withoutAddress, 'withoutAddress')} ${stat(counts.notContacted, 'notContacted')}
      ${toTryAgain > 0 ? stat(toTryAgain, 'toTryAgain') : ''}
    </ul>
    ${
      state === 'done'
        ? ''
        : html`<p>${fillIn(texts.progress[locale], { percent })}. <a href="/ops/announcements">${texts.refresh[locale]}</a></p>`
    }`;
}

/** The form that begins it: for administrators, and not by mistake. */
function start({ date }: PolicyVersion, { staff, locale, people, refused }: About): Html {
  if (!mayDo('announce-policy', staff.roles))
    return html`<p class="soft">${texts.onlyAdministrators[locale]}</p>`;
  const errors = refused?.policyVersion === date ? refused.errors : undefined;
  const form: FormState = { locale, id: `announce-${date}`, errors };
  const sure = { name: 'sure', label: texts.sure[locale], value: 'yes' } as const;
  const banner = periodInWords({ period: announcing.banner }, locale);
  const lead = fillIn(texts.startLead[locale], { people: people.toLocaleString(locale), banner });
  return html`<p>${lead} <strong>${texts.final[locale]}</strong></p>
    ${errorSummary([sure], form)}
    <form method="post" action="/ops/announcements">
      <input type="hidden" name="policyVersion" value="${date}" />
      ${tickField(sure, form)}
      <div class="actions"><button class="final">${texts.startButton[locale]}</button></div>
    </form>`;
}
