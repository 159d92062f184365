import { html } from 'hono/html';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import type { Locale } from '../../shared/policy/register.ts';
import { mayDo } from '../../shared/policy/roles.ts';
import { momentInWords } from '../day.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';
import { dataTable } from './data-table.ts';
import { deadLetterDone, deadLetterReasons, deadLetterTexts as texts } from './dead-letter-texts.ts';
import { opsPage } from './ops-page.ts';

/** A message that was given up: where it lies and what it was about, nothing of a person. */
interface DeadLetterRow {
  readonly entity: string;
  readonly sequenceNumber: string;
  readonly enqueuedAt: string;
  readonly deliveryCount: number;
  readonly reason: string | undefined;
  readonly type: string | undefined;
  readonly eventId: string | undefined;
  readonly refused?: readonly string[] | undefined;
}

interface DeadLettersPage {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly done?: string | undefined;
  /** Undefined: the broker does not answer. */
  readonly letters: readonly DeadLetterRow[] | undefined;
  /** So many of each place are listed at most. */
  readonly most: number;
}

/** What the broker gave up, place by place, the oldest first. */
export function deadLettersPage({ done, letters, most, ...frame }: DeadLettersPage): Html {
  const { locale } = frame;
  const text = deadLetterDone[done ?? '']?.[locale];
  return opsPage({
    ...frame,
    title: texts.title[locale],
    notice: text === undefined ? undefined : { text },
    body: html`<p class="lead">${texts.lead[locale]}</p>
      ${letters === undefined ? html`<p class="notice warn">${texts.away[locale]}</p>` : listOf(letters, { ...frame, most })}`,
  });
}

function listOf(
  letters: readonly DeadLetterRow[],
  { locale, staff, most }: Pick<DeadLettersPage, 'locale' | 'staff' | 'most'>,
): Html {
  if (letters.length === 0) return html`<p>${texts.none[locale]}</p>`;
  const acts = mayDo('redrive-dead-letter', staff.roles);
  const headings = [texts.entity, texts.event, texts.reason, texts.age].map((each) => each[locale]);
  const tries = { words: texts.tries[locale], number: true } as const;
  return html`${dataTable({
    label: texts.title[locale],
    headings: [...headings, tries, ...(acts ? [texts.act[locale]] : [])],
    rows: letters.map((letter) => [
      letter.entity,
      eventOf(letter, locale),
      reasonOf(letter, locale),
      momentInWords(letter.enqueuedAt, locale),
      String(letter.deliveryCount),
      ...(acts ? [formOf(letter, locale)] : []),
    ]),
  })}
  <p class="soft">${fillIn(texts.many[locale], { count: String(most) })}</p>`;
}

function eventOf({ type, eventId, refused }: DeadLetterRow, locale: Locale): Html {
  const name = type?.replace(/^works\.contracting\./, '') ?? texts.unknownEvent[locale];
  const fields = refused?.map((pointer) => (pointer === '' ? '/' : pointer)).join(', ');
  return html`${name}
    ${eventId === undefined ? '' : html`<br /><span class="code">${eventId}</span>`}
    ${fields === undefined ? '' : html`<br />${fillIn(texts.refused[locale], { fields })}`}`;
}

function reasonOf({ reason }: DeadLetterRow, locale: Locale): string {
  if (reason === undefined) return texts.noReason[locale];
  return deadLetterReasons[reason]?.[locale] ?? reason;
}

/** What was refused is not sent again: it would be refused again. */
function formOf({ entity, sequenceNumber, refused }: DeadLetterRow, locale: Locale): Html {
  const action = refused === undefined ? 'redrive' : 'discard';
  const about = { number: sequenceNumber, entity };
  const label = fillIn((action === 'redrive' ? texts.redriveOf : texts.discardOf)[locale], about);
  return html`<form method="post" action="/ops/dead-letters">
    <input type="hidden" name="entity" value="${entity}" />
    <input type="hidden" name="sequenceNumber" value="${sequenceNumber}" />
    <button class="${action === 'redrive' ? 'second' : 'final'}" name="action" value="${action}" aria-label="${label}">${texts[action][locale]}</button>
  </form>`;
}
