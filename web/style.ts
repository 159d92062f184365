import { colourStyle } from './style/colours.ts';
import { formStyle } from './style/form-style.ts';
import { frameStyle } from './style/frame-style.ts';
import { opsStyle } from './style/ops-style.ts';
import { partsStyle } from './style/parts-style.ts';
import { printStyle } from './style/print-style.ts';
import { textStyle } from './style/text-style.ts';

/**
 * The style of every page, of people and of staff. It stands in the page itself; its hash is the only one the browser
 * accepts, so no page has a style of its own.
 *
 * What a page is made of:
 * - `main` is a column to read, `main.wide` as wide as a table needs, `main.note` one small card (see `frame`).
 * - `p.lead`, `.soft`, `.small`, `.code`, `.visually-hidden`, `.screen-only`, `.print-only`.
 * - `ul.cards > li.card` a grid; `.card` alone a box; `a.whole` in a card's heading makes all of it the link.
 * - `ul.stats > li.stat` with `strong` (the number) and the words after it; `.late`, `.warn`.
 * - `div.scroll[role=group][aria-label][tabindex=0] > table.data`: a phone moves it sideways; `.number` to the right.
 * - `.badge` with `.ok`, `.warn`, `.late` or `.quiet`; `.notice` with `.wrong`, `.warn` or `.ok`.
 * - `.field` > `label`, `p.hint`, `p.error`, then `input`, `select` or `textarea` (`aria-describedby`,
 *   `aria-invalid="true"`); `.row` of fields; `fieldset.choices` > `legend`, `label > input[type=radio|checkbox]`;
 *   `.field.trap` for what people never see.
 * - `button`, `a.button`; `.second`, `.final`; `.actions` a row of them.
 * - `dl.facts > div > dt + dd`; `dl.before-after > div > dt + dd > del + ins`.
 * - `ol.timeline > li.done|.now`; `ol.steps > li`.
 */
export const style = [colourStyle, textStyle, frameStyle, partsStyle, formStyle, opsStyle, printStyle].join(
  '',
);
