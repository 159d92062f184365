import type { PackageEntry } from '../../shared/domain/access-package.ts';
import type { Locale } from '../../shared/policy/register.ts';

type Words = Readonly<Record<Locale, string>>;
type Act = PackageEntry<'consents'>['acts'][number];
type Notice = PackageEntry<'notices'>;
type Answer = Notice['recipients'][number];
type Request = PackageEntry<'requests'>;

/** What the codes of a package are called, in both languages. */
export const consentStates: Readonly<Record<Act['state'], Words>> = {
  requested: { nb: 'Bedt om', en: 'Asked for' },
  given: { nb: 'Ja', en: 'Yes' },
  refused: { nb: 'Nei', en: 'No' },
  withdrawn: { nb: 'Trukket', en: 'Withdrawn' },
};

export const actWays: Readonly<Record<Act['by'], Words>> = {
  'ticked-box': { nb: 'krysset av i et skjema', en: 'ticked a box in a form' },
  'confirmation-page': {
    nb: 'bekreftet på siden e-posten viste til',
    en: 'confirmed on the page that the mail led to',
  },
  'unsubscribe-page': { nb: 'meldt av på siden for det', en: 'left on the page for it' },
  'one-click': { nb: 'meldt av i e-postprogrammet', en: 'left in the mail program' },
  'preferences-page': { nb: 'valgt på egen side', en: 'chosen on one’s own page' },
  staff: { nb: 'sagt til oss', en: 'told to us' },
  request: { nb: 'ved en forespørsel om en rettighet', en: 'by a request for a right' },
  'policy-change': {
    nb: 'spurt på nytt fordi personvernerklæringen er endret',
    en: 'asked again because the policy changed',
  },
  correction: {
    nb: 'fordi adressen ble rettet',
    en: 'because the address was corrected',
  },
};

export const languages: Readonly<Record<string, Words>> = {
  nb: { nb: 'norsk', en: 'Norwegian' },
  en: { nb: 'engelsk', en: 'English' },
};

export const recordKinds: Readonly<Record<PackageEntry<'disclosures'>['records'][number]['kind'], Words>> = {
  registration: { nb: 'registrering', en: 'registration' },
  licence: { nb: 'lisens', en: 'licence' },
  consent: { nb: 'samtykke', en: 'consent' },
};

export const noticeKinds: Readonly<Record<Notice['kind'], Words>> = {
  erasure: { nb: 'Sletting', en: 'Erasure' },
  rectification: { nb: 'Retting', en: 'Correction' },
  withdrawal: { nb: 'Trukket samtykke', en: 'Withdrawn consent' },
};

export const noticeStates: Readonly<Record<Notice['state'], Words>> = {
  held: { nb: 'venter: noe må beholdes for nå', en: 'waits: something must be kept for now' },
  waiting: { nb: 'venter på svar', en: 'awaits answers' },
  completed: { nb: 'ferdig', en: 'completed' },
  'completed-with-exceptions': { nb: 'ferdig, med unntak', en: 'completed, with exceptions' },
  verified: { nb: 'ferdig og etterkontrollert', en: 'completed and verified' },
  superseded: { nb: 'tatt over av en sletting', en: 'taken over by an erasure' },
};

export const erasureCauses: Readonly<Record<Extract<Notice, { kind: 'erasure' }>['cause'], Words>> = {
  retention: { nb: 'tiden var ute', en: 'its time was over' },
  'licence-end': { nb: 'lisensavtalen var slutt', en: 'the licence agreement had ended' },
  withdrawal: { nb: 'samtykket ble trukket', en: 'the consent was withdrawn' },
  'data-subject': { nb: 'du ba om det', en: 'you asked for it' },
  'contact-replaced': {
    nb: 'lisensen fikk en annen kontaktperson',
    en: 'the licence was given another contact person',
  },
};

export const answers: Readonly<Record<Answer['answer'], Words>> = {
  notified: { nb: 'spurt, har ikke svart ennå', en: 'asked, has not answered yet' },
  accepted: { nb: 'har begynt', en: 'has begun' },
  done: { nb: 'gjort', en: 'done' },
  verified: { nb: 'gjort og kontrollert', en: 'done and checked' },
  'nothing-held': { nb: 'hadde ingenting', en: 'held nothing' },
  failed: { nb: 'har ikke gjort det', en: 'has not done it' },
  unreachable: { nb: 'er ikke nådd ennå', en: 'not reached yet' },
  manual: { nb: 'gjøres for hånd', en: 'done by hand' },
};

export const decisions: Readonly<Record<NonNullable<Answer['decision']>['decision'], Words>> = {
  done: { nb: 'gjort for hånd', en: 'done by hand' },
  'nothing-held': { nb: 'hadde ingenting', en: 'held nothing' },
  exception: { nb: 'unntak: det blir der', en: 'an exception: it stays there' },
};

export const requestStates: Readonly<Record<Request['state'], Words>> = {
  received: { nb: 'venter på at du bekrefter', en: 'waits for you to confirm it' },
  verified: { nb: 'bekreftet', en: 'confirmed' },
  'in-progress': { nb: 'under arbeid', en: 'in progress' },
  extended: { nb: 'under arbeid, med lengre frist', en: 'in progress, with a longer term' },
  fulfilled: { nb: 'gjort', en: 'done' },
  'partly-fulfilled': { nb: 'gjort, med unntak', en: 'done, with exceptions' },
  refused: { nb: 'avslått', en: 'refused' },
  expired: { nb: 'ikke bekreftet i tide', en: 'not confirmed in time' },
  cancelled: { nb: 'trukket', en: 'cancelled' },
};

export const identitiesShown: Readonly<Record<NonNullable<Request['identity']>['shown'], Words>> = {
  link: { nb: 'med lenken i en e-post', en: 'by the link in a mail' },
  staff: { nb: 'til en saksbehandler', en: 'to somebody of our staff' },
};
