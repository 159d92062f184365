import type {
  Activity,
  Recipient,
  RecordOfProcessing,
  Term,
  TimeLimit,
  Words,
} from './record-of-processing.ts';

/** A node of JSON-LD 1.1. */
export interface Node {
  readonly [property: string]: string | readonly string[] | Node | readonly Node[] | undefined;
}

const context = {
  dpv: 'https://w3id.org/dpv#',
  'eu-gdpr': 'https://w3id.org/dpv/legal/eu/gdpr#',
  'legal-eu': 'https://w3id.org/dpv/legal/eu#',
  pd: 'https://w3id.org/dpv/pd#',
  loc: 'https://w3id.org/dpv/loc#',
  dct: 'http://purl.org/dc/terms/',
} as const;

/**
 * The record of processing in terms of the Data Privacy Vocabulary 2.3, as JSON-LD: a `dpv:ROPA` of processes, one for
 * each activity and one for each transfer out of the EEA, between entities that are named once.
 */
export function recordInDpv(record: RecordOfProcessing): Node {
  const { controller, activities, recipients, limits, measures, versions } = record;
  const { name, country, authority, contacts } = controller;
  return {
    '@context': context,
    '@id': idOf('record-of-processing'),
    '@type': 'dpv:ROPA',
    'dct:title': inLanguages({
      nb: 'Protokoll over behandlingsaktiviteter',
      en: 'Record of processing activities',
    }),
    ...modified(versions.at(-1)?.date),
    'dpv:hasApplicableLaw': reference('legal-eu:law-GDPR'),
    'dpv:hasJurisdiction': reference(`loc:${country}`),
    'dpv:hasDataController': {
      '@id': idOf('controller'),
      '@type': 'dpv:DataController',
      'dpv:hasName': name,
      'dpv:hasCountry': reference(`loc:${country}`),
      'dpv:hasContact': Object.values(contacts),
    },
    'dpv:hasAuthority': { '@type': 'dpv:DataProtectionAuthority', 'dpv:hasName': authority },
    'dpv:hasRecipient': recipients.map(recipientNode),
    'dpv:hasStorageCondition': limits.map(limitNode),
    'dpv:hasTechnicalOrganisationalMeasure': measures.map(labelled),
    'dpv:hasProcess': [...activities.map(activityNode), ...recipients.flatMap(transferNodes)],
  };
}

function activityNode(activity: Activity): Node {
  const { id, kind, title, legalBasis, source, people } = activity;
  return {
    '@id': idOf(kind, id),
    '@type': 'dpv:Process',
    'dct:title': inLanguages(title),
    'dct:source': source === undefined ? legalBasis : `${legalBasis}; ${source}`,
    'dpv:hasDataController': reference(idOf('controller')),
    'dpv:hasPurpose': activity.dpvPurposes.map(reference),
    'dpv:hasLegalBasis': reference(activity.dpvLegalBasis),
    'dpv:hasDataSubject': labelled(people),
    'dpv:hasPersonalData': activity.data.map(({ dpv }) => reference(dpv)),
    'dpv:hasRecipient': activity.recipients.map((recipient) => reference(idOf('recipient', recipient))),
    'dpv:hasStorageCondition': activity.limits.map((limit) => reference(idOf('limit', limit))),
  };
}

function recipientNode({ id, dpv, name, service, country, agreement, data }: Recipient): Node {
  return {
    '@id': idOf('recipient', id),
    '@type': dpv,
    'dpv:hasName': inLanguages(name),
    'dct:description': inLanguages(service),
    ...(country && { 'dct:spatial': inLanguages(country) }),
    'dpv:hasPersonalData': data.map((field) => reference(field.dpv)),
    ...(agreement && {
      'dpv:hasLegalMeasure': { '@type': 'dpv:DataProcessingAgreement', 'dct:title': inLanguages(agreement) },
    }),
  };
}

/** Art. 30(1)(e): the transfer is a process of its own, from the controller to the recipient. */
function transferNodes({ id, data, transfer }: Recipient): Node[] {
  if (transfer === undefined) return [];
  return [
    {
      '@id': idOf('transfer', id),
      '@type': 'dpv:Process',
      'dpv:hasProcessing': reference('dpv:Transfer'),
      'dpv:hasDataExporter': reference(idOf('controller')),
      'dpv:hasDataImporter': reference(idOf('recipient', id)),
      'dpv:hasThirdCountry': reference(`loc:${transfer.to}`),
      'dpv:hasPersonalData': data.map(({ dpv }) => reference(dpv)),
      'dpv:hasLegalBasis': transfer.safeguards.map(labelled),
    },
  ];
}

function limitNode({ id, title, period, from, source }: TimeLimit): Node {
  return {
    '@id': idOf('limit', id),
    '@type': 'dpv:StorageDuration',
    'dct:title': inLanguages(title),
    'dpv:hasDuration': period,
    'dct:description': inLanguages({
      nb: `fra ${from.nb}: ${source.nb}`,
      en: `from ${from.en}: ${source.en}`,
    }),
  };
}

function modified(date: string | undefined): Node {
  return date === undefined ? {} : { 'dct:modified': date };
}

function labelled({ dpv, nb, en }: Term): Node {
  return { '@type': dpv, 'dct:description': inLanguages({ nb, en }) };
}

function inLanguages({ nb, en }: Words): readonly Node[] {
  return [
    { '@value': nb, '@language': 'nb' },
    { '@value': en, '@language': 'en' },
  ];
}

function reference(id: string): Node {
  return { '@id': id };
}

/** A name of our own that stays the same wherever the product runs (RFC 4151). */
function idOf(...parts: readonly string[]): string {
  return `tag:contracting.works,2026:${parts.join(':')}`;
}
