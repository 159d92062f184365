import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** One query of `queries/workbook`, and how its rows are shown. */
interface Shown {
  readonly query: string;
  readonly title: string;
  readonly as: 'promises' | 'table' | 'timechart' | 'barchart';
  /** Of the page, in percent. */
  readonly width: 50 | 100;
}

interface Section {
  readonly title: string;
  readonly says: string;
  readonly shows: readonly Shown[];
}

/** What operations see, from top to bottom. In English only, like the rest of Azure's pages for them. */
const sections: readonly Section[] = [
  {
    title: 'Are we keeping our promises?',
    says: 'Of the last half hour. Broken or unknown: the alerts say what, and each names its runbook in `docs/operations`.',
    shows: [{ query: 'promises', title: 'Promises', as: 'promises', width: 100 }],
  },
  {
    title: 'Erasures',
    says: 'Who was erased, who is not yet, and what a search found afterwards (policy rows P9, P10).',
    shows: [
      { query: 'overdue-over-time', title: 'Hours overdue', as: 'timechart', width: 50 },
      { query: 'erasures-open', title: 'Begun and not completed', as: 'table', width: 50 },
      { query: 'erasures-by-cause', title: 'Completed, by cause', as: 'table', width: 50 },
      { query: 'erasures-verified', title: 'Searched for afterwards', as: 'table', width: 50 },
    ],
  },
  {
    title: 'Requests',
    says: 'Rights that people claim, and their last days (policy row P7).',
    shows: [
      { query: 'requests-open', title: 'Open now', as: 'table', width: 50 },
      { query: 'desk', title: 'Waiting at the desk', as: 'table', width: 50 },
      { query: 'requests-by-day', title: 'By day', as: 'table', width: 100 },
      { query: 'packages-built', title: 'Copies of data made', as: 'table', width: 50 },
    ],
  },
  {
    title: 'Processors',
    says: 'Whom we wait for, what they answer, and how their interfaces do (policy row P11).',
    shows: [
      { query: 'processors-unanswered', title: 'Waiting for', as: 'table', width: 50 },
      { query: 'processor-calls', title: 'Calls, in milliseconds', as: 'table', width: 50 },
      { query: 'processor-answers', title: 'Answers', as: 'table', width: 100 },
    ],
  },
  {
    title: 'Intake, consent and mail',
    says: 'What comes in, and what goes out.',
    shows: [
      { query: 'registrations-by-channel', title: 'Registrations', as: 'barchart', width: 50 },
      { query: 'licence-events', title: 'Licence events', as: 'table', width: 50 },
      { query: 'consents', title: 'Consents', as: 'table', width: 50 },
      { query: 'cookies', title: 'Choices of cookies', as: 'barchart', width: 50 },
      { query: 'mails', title: 'Mails', as: 'table', width: 50 },
      { query: 'announcements', title: 'Announcements of the policy', as: 'table', width: 50 },
    ],
  },
  {
    title: 'Jobs and the relay',
    says: 'Whether the machinery runs.',
    shows: [
      { query: 'jobs', title: 'Jobs', as: 'table', width: 100 },
      { query: 'work-of-jobs', title: 'What they had to do', as: 'table', width: 50 },
      { query: 'relay', title: 'From the change feed to the topic', as: 'timechart', width: 50 },
      { query: 'dead-letters', title: 'Dead letters now', as: 'table', width: 50 },
      { query: 'dead-letters-settled', title: 'Dead letters settled', as: 'table', width: 50 },
    ],
  },
  {
    title: 'Access',
    says: 'Who looks people up, who was not let in, and what authorities were given.',
    shows: [
      { query: 'lookups', title: 'Lookups', as: 'table', width: 50 },
      { query: 'refusals', title: 'Not let in', as: 'barchart', width: 50 },
      { query: 'disclosures', title: 'Disclosures', as: 'table', width: 50 },
    ],
  },
];

const file = join(import.meta.dirname, 'workbook.json');

/** The workbook as Azure keeps it; `<workspace>` stands for the id of the workspace. */
export function workbookText(): string {
  const items = [period, ...sections.flatMap((section) => [heading(section), ...section.shows.map(shown)])];
  const workbook = { version: 'Notebook/1.0', items, fallbackResourceIds: ['<workspace>'], $schema: schema };
  return `${JSON.stringify(workbook, undefined, 2)}\n`;
}

const schema = 'https://github.com/Microsoft/Application-Insights-Workbooks/blob/master/schema/workbook.json';
const day = 86_400_000;

/** What the reader chooses. What is measured is shown as measured last, whatever is chosen. */
const period = {
  type: 9,
  name: 'period',
  content: {
    version: 'KqlParameterItem/1.0',
    style: 'pills',
    queryType: 0,
    resourceType: 'microsoft.operationalinsights/workspaces',
    parameters: [
      {
        id: '5f1c8f0e-6f0b-4a57-9d0e-2f3f5d1f6a01',
        version: 'KqlParameterItem/1.0',
        name: 'Period',
        type: 4,
        isRequired: true,
        value: { durationMs: 7 * day },
        typeSettings: { selectableValues: [1, 7, 30].map((days) => ({ durationMs: days * day })) },
      },
    ],
  },
};

function heading({ title, says }: Section): object {
  return { type: 1, name: `about: ${title}`, content: { json: `## ${title}\n\n${says}` } };
}

function shown({ query, title, as, width }: Shown): object {
  return {
    type: 3,
    name: query,
    customWidth: String(width),
    content: {
      version: 'KqlItem/1.0',
      query: readFileSync(join(import.meta.dirname, `queries/workbook/${query}.kql`), 'utf8'),
      title,
      noDataMessage: 'Nothing in this time.',
      size: as === 'promises' ? 4 : 0,
      timeContext: { durationMs: 0 },
      timeContextFromParameter: 'Period',
      queryType: 0,
      resourceType: 'microsoft.operationalinsights/workspaces',
      crossComponentResources: ['<workspace>'],
      visualization: as === 'promises' ? 'tiles' : as,
      ...(as === 'promises' && { tileSettings: tiles }),
    },
  };
}

/** A tile for each promise: green when it is kept, red when it is broken, grey when nothing was measured. */
const tiles = {
  titleContent: { columnMatch: 'Promise', formatter: 1 },
  leftContent: {
    columnMatch: 'Status',
    formatter: 18,
    formatOptions: {
      thresholdsOptions: 'icons',
      thresholdsGrid: [
        { operator: '==', thresholdValue: 'kept', representation: 'success', text: '{0}{1}' },
        { operator: '==', thresholdValue: 'broken', representation: '4', text: '{0}{1}' },
        { operator: 'Default', thresholdValue: null, representation: 'unknown', text: '{0}{1}' },
      ],
    },
  },
  showBorder: true,
  sortCriteriaField: 'Place',
  sortOrderField: 1,
};

if (import.meta.main) writeFileSync(file, workbookText());
