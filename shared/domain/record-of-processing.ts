import type { Duty } from '../policy/duties.ts';
import { type FieldId, fields, people } from '../policy/personal-data.ts';
import type { Processor } from '../policy/processors.ts';
import type { Purpose } from '../policy/purposes.ts';
import { countedFrom, type MemoryRule, type Period, type RetentionRule } from '../policy/retention.ts';
import { safeguards } from '../policy/safeguards.ts';
import type { PolicyVersion } from '../policy/versions.ts';

/** A text in both languages. */
export interface Words {
  readonly nb: string;
  readonly en: string;
}

/** What the record is made of: the policy register. Whatever is added there stands in the record by itself. */
export interface PolicyFacts {
  readonly controller: Omit<RecordOfProcessing['controller'], 'contacts'>;
  readonly contacts: RecordOfProcessing['controller']['contacts'];
  readonly purposes: Readonly<Record<string, Omit<Purpose, 'recipients'> & Receiving>>;
  readonly duties: Readonly<Record<string, Omit<Duty, 'recipients' | 'remembers'> & Receiving & Remembering>>;
  readonly processors: Readonly<Record<string, Omit<Processor, 'receives' | 'connector'>>>;
  readonly otherRecipients: Readonly<Record<string, OtherRecipient>>;
  readonly retention: Readonly<Record<string, RetentionRule>>;
  readonly memory: Readonly<Record<string, MemoryRule>>;
  readonly measures: Readonly<Record<string, Term>>;
  readonly versions: RecordOfProcessing['versions'];
}

interface Receiving {
  readonly recipients: readonly string[];
}

interface Remembering {
  readonly remembers: readonly string[];
}

interface OtherRecipient {
  readonly dpv: string;
  readonly title: Words;
  readonly why: Words;
}

/** Something that the Data Privacy Vocabulary has a word for. */
export interface Term extends Words {
  readonly dpv: string;
}

/**
 * The record of processing activities of the controller (GDPR Art. 30(1)), with the recipients and the transfers
 * (Art. 30(1)(d) and (e), Chapter V).
 */
export interface RecordOfProcessing {
  /** Who and how to reach them, as far as the policy says (a). */
  readonly controller: {
    readonly name: string;
    readonly country: string;
    readonly authority: string;
    readonly roles: readonly ('controller' | 'processor')[];
    readonly contacts: Readonly<Record<'help' | 'withdrawal' | 'rights', string>>;
  };
  readonly activities: readonly Activity[];
  readonly recipients: readonly Recipient[];
  /** The time limits of the records (f), and of what is remembered without the person. */
  readonly limits: readonly TimeLimit[];
  /** The security measures in general terms (g). */
  readonly measures: readonly Term[];
  readonly versions: readonly Pick<PolicyVersion, 'date' | 'weight' | 'summary'>[];
}

/** One purpose of the policy, or one thing that the law obliges to: (b) to (d). */
export interface Activity {
  readonly id: string;
  readonly kind: 'purpose' | 'duty';
  readonly title: Words;
  readonly legalBasis: string;
  readonly dpvLegalBasis: string;
  readonly dpvPurposes: readonly string[];
  /** The duty, where it is one. */
  readonly source?: string | undefined;
  readonly people: Term;
  readonly data: readonly Term[];
  /** Ids of recipients. */
  readonly recipients: readonly string[];
  /** Ids of time limits. */
  readonly limits: readonly string[];
}

/** Who gets data, and under what: (d) and (e). */
export interface Recipient {
  readonly id: string;
  readonly dpv: string;
  readonly name: Words;
  /** What it does for us; of one that is no processor, when it gets anything. */
  readonly service: Words;
  readonly country?: Words | undefined;
  readonly agreement?: Words | undefined;
  readonly data: readonly Term[];
  /** Ids of the activities for which it gets data. */
  readonly activities: readonly string[];
  readonly transferBasis?: Words | undefined;
  /** Out of the EEA: where to, and what protects the data there. */
  readonly transfer?:
    | { readonly to: string; readonly safeguards: readonly (Term & { readonly article: string })[] }
    | undefined;
}

export interface TimeLimit {
  readonly id: string;
  /** `remembered`: what is left then names nobody. */
  readonly kind: 'records' | 'remembered';
  readonly title: Words;
  readonly period: Period;
  readonly from: Words;
  readonly source: Words;
}

export function recordOfProcessing(facts: PolicyFacts): RecordOfProcessing {
  const { controller, contacts, measures, versions } = facts;
  const { name, country, authority, roles } = controller;
  const activities = [...purposesIn(facts), ...dutiesIn(facts)];
  return {
    controller: { name, country, authority, roles, contacts },
    activities,
    recipients: [...processorsIn(facts, activities), ...othersIn(facts, activities)],
    limits: [...retentionIn(facts), ...memoryIn(facts)],
    measures: Object.values(measures),
    versions: versions.map(({ date, weight, summary }) => ({ date, weight, summary })),
  };
}

function purposesIn({ purposes, retention }: PolicyFacts): Activity[] {
  return Object.entries(purposes).map(([id, purpose]) => ({
    id,
    kind: 'purpose',
    title: purpose.title,
    legalBasis: purpose.legalBasis,
    dpvLegalBasis: purpose.dpvLegalBasis,
    dpvPurposes: purpose.dpvPurposes,
    people: people[purpose.people],
    data: termsOf(purpose.data),
    recipients: purpose.recipients,
    limits: limitsOf(purpose.people, retention),
  }));
}

function dutiesIn({ duties, retention }: PolicyFacts): Activity[] {
  return Object.entries(duties).map(([id, duty]) => ({
    id,
    kind: 'duty',
    title: duty.title,
    legalBasis: duty.legalBasis,
    dpvLegalBasis: duty.dpvLegalBasis,
    dpvPurposes: duty.dpvPurposes,
    source: duty.source,
    people: people[duty.people],
    data: termsOf(duty.data),
    recipients: duty.recipients,
    limits: [...limitsOf(duty.people, retention), ...duty.remembers.map(memoryId)],
  }));
}

/** A purpose's data is kept as long as the records in which its people are found. */
function limitsOf(of: keyof typeof people, retention: PolicyFacts['retention']): string[] {
  const kinds: readonly RetentionRule['of'][] = people[of].records;
  return Object.entries(retention)
    .filter(([, rule]) => kinds.includes(rule.of))
    .map(([key]) => retentionId(key));
}

function processorsIn({ processors }: PolicyFacts, activities: readonly Activity[]): Recipient[] {
  return Object.entries(processors).map(([id, processor]) => {
    const { name, service, country, agreement, transferBasis, transfer, nb } = processor;
    return {
      id,
      dpv: 'dpv:DataProcessor',
      name: { nb: name, en: name },
      service: { nb: nb.service, en: service },
      country: { nb: nb.country, en: country },
      agreement: { nb: nb.agreement, en: agreement },
      data: termsOf(processor.fields),
      activities: activitiesFor(id, activities),
      transferBasis: { nb: nb.transferBasis, en: transferBasis },
      transfer: transfer && {
        to: transfer.to,
        safeguards: transfer.safeguards.map((safeguard) => safeguards[safeguard]),
      },
    };
  });
}

function othersIn({ otherRecipients }: PolicyFacts, activities: readonly Activity[]): Recipient[] {
  return Object.entries(otherRecipients).map(([id, { dpv, title, why }]) => ({
    id,
    dpv,
    name: title,
    service: why,
    data: fieldsOf(activities.filter(({ recipients }) => recipients.includes(id))),
    activities: activitiesFor(id, activities),
  }));
}

function retentionIn({ retention }: PolicyFacts): TimeLimit[] {
  return Object.entries(retention).map(([key, { period, from, source, title, nb }]) => ({
    id: retentionId(key),
    kind: 'records',
    title,
    period,
    from: countedFrom[from],
    source: { nb: nb.source, en: source },
  }));
}

const noted = { nb: 'da det ble notert', en: 'when it was noted' };

function memoryIn({ memory }: PolicyFacts): TimeLimit[] {
  return Object.entries(memory).map(([key, { period, why, title, nb }]) => ({
    id: memoryId(key),
    kind: 'remembered',
    title,
    period,
    from: noted,
    source: { nb: nb.why, en: why },
  }));
}

function retentionId(key: string): string {
  return `retention/${key}`;
}

function memoryId(key: string): string {
  return `memory/${key}`;
}

function activitiesFor(recipient: string, activities: readonly Activity[]): string[] {
  return activities.filter(({ recipients }) => recipients.includes(recipient)).map(({ id }) => id);
}

function fieldsOf(activities: readonly Activity[]): Term[] {
  return Object.values(fields).filter(({ dpv }) =>
    activities.some(({ data }) => data.some((term) => term.dpv === dpv)),
  );
}

function termsOf(ids: readonly FieldId[]): Term[] {
  return ids.map((id) => fields[id]);
}
