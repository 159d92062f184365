import { html } from 'hono/html';
import type { DisclosureEntry } from '../../shared/domain/disclosure.ts';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { memory } from '../../shared/policy/retention.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { dayInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import { recordKinds } from '../package/package-words.ts';
import type { Html } from '../page.ts';
import { periodInWords } from '../period.ts';
import { dataTable } from './data-table.ts';
import { disclosureForm } from './disclosure-form.ts';
import { disclosureDone, disclosureTexts as texts } from './disclosure-texts.ts';
import { fileButton, shortId } from './file-button.ts';
import { fieldNamesIn } from './file-view.ts';
import { titleOf, type Wrong } from './form-fields.ts';
import { opsPage } from './ops-page.ts';

export interface DisclosuresPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly done?: string | undefined;
  /** In Norway. */
  readonly today: string;
  readonly disclosures: readonly DisclosureEntry[];
  /** So many are listed at most. */
  readonly most: number;
  /** What was wrong with the form. */
  readonly wrong?: Wrong | undefined;
}

/** The register of what authorities were given (policy row P8), to read and to print. */
export function disclosuresPage({ done, today, disclosures, most, wrong, ...frame }: DisclosuresPage): Html {
  const { locale, staff } = frame;
  const just = disclosureDone[done ?? ''];
  const period = periodInWords(memory.disclosure, locale);
  return opsPage({
    ...frame,
    path: '/ops/disclosures',
    title: titleOf(texts.title, { locale, ...wrong }),
    notice: wrong === undefined ? just && { text: just[locale] } : undefined,
    body: wrong
      ? record({ wrong, today, locale })
      : html`<p class="lead">${fillIn(texts.lead[locale], { period })}</p>
      ${disclosures.length === 0 ? html`<p>${texts.none[locale]}</p>` : table(disclosures, frame)}
      ${disclosures.length >= most ? html`<p class="notice warn">${fillIn(texts.many[locale], { count: String(most) })}</p>` : ''}
      ${mayDo('record-disclosure', staff.roles) ? record({ today, locale }) : ''}`,
  });
}

function record({
  wrong,
  today,
  locale,
}: {
  readonly wrong?: Wrong;
  readonly today: string;
  readonly locale: Locale;
}): Html {
  return html`<section class="screen-only" aria-labelledby="record">
    <h2 id="record">${texts.recordTitle[locale]}</h2>
    ${disclosureForm({ locale, id: 'disclosure', ...wrong }, { today })}
  </section>`;
}

function table(
  disclosures: readonly DisclosureEntry[],
  { locale, staff }: Pick<DisclosuresPage, 'locale' | 'staff'>,
): Html {
  const opens = mayDo('look-up-person', staff.roles);
  const headings = [
    texts.disclosedOn,
    texts.authority,
    texts.legalBasis,
    texts.counted,
    texts.fields,
    texts.person,
    texts.recorded,
  ];
  return dataTable({
    label: texts.list[locale],
    headings: headings.map((each) => each[locale]),
    rows: disclosures.map((each) => [
      dayInWords(each.disclosedOn, locale),
      html`${each.authority}<br /><span class="soft small">${each.reference}</span>`,
      each.legalBasis,
      recordsIn(each, locale),
      fieldNamesIn(each.fields, locale),
      html`<span class="code">${shortId(each.subjectId)}</span>${opens ? fileButton({ subjectId: each.subjectId, locale }) : ''}`,
      dayInWords(each.recordedAt, locale),
    ]),
  });
}

/** “2 × registration, 1 × licence”. */
function recordsIn({ records }: Pick<DisclosureEntry, 'records'>, locale: Locale): string {
  return [...Map.groupBy(records, ({ kind }) => kind)]
    .map(([kind, of]) => `${of.length} × ${recordKinds[kind][locale]}`)
    .join(', ');
}
