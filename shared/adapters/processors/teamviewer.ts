import * as z from 'zod';
import { emailIdentifier } from '../../domain/identifier.ts';
import type { Dossier, ProcessorAnswer } from '../../domain/recipient.ts';
import type { Connector, ConnectorRequest } from '../../ports.ts';
import type { Settings } from '../settings.ts';
import { refused, unexpectedAnswer } from './processor-fault.ts';
import { ProcessorHttp } from './processor-http.ts';

/**
 * TeamViewer Web API v1, "Contacts": a list of contacts, found by e-mail, deleted for good at once.
 *
 * Not reached, and a task for staff where it is seen: an invitation not yet accepted, which the API lists but
 * cannot take back; a correction, since a contact's name and address are the account's own. Not seen at all:
 * reports of past sessions in which a supporter wrote a name.
 */
export function teamviewerConnector({ url, token }: Settings['teamviewer']): Connector {
  const http = new ProcessorHttp({ url, authorization: () => `Bearer ${token}` });
  return { erase, rectify, withdraw: async () => ({ answer: 'nothing-held' }), verify };

  async function erase({ dossier, references: before }: ConnectorRequest): Promise<ProcessorAnswer> {
    const { contacts, invited } = await find(dossier);
    for (const id of contacts) await remove(id);
    const references = [...new Set([...before, ...contacts])];
    if (invited) return { answer: 'manual', because: 'by-hand', references };
    if (references.length === 0) return { answer: 'nothing-held' };
    return { answer: (await verify(references)) === 'gone' ? 'verified' : 'done', references };
  }

  async function rectify({ dossier }: ConnectorRequest): Promise<ProcessorAnswer> {
    const { contacts, invited } = await find(dossier);
    return contacts.length > 0 || invited
      ? { answer: 'manual', because: 'by-hand' }
      : { answer: 'nothing-held' };
  }

  async function verify(references: readonly string[]): Promise<'gone' | 'left'> {
    for (const id of references) {
      if ((await http.read(list, { path: contactPath(id) })) !== undefined) return 'left';
    }
    return 'gone';
  }

  async function find({ emails }: Dossier): Promise<Found> {
    const contacts = new Set<string>();
    let invited = false;
    for (const email of emails) {
      const query = { email, include_invitations: 'true' };
      const found = await http.read(list, { path: '/api/v1/contacts', query });
      if (found === undefined) throw unexpectedAnswer();
      // A filter that was not understood would answer with everybody.
      const theirs = (entry: { readonly email: string }) => isSame(entry.email, email);
      for (const contact of found.contacts.filter(theirs)) contacts.add(contact.contact_id);
      invited ||= found.invitations.some(theirs);
    }
    return { contacts: [...contacts], invited };
  }

  async function remove(id: string): Promise<void> {
    const outcome = await http.change({ method: 'DELETE', path: contactPath(id) });
    if (outcome === 'declined') throw refused();
  }
}

interface Found {
  readonly contacts: readonly string[];
  readonly invited: boolean;
}

const list = z.object({
  contacts: z.array(z.object({ contact_id: z.string().min(1), email: z.string() })),
  invitations: z.array(z.object({ email: z.string() })).default([]),
});

function contactPath(id: string): string {
  return `/api/v1/contacts/${encodeURIComponent(id)}`;
}

function isSame(one: string, other: string): boolean {
  return emailIdentifier(one).value === emailIdentifier(other).value;
}
