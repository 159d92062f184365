import { expect, vi } from 'vitest';
import { json, type Product } from '../product.ts';
import type { HttpPath } from './http-path.ts';
import { linkPaths, ownPage, pressed } from './request-page-paths.ts';
import { patience, type Walk } from './walk.ts';

interface Asked {
  readonly requestId: string;
  /** The path of the link that was mailed. */
  readonly link: string;
}

interface Opened {
  readonly state: string;
  readonly contact?: object;
}

/** Takes the canary's requests from the mail with the link to their end. */
export function requestWalk(product: Product, walk: Walk) {
  const headers = { 'x-functions-key': product.stack.addresses.functions.key };
  const open = async (requestId: string) =>
    json<Opened>(await product.fetch(`/api/ops/requests/${requestId}`, { headers }));

  const linkTo = (requestId: string) => {
    const link = new RegExp(`https?://[^/\\s]+(/requests/${requestId}\\?token=[\\w-]+)`);
    return vi.waitFor(() => {
      const links = product.mails().flatMap(({ text }) => link.exec(text)?.[1] ?? []);
      return links.at(-1) ?? expect.unreachable('no mail');
    }, patience);
  };

  return {
    async asked(path: HttpPath): Promise<Asked> {
      const { requestId } = await walk.ask<{ requestId: string }>(path);
      return { requestId, link: await linkTo(requestId) };
    },
    /** Staff type it in, with what shows who asks: no link is mailed. */
    typed: async (path: HttpPath) => (await walk.ask<{ requestId: string }>(path)).requestId,
    /** Presses the button that the mail leads to; returns the path of the person's page from then on. */
    async confirmed({ link }: Asked): Promise<string> {
      await walk.goAll(linkPaths(link));
      const { headers: answered } = await walk.answer(pressed(link, 'confirm'));
      const page = answered.get('location') ?? expect.unreachable('no page');
      await walk.goAll([ownPage(page)]);
      return page;
    },
    /** Resolves when a request stands so. */
    stands: (requestId: string, state: string) =>
      vi.waitFor(async () => expect((await open(requestId)).state).toBe(state), patience),
    /** Resolves when it stands so, the person has been told, and nothing of the person is left in it. */
    ends: (requestId: string, state: string) =>
      vi.waitFor(async () => {
        const opened = await open(requestId);
        expect(opened.state).toBe(state);
        expect(opened).not.toHaveProperty('contact');
      }, patience),
  };
}
