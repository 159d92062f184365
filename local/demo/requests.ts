import { expectThat } from './check.ts';
import type { StoryContext } from './context.ts';
import { pathIn } from './mailbox-client.ts';

type Context = Pick<StoryContext, 'product' | 'mailbox'>;

/** Somebody asks at the privacy centre, as a program does: the answer is read, too. */
export function ask({ product }: Context, request: object): Promise<Response> {
  return product.send({
    path: '/api/requests',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(request),
    expect: 202,
  });
}

export async function idOf(answer: Response): Promise<string> {
  const { requestId } = (await answer.json()) as { requestId?: string };
  expectThat('the number of the request', requestId !== undefined, 'none');
  return requestId;
}

/** Follows the link of the mail and presses the button there; resolves with the path of the person's own page. */
export async function confirm(
  context: Context,
  { email, requestId }: { readonly email: string; readonly requestId: string },
): Promise<string> {
  const { text } = await context.mailbox.newest(email, 1, requestId);
  return press(context, pathIn(text, `/requests/${requestId}`), 'confirm');
}

/** Presses a button of the page; resolves with the path of the page that it leads to. */
export async function press(
  { product }: Context,
  path: string,
  action: 'confirm' | 'correct',
): Promise<string> {
  const pressed = await product.send({ path, body: new URLSearchParams({ action }), expect: 303 });
  return pressed.headers.get('location') ?? 'nowhere';
}

export async function show({ product }: Context, path: string): Promise<string> {
  return (await product.send({ method: 'GET', path, expect: 200 })).text();
}
