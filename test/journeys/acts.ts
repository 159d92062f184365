import { expect } from 'vitest';
import { json, type Product } from './product.ts';

/** What people, staff and the licence system do in these journeys, over HTTP as anybody would. */
export function actsOn(product: Product) {
  const { key } = product.stack.addresses.functions;
  const send = async (path: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await product.post(path, body, headers);
    return { status: response.status, body: await bodyOf(response) };
  };
  const staff = async (path: string, init: RequestInit = {}) => {
    const response = await product.fetch(path, { ...init, headers: { 'x-functions-key': key } });
    return { status: response.status, body: await bodyOf(response) };
  };
  const licence = async (name: 'issued' | 'terminated' | 'reinstated', data: object) => {
    const event = {
      specversion: '1.0',
      id: crypto.randomUUID(),
      source: 'https://licences.example.test',
      type: `works.contracting.licence.${name}.v1`,
      data,
    };
    const { status } = await send('/api/licence-events', event, {
      'content-type': 'application/cloudevents+json',
    });
    expect(status).toBe(202);
  };

  return {
    /** Somebody leaves contact details by mail; staff type them in. Returns the subject's id. */
    async register(contact: Contact, submittedOn?: string): Promise<string> {
      const { status } = await send('/api/ops/registrations', { channel: 'email', submittedOn, ...contact });
      expect(status).toBe(202);
      const [found] = await product.lookUp({ email: contact.email });
      if (found === undefined) throw new Error('nobody is found by the address');
      return found.subjectId;
    },
    licence,
    withdraw: (email: string, consent: 'storage' | 'marketing') =>
      send('/api/ops/withdrawals', { email, consent }),
    placeHold: (order: object) =>
      send('/api/ops/holds', {
        reason: 'A claim is before the court.',
        authority: 'Oslo tingrett',
        reviewOn: '2030-01-01',
        ...order,
      }),
    releaseHold: (holdId: string) => staff(`/api/ops/holds/${holdId}`, { method: 'DELETE' }),
    rectify: (subjectId: string, corrections: object) =>
      send('/api/ops/rectifications', { subjectId, corrections }),
    async mayUse(email: string, purpose: string): Promise<{ allowed: boolean; because: string }> {
      const response = await product.post('/api/consent-checks', { purpose, email });
      expect(response.status).toBe(200);
      return json(response);
    },
    async audience(purpose: string): Promise<readonly AudienceLine[]> {
      const response = await product.fetch(`/api/audiences/${purpose}`, {
        headers: { 'x-functions-key': key },
      });
      const lines = (await response.text()).split('\n').filter((line) => line !== '');
      return lines.map((line): AudienceLine => JSON.parse(line));
    },
    async tasks(subjectId: string): Promise<readonly Task[]> {
      const { tasks } = await json<{ tasks: Task[] }>(
        await product.fetch('/api/ops/tasks', { headers: { 'x-functions-key': key } }),
      );
      return tasks.filter((task) => task.subjectId === subjectId);
    },
    task: (taskId: string) => staff(`/api/ops/tasks/${taskId}`),
    answer: (taskId: string, answer: object) => send(`/api/ops/tasks/${taskId}/answer`, answer),
  };
}

interface Contact {
  readonly email: string;
  readonly [field: string]: unknown;
}

export type Acts = ReturnType<typeof actsOn>;

export interface Task {
  readonly taskId: string;
  readonly subjectId: string;
  readonly processor: string;
  readonly answer: string;
  readonly because: string;
  readonly dueOn: string;
}

interface AudienceLine {
  readonly subjectId: string;
  readonly email?: string;
}

async function bodyOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text === '' ? undefined : JSON.parse(text);
}
