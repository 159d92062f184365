import type { SafeguardId } from './safeguards.ts';

/** A sub-processor of policy row P11: where it is, on what ground data may go there, what it may get. */
export interface Processor {
  readonly name: string;
  readonly service: string;
  readonly country: string;
  /** Ground of a transfer out of the EEA (GDPR Chapter V). */
  readonly transferBasis: string;
  readonly agreement: string;
  /** The same in Norwegian. */
  readonly nb: Readonly<Record<'service' | 'country' | 'transferBasis' | 'agreement', string>>;
  /** The third country that data may go to, and what protects it there; absent for one inside the EEA. */
  readonly transfer?: { readonly to: string; readonly safeguards: readonly SafeguardId[] };
  /** The fields of policy row P2 the processor may get: what its service needs, nothing more. */
  readonly fields: readonly ('name' | 'company' | 'email' | 'phone')[];
  /** Which records' data it may have been given (policy row P11): who is told when one of them is erased. */
  readonly receives: readonly ('registration' | 'licence' | 'consent')[];
  /** How it is asked to erase, rectify and stop. */
  readonly connector: ConnectorName;
}

/** `manual`: a task for staff, for a processor without an interface. */
export type ConnectorName = 'azure-monitor' | 'zendesk' | 'teamviewer' | 'goto' | 'opendsr' | 'manual';

/** Also the name of the processor's subscription of the topic `privacy-events`. */
export type ProcessorId = 'azure-monitor' | 'zendesk' | 'teamviewer' | 'goto';

export const processors = {
  'azure-monitor': {
    name: 'Microsoft Azure',
    service: 'hosting, storage and monitoring',
    country: 'US (data stored in Norway East)',
    transferBasis: 'EU–US Data Privacy Framework, standard contractual clauses',
    agreement: 'Microsoft Products and Services Data Protection Addendum',
    nb: {
      service: 'drift, lagring og overvåking',
      country: 'USA (data lagres i Norge øst)',
      transferBasis: 'Data Privacy Framework mellom EU og USA, EUs standardkontrakter',
      agreement: 'Microsoft Products and Services Data Protection Addendum',
    },
    transfer: { to: 'US', safeguards: ['data-privacy-framework', 'standard-contractual-clauses'] },
    fields: ['name', 'company', 'email', 'phone'],
    receives: ['registration', 'licence', 'consent'],
    connector: 'azure-monitor',
  },
  zendesk: {
    name: 'Zendesk',
    service: 'customer service and support',
    country: 'US',
    transferBasis: 'EU–US Data Privacy Framework, binding corporate rules',
    agreement: 'data processing agreement',
    nb: {
      service: 'kundeservice og brukerstøtte',
      country: 'USA',
      transferBasis: 'Data Privacy Framework mellom EU og USA, bindende virksomhetsregler',
      agreement: 'databehandleravtale',
    },
    transfer: { to: 'US', safeguards: ['data-privacy-framework', 'binding-corporate-rules'] },
    fields: ['name', 'company', 'email', 'phone'],
    receives: ['registration', 'licence'],
    connector: 'zendesk',
  },
  teamviewer: {
    name: 'TeamViewer',
    service: 'remote support',
    country: 'DE',
    transferBasis: 'inside the EEA',
    agreement: 'data processing agreement',
    nb: {
      service: 'fjernhjelp',
      country: 'Tyskland',
      transferBasis: 'innenfor EØS',
      agreement: 'databehandleravtale',
    },
    fields: ['name', 'email'],
    receives: ['registration', 'licence'],
    connector: 'teamviewer',
  },
  goto: {
    name: 'LogMeIn (GoToWebinar)',
    service: 'webinars',
    country: 'US',
    transferBasis: 'EU–US Data Privacy Framework, standard contractual clauses',
    agreement: 'data processing agreement',
    nb: {
      service: 'webinarer',
      country: 'USA',
      transferBasis: 'Data Privacy Framework mellom EU og USA, EUs standardkontrakter',
      agreement: 'databehandleravtale',
    },
    transfer: { to: 'US', safeguards: ['data-privacy-framework', 'standard-contractual-clauses'] },
    fields: ['name', 'company', 'email'],
    receives: ['registration', 'consent'],
    connector: 'goto',
  },
} as const satisfies Record<ProcessorId, Processor>;

export const processorIds = Object.keys(processors) as ProcessorId[];

/** What can become of asking a processor once; what each stands for: `ProcessorAnswer` of the domain. */
export const processorAnswers = [
  'accepted',
  'done',
  'verified',
  'nothing-held',
  'failed',
  'unreachable',
  'manual',
] as const;
