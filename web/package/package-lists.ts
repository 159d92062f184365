import { html, raw } from 'hono/html';
import type { PackageEntry, PackagePart, PackageSource } from '../../shared/domain/access-package.ts';
import { momentInWords } from '../day.ts';
import type { Html } from '../page.ts';
import { disclosureCard, holdCard, noticeCard, objectionCard, requestCard } from './deed-cards.ts';
import { eventInWords } from './event-words.ts';
import { packageTexts as texts } from './package-texts.ts';
import { consentCard, licenceCard, type Placed, registrationCard } from './record-cards.ts';

type List = (source: PackageSource) => AsyncGenerator<Html>;

// The lists of a package as parts of the document.

export const registrations = listOf('registrations', { lead: 'registrationsLead', show: registrationCard });
export const licences = listOf('licences', { lead: 'licencesLead', show: licenceCard });
export const consents = listOf('consents', { lead: 'consentsLead', show: consentCard });
export const objections = listOf('objections', { lead: 'objectionsLead', show: objectionCard });
export const holds = listOf('holds', { lead: 'holdsLead', show: holdCard });
export const disclosures = listOf('disclosures', { lead: 'disclosuresLead', show: disclosureCard });
export const notices = listOf('notices', { lead: 'noticesLead', show: noticeCard });
export const requests = listOf('requests', { lead: 'requestsLead', show: requestCard });
export const history = listOf('history', { lead: 'historyLead', show: logLine, within: 'ol' });

/** A list under its heading, each page of entries as it is read; where there are none it says so. */
function listOf<Part extends PackagePart>(
  part: Part,
  {
    lead,
    show,
    within,
  }: {
    readonly lead: keyof typeof texts;
    readonly show: (entry: PackageEntry<Part>, placed: Placed) => Html;
    /** For entries that are items of a list: `ol`. */
    readonly within?: 'ol';
  },
): List {
  return async function* list(source) {
    const { locale } = source.head;
    yield html`<section aria-labelledby="${part}"><h3 id="${part}">${texts[part][locale]}</h3><p>${texts[lead][locale]}</p>\n`;
    let number = 0;
    for await (const page of source.entries(part)) {
      if (page.length === 0) continue;
      if (number === 0 && within === 'ol') yield raw('<ol class="log">\n');
      yield html`${page.map((entry, index) => show(entry, { locale, number: number + index + 1 }))}`;
      number += page.length;
    }
    if (number === 0) yield html`<p>${texts.noneHeld[locale]}</p>`;
    else if (within === 'ol') yield raw('</ol>');
    yield raw('</section>\n');
  };
}

function logLine({ at, event }: PackageEntry<'history'>, { locale }: Placed): Html {
  return html`<li><time datetime="${at}">${momentInWords(at, locale)}</time> ${eventInWords(event, locale)}</li>\n`;
}
