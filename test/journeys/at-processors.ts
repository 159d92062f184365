import { json, type Product } from './product.ts';

/** What processors hold of people: put there and looked at over their own APIs, with the product's credentials. */
export function processorsOf({ stack }: Product) {
  const { addresses, settings } = stack;
  const { zendesk, goto, teamviewer } = addresses;
  const webinars = `${goto.url}/G2W/rest/v2/organizers/${settings['GOTO_ORGANIZER_KEY']}/webinars`;
  const agent = `${settings['ZENDESK_EMAIL']}/token:${settings['ZENDESK_TOKEN']}`;
  const atZendesk = asking(`Basic ${Buffer.from(agent).toString('base64')}`);
  const atGoto = asking(`Bearer ${settings['GOTO_TOKEN']}`);
  const atTeamviewer = asking(`Bearer ${settings['TEAMVIEWER_TOKEN']}`);

  return {
    zendesk: {
      add: async (user: object) =>
        (await json<{ user: ZendeskUser }>(await atZendesk(`${zendesk.url}/api/v2/users`, { user }))).user.id,
      async find(email: string): Promise<readonly ZendeskUser[]> {
        const query = encodeURIComponent(`email:${email}`);
        const found = await atZendesk(`${zendesk.url}/api/v2/users/search?query=${query}`);
        return (await json<{ users: ZendeskUser[] }>(found)).users;
      },
    },
    goto: {
      addWebinar: async (startTime: string) => {
        const times = [{ startTime, endTime: startTime }];
        const made = await atGoto(webinars, { subject: 'Webinar', times });
        return (await json<{ webinarKey: string }>(made)).webinarKey;
      },
      register: async (webinar: string, email: string) => {
        const registrant = { firstName: 'Kari', lastName: 'Nordmann', email };
        await atGoto(`${webinars}/${webinar}/registrants`, registrant);
      },
      registrants: async (webinar: string): Promise<readonly { readonly email: string }[]> =>
        json(await atGoto(`${webinars}/${webinar}/registrants`)),
    },
    teamviewer: {
      add: async (email: string) => {
        await atTeamviewer(`${teamviewer.url}/api/v1/contacts`, { email, groupid: 'g1', name: 'Kari' });
      },
      async find(email: string): Promise<readonly { readonly email: string }[]> {
        const query = encodeURIComponent(email);
        const found = await atTeamviewer(`${teamviewer.url}/api/v1/contacts?email=${query}`);
        return (await json<{ contacts: { email: string }[] }>(found)).contacts;
      },
    },
  };
}

interface ZendeskUser {
  readonly id: number;
  readonly name: string;
  readonly email: string | null;
  readonly phone: string | null;
}

/** GET, or POST with a body; an answer that is none of theirs is a fault of the test. */
function asking(authorization: string) {
  return async (url: string, body?: object): Promise<Response> => {
    const response = await fetch(url, {
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
    return response;
  };
}
