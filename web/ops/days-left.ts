import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import { requestRules } from '../../shared/policy/rights.ts';
import { fillIn } from '../fill-in.ts';
import type { Html } from '../page.ts';

const texts = {
  today: { nb: 'i dag', en: 'today' },
  left: {
    one: { nb: '1 dag igjen', en: '1 day left' },
    more: { nb: '{days} dager igjen', en: '{days} days left' },
  },
  over: {
    one: { nb: '1 dag over fristen', en: '1 day overdue' },
    more: { nb: '{days} dager over fristen', en: '{days} days overdue' },
  },
} as const;

/** How long until a last day is over, as a badge: overdue, as near as the first reminder, or further away. */
export function daysLeftBadge(daysLeft: number, locale: Locale): Html {
  const [near] = requestRules.remindBefore;
  const kind = daysLeft < 0 ? 'late' : daysLeft <= near ? 'warn' : 'quiet';
  return html`<span class="badge ${kind}">${daysLeftInWords(daysLeft, locale)}</span>`;
}

function daysLeftInWords(daysLeft: number, locale: Locale): string {
  if (daysLeft === 0) return texts.today[locale];
  const { one, more } = daysLeft < 0 ? texts.over : texts.left;
  const days = Math.abs(daysLeft);
  return days === 1 ? one[locale] : fillIn(more[locale], { days: String(days) });
}
