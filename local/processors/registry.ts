import type { Clock } from '../clock.ts';
import type { ProcessorId } from '../parts.ts';
import { gotoApi } from './goto.ts';
import type { ProcessorApi } from './processor-server.ts';
import { teamviewerApi } from './teamviewer.ts';
import { zendeskApi } from './zendesk.ts';

interface ProcessorContext {
  /** Where the state is kept; in memory without it. */
  readonly file: string | undefined;
  readonly clock: Clock;
  /** The value of a setting, which must be there. */
  readonly setting: (name: string) => string;
}

/** The stand-ins, each let in with the credentials that the Function App has in its settings. */
export const PROCESSORS: Readonly<Record<ProcessorId, (context: ProcessorContext) => ProcessorApi>> = {
  zendesk: ({ setting, ...context }) =>
    zendeskApi({ ...context, email: setting('ZENDESK_EMAIL'), token: setting('ZENDESK_TOKEN') }),
  goto: ({ setting, ...context }) =>
    gotoApi({ ...context, organizerKey: setting('GOTO_ORGANIZER_KEY'), token: setting('GOTO_TOKEN') }),
  teamviewer: ({ setting, ...context }) => teamviewerApi({ ...context, token: setting('TEAMVIEWER_TOKEN') }),
};
