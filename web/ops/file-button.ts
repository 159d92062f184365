import { html } from 'hono/html';
import type { Locale } from '../../shared/policy/register.ts';
import type { Html } from '../page.ts';
import { peopleTexts } from './people-texts.ts';

/** Leads to a person's file: by a form, since whose file somebody opens stands in no address. */
export function fileButton({
  subjectId,
  locale,
}: {
  readonly subjectId: string;
  readonly locale: Locale;
}): Html {
  const name = `${peopleTexts.openFile[locale]} ${shortId(subjectId)}`;
  return html`<form method="post" action="/ops/people">
    <input type="hidden" name="subjectId" value="${subjectId}" />
    <button class="second" aria-label="${name}">${peopleTexts.openFile[locale]}</button>
  </form>`;
}

/** The beginning of an id: enough to tell two rows of a table apart. */
export function shortId(id: string): string {
  return id.slice(0, 8);
}
