import { EMULATOR_KEY } from './cosmos/authorization.ts';
import { DEVELOPMENT_KEY } from './functions-host/http/keys.ts';
import type { PortPlan } from './ports.ts';

/** Published by Microsoft for its storage emulator: no secret. */
const BLOB_ACCOUNT = 'devstoreaccount1';
const BLOB_KEY = 'Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw==';

/** Ports that a client assumes when its connection string names none. */
const AMQP_PORT = 5672;
const DEVELOPMENT_STORAGE_PORT = 10_000;

/** Where a client finds each part, and with what. */
export interface Addresses {
  readonly functions: { readonly url: string; readonly key: string };
  readonly cosmos: { readonly url: string; readonly key: string; readonly connectionString: string };
  readonly serviceBus: { readonly connectionString: string };
  readonly blob: { readonly url: string; readonly connectionString: string };
  readonly smtp: { readonly host: string; readonly port: number };
  readonly mailbox: { readonly url: string };
  readonly control: { readonly url: string };
  readonly telemetry: { readonly url: string; readonly connectionString: string };
  readonly zendesk: { readonly url: string };
  readonly goto: { readonly url: string };
  readonly teamviewer: { readonly url: string };
}

export function addressesOf(ports: PortPlan): Addresses {
  const telemetry = `https://127.0.0.1:${ports.telemetry}`;
  return {
    functions: { url: url(ports.functions), key: DEVELOPMENT_KEY.value },
    cosmos: {
      url: url(ports.cosmos),
      key: EMULATOR_KEY,
      connectionString: `AccountEndpoint=${url(ports.cosmos)}/;AccountKey=${EMULATOR_KEY};`,
    },
    serviceBus: { connectionString: serviceBusConnection(ports.serviceBus) },
    blob: { url: `${url(ports.blob)}/${BLOB_ACCOUNT}`, connectionString: blobConnection(ports.blob) },
    smtp: { host: '127.0.0.1', port: ports.smtp },
    mailbox: { url: url(ports.mailbox) },
    control: { url: url(ports.control) },
    telemetry: {
      url: telemetry,
      connectionString: `InstrumentationKey=00000000-0000-0000-0000-000000000000;IngestionEndpoint=${telemetry}/`,
    },
    zendesk: { url: url(ports.zendesk) },
    goto: { url: url(ports.goto) },
    teamviewer: { url: url(ports.teamviewer) },
  };
}

/** The settings that follow from where the parts listen; the rest stands in local.settings.json. */
export function addressSettings(ports: PortPlan): Record<string, string> {
  const addresses = addressesOf(ports);
  return {
    Cosmos: addresses.cosmos.connectionString,
    ServiceBus: addresses.serviceBus.connectionString,
    AzureWebJobsStorage: addresses.blob.connectionString,
    APPLICATIONINSIGHTS_CONNECTION_STRING: addresses.telemetry.connectionString,
    PUBLIC_ORIGIN: addresses.functions.url,
    REDIRECT_ORIGINS: addresses.functions.url,
    SMTP_HOST: addresses.smtp.host,
    SMTP_PORT: String(addresses.smtp.port),
    ZENDESK_URL: addresses.zendesk.url,
    GOTO_URL: addresses.goto.url,
    TEAMVIEWER_URL: addresses.teamviewer.url,
    LOG_ANALYTICS_URL: addresses.telemetry.url,
  };
}

export interface AddressRow {
  readonly what: string;
  readonly address: string;
  readonly note: string;
}

/** The addresses as people read them: on the terminal and on the control page. */
export function addressRows(addresses: Addresses): readonly AddressRow[] {
  const { functions, cosmos, serviceBus, blob, smtp, mailbox, control, telemetry } = addresses;
  return [
    { what: 'Functions host', address: functions.url, note: `x-functions-key: ${functions.key}` },
    { what: 'Control', address: control.url, note: 'clock, faults, what the parts saw' },
    { what: 'Mailbox', address: mailbox.url, note: `every mail sent to ${smtp.host}:${smtp.port} (SMTP)` },
    { what: 'Cosmos DB', address: cosmos.url, note: cosmos.key },
    { what: 'Service Bus', address: serviceBus.connectionString, note: 'AMQP 1.0' },
    { what: 'Blob storage', address: blob.connectionString, note: blob.url },
    { what: 'Telemetry', address: telemetry.connectionString, note: '' },
    { what: 'Zendesk', address: addresses.zendesk.url, note: 'stand-in' },
    { what: 'GoTo Webinar', address: addresses.goto.url, note: 'stand-in' },
    { what: 'TeamViewer', address: addresses.teamviewer.url, note: 'stand-in' },
  ];
}

function url(port: number): string {
  return `http://127.0.0.1:${port}`;
}

function serviceBusConnection(port: number): string {
  const host = port === AMQP_PORT ? '127.0.0.1' : `127.0.0.1:${port}`;
  return `Endpoint=sb://${host};SharedAccessKeyName=RootManageSharedAccessKey;SharedAccessKey=SAS_KEY_VALUE;UseDevelopmentEmulator=true;`;
}

function blobConnection(port: number): string {
  if (port === DEVELOPMENT_STORAGE_PORT) return 'UseDevelopmentStorage=true';
  return `DefaultEndpointsProtocol=http;AccountName=${BLOB_ACCOUNT};AccountKey=${BLOB_KEY};BlobEndpoint=http://127.0.0.1:${port}/${BLOB_ACCOUNT};`;
}
