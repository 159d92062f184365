import alerts from '../../infra/alerts.json' with { type: 'json' };
import cosmos from '../../infra/cosmos.json' with { type: 'json' };
import prod from '../../infra/parameters/prod.json' with { type: 'json' };
import { type Month, type Parts, secondsAMonth, totalOf } from './month.ts';

/** A line of Azure's price list, and how much of it a month takes. */
export interface Meter {
  /** What a price is given for in `--prices`. */
  readonly id: string;
  /** Where it stands in the price list, as far as names last. */
  readonly name: string;
  readonly unit: string;
  /** How many of what is counted make one unit. */
  readonly size: number;
  /** Where it is paid for: `prod` pays for throughput and messaging units instead. */
  readonly only?: 'dev';
  readonly counted: (month: Month) => Parts;
}

/** What grows with people. */
export const meters: readonly Meter[] = [
  {
    id: 'executions',
    name: 'Functions, Flex Consumption, On Demand Total Executions',
    unit: 'million',
    size: 1e6,
    counted: (month) => month.executions,
  },
  {
    id: 'gigabyteSeconds',
    name: 'Functions, Flex Consumption, On Demand Execution Time',
    unit: 'thousand GB-s',
    size: 1e3,
    counted: (month) => month.gigabyteSeconds,
  },
  {
    id: 'requestUnits',
    name: 'Azure Cosmos DB serverless, 1M RUs',
    unit: 'million RU',
    size: 1e6,
    only: 'dev',
    counted: (month) => month.requestUnits,
  },
  {
    id: 'gigabytesStored',
    name: 'Azure Cosmos DB, Data Stored',
    unit: 'GB',
    size: 1,
    counted: (month) => month.gigabytesStored,
  },
  {
    id: 'operations',
    name: 'Service Bus Standard, Messaging Operations',
    unit: 'million',
    size: 1e6,
    only: 'dev',
    counted: (month) => month.operations,
  },
  {
    id: 'gigabytesIngested',
    name: 'Log Analytics, Analytics Logs Data Ingestion',
    unit: 'GB',
    size: 1,
    counted: (month) => month.gigabytesIngested,
  },
  {
    id: 'blobOperations',
    name: 'Storage, Hot Write Operations',
    unit: '10 thousand',
    size: 1e4,
    counted: (month) => month.blobOperations,
  },
  {
    id: 'blobGigabytes',
    name: 'Storage, Hot Data Stored',
    unit: 'GB',
    size: 1,
    counted: (month) => month.blobGigabytes,
  },
  {
    id: 'mails',
    name: 'of whoever relays the mail',
    unit: 'thousand',
    size: 1e3,
    counted: (month) => month.mails,
  },
];

/** How much of a meter a month takes, in its unit. */
export function amountOf({ counted, size }: Meter, month: Month): number {
  return totalOf(counted(month)) / size;
}

/** Five places, every five minutes (`infra/modules/availability.bicep`). */
const availabilityRuns = (5 * secondsAMonth) / (5 * 60);

/** What is there all month, how many of each, in `infra/parameters/dev.json` and `prod.json`. */
export const allMonth: readonly AllMonth[] = [
  { id: 'serviceBusBase', name: 'Service Bus Standard, Base Unit', dev: 1, prod: 0 },
  { id: 'messagingUnit', name: 'Service Bus Premium, Messaging Unit', dev: 0, prod: 1 },
  {
    id: 'alertRules',
    name: 'Azure Monitor, Log Alert Rules',
    dev: alerts.log.length,
    prod: alerts.log.length,
  },
  {
    id: 'availabilityTests',
    name: 'Azure Monitor, Standard Web Test, one run',
    dev: availabilityRuns,
    prod: availabilityRuns,
  },
  { id: 'natGateway', name: 'NAT Gateway with its Standard IPv4 address', dev: 0, prod: 1 },
  { id: 'privateEndpoints', name: 'Private Link, Private Endpoint', dev: 0, prod: 5 },
  { id: 'privateZones', name: 'DNS, Private Zone', dev: 0, prod: 4 },
];

interface AllMonth {
  readonly id: string;
  readonly name: string;
  readonly dev: number;
  readonly prod: number;
}

export const autoscaleMeter = { id: 'autoscale', name: 'Azure Cosmos DB autoscale, 100 RU/s' } as const;

/**
 * Hundreds of RU/s that `prod` pays for at the least: autoscale never goes below a tenth of what the containers may
 * reach, and never below what is used on average. Peaks come on top.
 */
export function throughputOf(month: Month): number {
  return Math.max(leastThroughput, totalOf(month.requestUnits) / secondsAMonth) / 100;
}

/** What a container may reach that the parameters do not name (`leastAutoscale` in infra/modules/cosmos.bicep). */
const leastMost = 1000;
const mostOf: Readonly<Record<string, number>> = prod.cosmos.autoscale;
const leastThroughput =
  Object.keys(cosmos.containers).reduce((sum, name) => sum + (mostOf[name] ?? leastMost), 0) / 10;
