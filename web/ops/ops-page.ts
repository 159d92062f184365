import { html } from 'hono/html';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Locale, locales, register } from '../../shared/policy/register.ts';
import { mayDo, type Operation } from '../../shared/policy/roles.ts';
import { frame, type Html } from '../page.ts';
import { languageNames, roleNames, opsTexts as texts } from './ops-texts.ts';

export interface OpsPage {
  readonly title: string;
  readonly locale: Locale;
  readonly staff: StaffMember;
  /** The page's own address, for the switch of language and for where one is. */
  readonly path: string;
  /** What was just done, or what went wrong: it comes first and takes the focus. */
  readonly notice?: { readonly text: string; readonly wrong?: boolean } | undefined;
  readonly body: Html;
}

/** The pages of the operations pages, and what one has to be allowed in order to see each. */
const places: readonly {
  readonly path: string;
  readonly words: keyof typeof texts;
  readonly operation: Operation;
}[] = [
  { path: '/ops', words: 'today', operation: 'see-today' },
  { path: '/ops/requests', words: 'requests', operation: 'see-requests' },
  { path: '/ops/people', words: 'people', operation: 'look-up-person' },
  { path: '/ops/registrations', words: 'registrations', operation: 'register-person' },
  { path: '/ops/tasks', words: 'tasks', operation: 'see-tasks' },
  { path: '/ops/holds', words: 'holds', operation: 'see-holds' },
  { path: '/ops/disclosures', words: 'disclosures', operation: 'see-disclosures' },
  { path: '/ops/announcements', words: 'announcements', operation: 'see-announcements' },
  { path: '/ops/dead-letters', words: 'deadLetters', operation: 'see-dead-letters' },
  { path: '/ops/register', words: 'register', operation: 'see-register' },
];

/** The frame of a page for staff: wide and dense, with the places that the role allows. */
export function opsPage({ title, notice, body, ...who }: OpsPage): Html {
  const { locale } = who;
  return frame({
    title: `${title} – ${texts.part[locale]}`,
    locale,
    width: 'wide',
    dense: true,
    header: html`<a class="brand" href="/ops">${register.controller.name} <span>${texts.part[locale]}</span></a>
      ${languages(who)}${navigation(who)}`,
    body: html`<h1>${title}</h1>
      ${notice ? noticeIn(notice) : ''}
      ${body}`,
    footer: signedIn(who),
  });
}

type Who = Pick<OpsPage, 'locale' | 'staff' | 'path'>;

function navigation({ locale, staff, path }: Who): Html {
  const here = placeOf(path);
  const links = places
    .filter(({ operation }) => mayDo(operation, staff.roles))
    .map(({ path: to, words }) => {
      const current = to === here ? html`aria-current="page"` : '';
      return html`<li><a href="${to}" ${current}>${texts[words][locale]}</a></li>`;
    });
  return html`<nav class="ops" aria-label="${texts.nav[locale]}"><ul>${links}</ul></nav>`;
}

/** The place in the navigation that a page belongs to: the longest that its address begins with. */
function placeOf(path: string): string {
  const [address = ''] = path.split('?');
  const above = places.filter(({ path: to }) => address === to || address.startsWith(`${to}/`));
  return above.reduce((longest, { path: to }) => (to.length > longest.length ? to : longest), '');
}

function languages({ locale, path }: Who): Html {
  const mark = path.includes('?') ? '&' : '?';
  const links = locales.map((each) => {
    const current = each === locale ? html`aria-current="true"` : '';
    return html`<li><a href="${path}${mark}locale=${each}" lang="${each}" hreflang="${each}" ${current}>${languageNames[each]}</a></li>`;
  });
  return html`<nav class="languages" aria-label="${texts.language[locale]}"><ul>${links}</ul></nav>`;
}

function signedIn({ locale, staff }: Who): Html {
  const who = staff.name ?? (staff.via === 'development-key' ? texts.developmentKey[locale] : staff.id);
  const held = staff.roles.map((role) => roleNames[role][locale]).join(', ');
  return html`<p>${texts.signedInAs[locale]} ${who}${held === '' ? '' : ` (${held})`}.</p>
    ${signOut({ locale, staff })}`;
}

function signOut({ locale, staff }: Pick<OpsPage, 'locale' | 'staff'>): Html {
  const words = texts.signOut[locale];
  switch (staff.via) {
    case 'entra-id':
      return html`<p><a href="/.auth/logout?post_logout_redirect_uri=%2Fops">${words}</a></p>`;
    case 'development-key':
      return html`<form class="screen-only" method="post" action="/ops/sign-out"><button class="second">${words}</button></form>`;
  }
}

function noticeIn({ text, wrong = false }: { readonly text: string; readonly wrong?: boolean }): Html {
  return html`<p id="notice" class="notice${wrong ? ' wrong' : ''}" tabindex="-1" autofocus>${text}</p>`;
}
