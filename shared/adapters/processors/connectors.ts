import { type ConnectorName, processors } from '../../policy/processors.ts';
import type { Clock, Connector, Connectors } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { azureMonitorConnector } from './azure-monitor.ts';
import { gotoConnector } from './goto.ts';
import { manualConnector } from './manual.ts';
import { openDsrConnector } from './opendsr.ts';
import { answersFaults } from './processor-fault.ts';
import { teamviewerConnector } from './teamviewer.ts';
import { zendeskConnector } from './zendesk.ts';

interface ConnectorContext {
  readonly settings: Pick<Settings, 'zendesk' | 'goto' | 'teamviewer' | 'logs' | 'opendsr'>;
  readonly clock: Pick<Clock, 'now'>;
  /** A bearer token for Log Analytics (`https://api.loganalytics.io/.default`), where the settings hold none. */
  readonly logsToken: () => Promise<string>;
}

const factories: Readonly<Record<ConnectorName, (context: ConnectorContext) => Connector>> = {
  'azure-monitor': ({ settings: { logs }, logsToken }) =>
    azureMonitorConnector({ settings: logs, token: async () => logs.token ?? logsToken() }),
  zendesk: ({ settings }) => zendeskConnector(settings.zendesk),
  teamviewer: ({ settings }) => teamviewerConnector(settings.teamviewer),
  goto: ({ settings, clock }) => gotoConnector({ settings: settings.goto, clock }),
  opendsr: ({ settings: { opendsr }, clock }) => {
    if (opendsr === undefined) {
      throw new Error('the register names the connector opendsr: set OPENDSR_URL and OPENDSR_DOMAIN');
    }
    return openDsrConnector({ settings: opendsr, clock });
  },
  manual: manualConnector,
};

/** A connector by its name. */
export function createConnector(name: ConnectorName, context: ConnectorContext): Connector {
  return answersFaults(factories[name](context));
}

/**
 * The connector of every processor, as the register names it (policy row P11).
 *
 * @throws Error if the settings that one of them needs are missing.
 */
export function createConnectors(context: ConnectorContext): Connectors {
  return {
    'azure-monitor': createConnector(processors['azure-monitor'].connector, context),
    zendesk: createConnector(processors.zendesk.connector, context),
    teamviewer: createConnector(processors.teamviewer.connector, context),
    goto: createConnector(processors.goto.connector, context),
  };
}
