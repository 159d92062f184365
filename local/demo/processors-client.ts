import type { LocalStack } from '../stack.ts';
import { expectThat } from './check.ts';
import { person } from './person.ts';

type ProcessorName = 'zendesk' | 'goto' | 'teamviewer';

export interface ProcessorsClient {
  /** Puts her into each, as their own users do; the webinar takes place within the day. */
  takeHerIn(day: string): Promise<void>;
  /** Her number as Zendesk shows it. */
  phoneAtZendesk(): Promise<string | undefined>;
  /** Those whose interface shows her now. */
  holdingHer(): Promise<readonly ProcessorName[]>;
  /** Asks the support of GoTo to remove her from the webinar that was held: its interface cannot. */
  removeByHand(): Promise<void>;
  /** Makes one answer 503 or 403 to everything, or serve again. */
  become(processor: ProcessorName, behaviour: 'ok' | 'down' | 'reject'): Promise<void>;
}

/** The stand-ins of the processors as their own users know them, and their control. */
export function createProcessorsClient({
  addresses,
  settings,
}: Pick<LocalStack, 'addresses' | 'settings'>): ProcessorsClient {
  const { name, email } = person;
  const [firstName, lastName] = name.split(' ');
  const webinars = `/G2W/rest/v2/organizers/${settings['GOTO_ORGANIZER_KEY']}/webinars`;
  const basic = Buffer.from(`${settings['ZENDESK_EMAIL']}/token:${settings['ZENDESK_TOKEN']}`);
  const authorization: Readonly<Record<ProcessorName, string>> = {
    zendesk: `Basic ${basic.toString('base64')}`,
    goto: `Bearer ${settings['GOTO_TOKEN']}`,
    teamviewer: `Bearer ${settings['TEAMVIEWER_TOKEN']}`,
  };
  let webinarKey = '';
  let registrantKey = 0;

  const call = async (
    processor: ProcessorName,
    path: string,
    { method = 'GET', body }: { readonly method?: string; readonly body?: object } = {},
  ): Promise<Response> => {
    const headers = { authorization: authorization[processor], 'content-type': 'application/json' };
    const response = await fetch(addresses[processor].url + path, {
      method,
      headers,
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    expectThat(`${processor} to do what it is asked`, response.ok, response.status);
    return response;
  };
  const create = async <Created>(processor: ProcessorName, path: string, body: object): Promise<Created> =>
    (await (await call(processor, path, { method: 'POST', body })).json()) as Created;
  const registrants = () => `${webinars}/${webinarKey}/registrants`;

  const listsOfPeople = (): Readonly<Record<ProcessorName, string>> => ({
    zendesk: `/api/v2/users/search?query=${encodeURIComponent(email)}`,
    goto: registrants(),
    teamviewer: `/api/v1/contacts?email=${encodeURIComponent(email)}`,
  });

  return {
    async takeHerIn(day) {
      await create('zendesk', '/api/v2/users', { user: { name, email, phone: person.phone } });
      await create('teamviewer', '/api/v1/contacts', { name, email, groupid: 'customers' });
      const times = [{ startTime: `${day}T12:00:00Z`, endTime: `${day}T13:00:00Z` }];
      const webinar = { subject: 'First steps', times };
      ({ webinarKey } = await create<{ webinarKey: string }>('goto', webinars, webinar));
      const registrant = { firstName, lastName, email };
      ({ registrantKey } = await create<{ registrantKey: number }>('goto', registrants(), registrant));
    },
    async phoneAtZendesk() {
      const found = await call('zendesk', listsOfPeople().zendesk);
      const { users } = (await found.json()) as { users: readonly { readonly phone: string }[] };
      return users[0]?.phone;
    },
    async holdingHer() {
      const lists = Object.entries(listsOfPeople()) as [ProcessorName, string][];
      const answers = await Promise.all(
        lists.map(async ([processor, path]) => ({
          processor,
          people: await (await call(processor, path)).text(),
        })),
      );
      return answers.filter(({ people }) => people.includes(email)).map(({ processor }) => processor);
    },
    async removeByHand() {
      await call('goto', `${registrants()}/${registrantKey}/by-support`, { method: 'DELETE' });
    },
    async become(processor, behaviour) {
      const response = await fetch(`${addresses.control.url}/processors/${processor}`, {
        method: 'PUT',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ behaviour }),
      });
      expectThat(`${processor} to become ${behaviour}`, response.ok, response.status);
    },
  };
}
