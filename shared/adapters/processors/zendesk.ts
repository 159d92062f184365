import * as z from 'zod';
import { emailIdentifier } from '../../domain/identifier.ts';
import type { Dossier, ProcessorAnswer } from '../../domain/recipient.ts';
import type { Connector, ConnectorRequest } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { refused } from './processor-fault.ts';
import { ProcessorHttp } from './processor-http.ts';
import { emailIdentities, findUsers } from './zendesk-users.ts';

/**
 * Zendesk Support API v2, "Users", "User Identities" and "Deleted Users". A user is erased in two steps, and after
 * the first has no address left to be found by: so the first call only answers with the users' numbers, and those
 * are erased by the next, once they are kept.
 *
 * Not reached, and not seen: the texts of tickets, which need redaction of their own. Not reached, and a task for
 * staff where it is seen: users who work at the desk, users who share the phone number, and the name of a company,
 * which belongs to an organization that others share.
 */
export function zendeskConnector({ url, email, token }: Settings['zendesk']): Connector {
  const credentials = Buffer.from(`${email}/token:${token}`).toString('base64');
  const http = new ProcessorHttp({ url, authorization: () => `Basic ${credentials}` });
  return { erase, rectify, withdraw: async () => ({ answer: 'nothing-held' }), verify };

  async function erase({ dossier, references: kept }: ConnectorRequest): Promise<ProcessorAnswer> {
    const { theirs, task } = await findUsers(http, dossier);
    const references = [...new Set([...kept, ...theirs])];
    if (references.length > kept.length) return { answer: 'accepted', references };
    for (const id of references) await eraseUser(id);
    if (task !== undefined) return { answer: 'manual', because: task, references };
    if (references.length === 0) return { answer: 'nothing-held' };
    const isGone =
      (await verify(references)) === 'gone' && (await findUsers(http, dossier)).theirs.length === 0;
    return { answer: isGone ? 'verified' : 'done', references };
  }

  async function rectify({ dossier }: ConnectorRequest): Promise<ProcessorAnswer> {
    const { theirs, task } = await findUsers(http, withCorrected(dossier));
    for (const id of theirs) await correctUser(id, dossier);
    if (task !== undefined) return { answer: 'manual', because: task };
    if (theirs.length === 0) return { answer: 'nothing-held' };
    for (const id of theirs) {
      if (!(await isCorrected(id, dossier))) return { answer: 'manual', because: 'by-hand' };
    }
    return { answer: 'verified' };
  }

  async function verify(references: readonly string[]): Promise<'gone' | 'left'> {
    for (const id of references) if ((await stageOf(id)) !== 'gone') return 'left';
    return 'gone';
  }

  async function eraseUser(id: string): Promise<void> {
    const stage = await stageOf(id);
    if (stage === 'gone') return;
    if (stage === 'active' && (await http.change({ method: 'DELETE', path: userPath(id) })) === 'declined') {
      throw refused();
    }
    const outcome = await http.change({ method: 'DELETE', path: deletedUserPath(id) });
    if (outcome === 'declined') throw refused();
  }

  async function stageOf(id: string): Promise<'active' | 'deleted' | 'gone'> {
    if (
      (await http.read(z.object({ deleted_user: z.object({}) }), { path: deletedUserPath(id) })) !== undefined
    ) {
      return 'deleted';
    }
    const shown = await http.read(shownUser, { path: userPath(id) });
    return shown?.user.active === true ? 'active' : 'gone';
  }

  async function correctUser(id: string, { emails, corrections = {} }: Dossier): Promise<void> {
    const { name, phone, email: address } = corrections;
    if (name !== undefined || phone !== undefined) {
      await change({ path: userPath(id), json: { user: { name, phone } } });
    }
    if (address === undefined) return;
    // Given with the user, an address would only be added to the others: it is corrected where it stands.
    const identities = await emailIdentities(http, id);
    if (identities.some((identity) => isSame(identity.address, address))) return;
    const wrong = identities.find((identity) => emails.some((one) => isSame(one, identity.address)));
    if (wrong === undefined) return;
    const path = `${userPath(id)}/identities/${wrong.id}`;
    await change({ path, json: { identity: { value: address } } });
  }

  async function isCorrected(id: string, { corrections = {} }: Dossier): Promise<boolean> {
    const shown = await http.read(shownUser, { path: userPath(id) });
    const { name, company, email: address, phone } = corrections;
    return (
      company === undefined &&
      (name === undefined || shown?.user.name === name) &&
      (phone === undefined || shown?.user.phone === phone) &&
      (address === undefined || isSame(shown?.user.email ?? '', address))
    );
  }

  async function change(request: { readonly path: string; readonly json: object }): Promise<void> {
    if ((await http.change({ method: 'PUT', ...request })) !== 'done') throw refused();
  }
}

const shownUser = z.object({
  user: z.object({
    active: z.boolean(),
    name: z.string().nullish(),
    email: z.string().nullish(),
    phone: z.string().nullish(),
  }),
});

/** After a correction that went through before we knew, the person is found by what is right. */
function withCorrected({ emails, phones, corrections = {} }: Dossier): Dossier {
  const { email, phone } = corrections;
  if (email !== undefined) return { emails: [...emails, email], phones };
  return { emails, phones: phone === undefined || emails.length > 0 ? phones : [...phones, phone] };
}

function isSame(one: string, other: string): boolean {
  return emailIdentifier(one).value === emailIdentifier(other).value;
}

function userPath(id: string): string {
  return `/api/v2/users/${encodeURIComponent(id)}`;
}

function deletedUserPath(id: string): string {
  return `/api/v2/deleted_users/${encodeURIComponent(id)}`;
}
