import { html } from 'hono/html';
import type { StaffMember } from '../../shared/domain/staff-member.ts';
import { type Locale, register } from '../../shared/policy/register.ts';
import { type Operation, operations } from '../../shared/policy/roles.ts';
import { fillIn } from '../fill-in.ts';
import { type Html, page } from '../page.ts';
import { opsPage } from './ops-page.ts';
import { roleNames, refusedTexts as texts } from './ops-texts.ts';

/** What everybody sees where nobody can sign in. */
export function closedPage(locale: Locale): Html {
  return page({
    title: texts.closedTitle[locale],
    locale,
    body: html`<p>${texts.closedLead[locale]}</p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}

/** What a form shows that counts for nothing: who sent it is not signed in, or it was not ours. */
export function signedOutPage({
  locale,
  because,
}: {
  readonly locale: Locale;
  readonly because: 'signed-out' | 'from-elsewhere';
}): Html {
  const isElsewhere = because === 'from-elsewhere';
  return page({
    title: (isElsewhere ? texts.elsewhereTitle : texts.signedOutTitle)[locale],
    locale,
    body: html`<p>${(isElsewhere ? texts.elsewhereLead : texts.signedOutLead)[locale]}</p>
      <p><a href="/ops">${(isElsewhere ? texts.toToday : texts.toSignIn)[locale]}</a></p>`,
    turnTo: { words: 'help', address: register.contacts.help },
  });
}

/** What staff see whose role may not do this: which one may. */
export function forbiddenPage({
  operation,
  ...frame
}: {
  readonly locale: Locale;
  readonly staff: StaffMember;
  readonly path: string;
  readonly operation: Operation;
}): Html {
  const { locale, staff } = frame;
  const held = staff.roles.map((role) => roleNames[role][locale]).join(', ');
  const role = roleNames[operations[operation]][locale];
  return opsPage({
    ...frame,
    title: texts.forbiddenTitle[locale],
    body: html`<p>${fillIn(texts.forbiddenLead[locale], { role, held: held === '' ? texts.noRole[locale] : held })}</p>`,
  });
}
