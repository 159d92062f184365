import type { LocalStack } from '../../../local/stack.ts';
import { json } from '../product.ts';
import { canary, corrected } from './person.ts';

/** The canary at the processors: put there by their own users, and by hand, where no interface of theirs does it. */
export async function canaryAtProcessors({ addresses, settings }: LocalStack) {
  const { zendesk, goto, teamviewer } = addresses;
  const webinars = `${goto.url}/G2W/rest/v2/organizers/${settings['GOTO_ORGANIZER_KEY']}/webinars`;
  const contacts = `${teamviewer.url}/api/v1/contacts`;
  const desk = `${settings['ZENDESK_EMAIL']}/token:${settings['ZENDESK_TOKEN']}`;
  const atZendesk = calling(`Basic ${Buffer.from(desk).toString('base64')}`);
  const atGoto = calling(`Bearer ${settings['GOTO_TOKEN']}`);
  const atTeamviewer = calling(`Bearer ${settings['TEAMVIEWER_TOKEN']}`);
  const webinarOn = async (startTime: string) => {
    const webinar = { subject: 'Webinar', times: [{ startTime, endTime: startTime }] };
    return (await json<{ webinarKey: string }>(await atGoto('POST', webinars, webinar))).webinarKey;
  };
  const [past, toCome] = [await webinarOn('2026-01-15T10:00:00Z'), await webinarOn('2028-01-15T10:00:00Z')];
  const [firstName, lastName] = canary.name.split(' ');

  const register = async (webinar: string, email: string): Promise<number> => {
    const registrant = { firstName, lastName, email };
    const made = await atGoto('POST', `${webinars}/${webinar}/registrants`, registrant);
    return (await json<{ registrantKey: number }>(made)).registrantKey;
  };
  const addContact = async (email: string): Promise<string> => {
    const made = await atTeamviewer('POST', contacts, { email, name: canary.name, groupid: 'kunder' });
    return (await json<{ contact_id: string }>(made)).contact_id;
  };
  const removeByHand = (webinar: string, registrant: number) =>
    atGoto('DELETE', `${webinars}/${webinar}/registrants/${registrant}/by-support`);

  // Zendesk takes no letters beyond ASCII in an address.
  const user = { name: canary.name, email: corrected.email, phone: canary.phone };
  await atZendesk('POST', `${zendesk.url}/api/v2/users`, { user });
  const registrants = [
    [past, await register(past, canary.email)],
    [toCome, await register(toCome, canary.email)],
  ] as const;
  const contact = await addContact(canary.email);
  let registeredInThePast: number | undefined;

  return {
    /** What staff do at GoTo and TeamViewer, whose interfaces correct nobody. */
    async correctByHand() {
      await Promise.all(registrants.map(([webinar, registrant]) => removeByHand(webinar, registrant)));
      registeredInThePast = await register(past, corrected.email);
      await register(toCome, corrected.email);
      await atTeamviewer('DELETE', `${contacts}/${contact}`);
      await addContact(corrected.email);
    },
    /** What the support of GoTo does with webinars that were. */
    async eraseByHand() {
      if (registeredInThePast !== undefined) await removeByHand(past, registeredInThePast);
    },
  };
}

function calling(authorization: string) {
  return async (method: 'POST' | 'DELETE', url: string, body?: object): Promise<Response> => {
    const response = await fetch(url, {
      method,
      headers: { authorization, 'content-type': 'application/json' },
      ...(body && { body: JSON.stringify(body) }),
    });
    if (!response.ok) throw new Error(`${new URL(url).pathname} answered ${response.status}`);
    return response;
  };
}
