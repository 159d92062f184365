import { html } from 'hono/html';
import type { Html } from '../page.ts';
import type { RequestPage } from '../request-page.ts';
import { requestPageTexts as texts } from './request-page-texts.ts';

/** The way back, as long as there is one. */
export function cancelSection({ view: { locale, canCancel }, action }: RequestPage): Html | '' {
  if (!canCancel) return '';
  return html`<section aria-labelledby="cancel">
    <h2 id="cancel">${texts.cancelTitle[locale]}</h2>
    <p>${texts.cancelLead[locale]}</p>
    <form method="post" action="${action}">
      <button class="second" name="action" value="cancel">${texts.cancel[locale]}</button>
    </form>
  </section>`;
}
