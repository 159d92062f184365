import type { Temporal } from 'temporal-polyfill';
import { duties, otherRecipients } from '../policy/duties.ts';
import { processorIds, processors } from '../policy/processors.ts';
import { purposeIds, purposes } from '../policy/purposes.ts';
import { type Locale, register } from '../policy/register.ts';
import { memory, retention } from '../policy/retention.ts';
import { rightNames, rights } from '../policy/rights.ts';
import { versionInForce, versions } from '../policy/versions.ts';
import { type AccessHead, type PackageHead, packageVersion, partsOf } from './access-package.ts';
import { dayOf, timestamp } from './calendar.ts';
import { contactFields } from './contact.ts';
import type { SubjectId } from './id.ts';
import type { Held } from './package-tally.ts';
import type { RequestDocument } from './request.ts';

export interface PackageFacts {
  readonly request: Pick<RequestDocument, 'id' | 'locale'>;
  readonly right: PackageHead['right'];
  /** Absent where nobody is held. */
  readonly about?: SubjectId | undefined;
  readonly held: Held;
  readonly at: Temporal.Instant;
  readonly endsAt: string;
  /** Where the schema is published. */
  readonly schema: string;
}

/** What stands before the lists of a package: of whom, when, how much; and all that GDPR Art. 15(1) asks for beside the data. */
export function packageHead({ request, right, about, held, at, endsAt, schema }: PackageFacts): PackageHead {
  const { controller, contacts } = register;
  const { registrations, licences, consents, ...besides } = held;
  const records = { registrations, licences, consents };
  const areRecords = Object.values(records).some(({ count }) => count > 0);
  // A request alone, such as this one, is not something that was held.
  const areOthers = besides.holds + besides.disclosures + besides.notices > 0;
  const version = { schema, schemaVersion: packageVersion } as const;
  const common = {
    requestId: request.id,
    madeAt: timestamp(at),
    endsAt,
    locale: request.locale,
    ...(about && { subjectId: about }),
    controller: {
      name: controller.name,
      country: controller.country,
      policyVersion: versionInForce(versions, dayOf(at).toString())?.date ?? versions[0].date,
      contacts: { ...contacts },
    },
    records,
  } as const;
  switch (right) {
    case 'access':
      return {
        ...version,
        right,
        contains: 'everything-held',
        held: areRecords || areOthers,
        ...common,
        besides,
        processing: processingIn(request.locale),
      };
    case 'portability':
      return {
        ...version,
        right,
        contains: 'what-was-provided',
        held: areRecords,
        ...common,
      };
  }
}

/** Periods of what is left when the person's data is gone. */
const remembered = ['suppression', 'notice', 'disclosure', 'request'] as const;

/** Out of the register that the pipeline decides by, so that it says what is done. */
function processingIn(locale: Locale): AccessHead['processing'] {
  return {
    purposes: purposeIds.map((id) => {
      const { title, legalBasis, data, recipients, people, refusable } = purposes[id];
      return {
        id,
        title: title[locale],
        legalBasis,
        data: [...data],
        recipients: [...recipients],
        people,
        refusable,
      };
    }),
    duties: Object.entries(duties).map(([id, { title, legalBasis, source, data, recipients }]) => ({
      id,
      title: title[locale],
      legalBasis,
      source,
      data: [...data],
      recipients: [...recipients],
    })),
    categories: [...partsOf.access],
    fields: [...contactFields],
    recipients: processorIds.map((id) => {
      const { name, fields, receives, nb, ...english } = processors[id];
      const { service, country, transferBasis, agreement } = locale === 'nb' ? nb : english;
      return {
        id,
        name,
        service,
        country,
        transferBasis,
        agreement,
        data: [...fields],
        from: [...receives],
      };
    }),
    otherRecipients: Object.entries(otherRecipients).map(([id, { title, why }]) => ({
      id,
      name: title[locale],
      when: why[locale],
    })),
    periods: [
      ...Object.entries(retention).map(([of, { title, period, from, source, nb }]) => ({
        of,
        title: title[locale],
        period,
        from,
        because: locale === 'nb' ? nb.source : source,
      })),
      ...remembered.map((of) => {
        const { title, period, why, nb } = memory[of];
        return { of, title: title[locale], period, because: locale === 'nb' ? nb.why : why };
      }),
    ],
    rights: rightNames.map((right) => ({ right, article: rights[right].article })),
    complaint: {
      authority: register.controller.authority,
      site: register.controller.authoritySite,
      article: 'Art. 77',
    },
    sources: [
      { of: 'registrations', source: sources.person[locale], channels: [...register.channels] },
      { of: 'licences', source: sources.customer[locale] },
      { of: 'consents', source: sources.person[locale] },
    ],
    automatedDecisions: false,
  };
}

const sources = {
  person: { nb: 'personen selv', en: 'the person' },
  customer: {
    nb: 'lisenssystemet, slik kunden har oppgitt det',
    en: 'the licence system, as the customer stated',
  },
} as const;
