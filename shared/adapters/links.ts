import { Temporal } from 'temporal-polyfill';
import { parse, stringify } from 'uuid';
import { secondsOf } from '../domain/calendar.ts';
import type { AskId, RequestId, SubjectId } from '../domain/id.ts';
import { memory } from '../policy/retention.ts';
import type { Keys, Links } from '../ports.ts';

/** What each kind of link does, by the path that its token follows. */
const paths = {
  confirm: '/consents/confirm/',
  unsubscribe: '/unsubscribe/',
  preferences: '/preferences/',
} as const;

type Kind = keyof typeof paths;

/** Ids of 16 bytes each or a time, base64url; then an HMAC-SHA-256. No token of ours is longer. */
const token = /^(?<content>[A-Za-z0-9_-]{22,43})\.(?<proof>[A-Za-z0-9_-]{43})$/;

const idBytes = 16;
const timeBytes = 6;

/**
 * Links whose token is what they lead to and a keyed proof that we made it: nothing is stored, nothing can be
 * guessed (RFC 8058 §3.1), and a pepper that goes out of use takes its links with it. The proof covers the kind
 * too, so that a link to leave a list opens nobody's page.
 */
export function createLinks({
  publicOrigin,
  keys,
}: {
  readonly publicOrigin: string;
  readonly keys: Pick<Keys, 'fingerprint' | 'isFingerprint'>;
}): Links {
  return {
    confirm: ({ subjectId, askId }) => link('confirm', [idOf(subjectId), idOf(askId)]),
    unsubscribe: ({ subjectId }) => link('unsubscribe', [idOf(subjectId)]),
    preferences: ({ subjectId, at }) => link('preferences', [idOf(subjectId), timeOf(at)]),
    policyVersions: (locale) => `${publicOrigin}/privacy/versions${locale ? `?locale=${locale}` : ''}`,
    staff: (path) => `${publicOrigin}${path}`,
    readConfirm(text) {
      const content = read('confirm', text);
      return content && { subjectId: subjectIn(content), askId: askIn(content) };
    },
    readUnsubscribe(text) {
      const content = read('unsubscribe', text);
      return content && { subjectId: subjectIn(content) };
    },
    readPreferences(text, at) {
      const content = read('preferences', text);
      if (content === undefined) return undefined;
      return Temporal.Instant.compare(at, endIn(content)) < 0 ? { subjectId: subjectIn(content) } : 'expired';
    },
    request: (to) =>
      `${publicOrigin}/requests/${to.requestId}?token=${keys.fingerprint(provenOfRequest(to))}`,
    requestToken: (to) => keys.fingerprint(provenOfRequest(to)),
    isRequestToken: (given, to) => keys.isFingerprint(given, provenOfRequest(to)),
    packageSchema: () => `${publicOrigin}/api/schemas/access-package.json`,
  };

  function link(kind: Kind, parts: readonly Uint8Array[]): string {
    const content = Buffer.concat(parts).toString('base64url');
    return `${publicOrigin}${paths[kind]}${content}.${keys.fingerprint(proven(kind, content))}`;
  }

  /** What a token says, if it is ours and of that kind: what we have proved needs no second look at its shape. */
  function read(kind: Kind, text: string): Buffer | undefined {
    const { content, proof } = token.exec(text)?.groups ?? {};
    if (content === undefined || proof === undefined) return undefined;
    return keys.isFingerprint(proof, proven(kind, content)) ? Buffer.from(content, 'base64url') : undefined;
  }
}

function proven(kind: Kind, content: string): string {
  return `link:${kind}:${content}`;
}

/** The nonce changes when a link has been used: the proof of the old one then proves nothing. */
function provenOfRequest({
  requestId,
  nonce,
}: {
  readonly requestId: RequestId;
  readonly nonce: AskId;
}): string {
  return `link:request:${requestId}:${nonce}`;
}

function idOf(id: SubjectId | AskId): Uint8Array {
  return parse(id);
}

function timeOf(at: Temporal.Instant): Uint8Array {
  const time = Buffer.alloc(timeBytes);
  time.writeUIntBE(Math.floor(at.epochMilliseconds / 1000), 0, timeBytes);
  return time;
}

function subjectIn(content: Buffer): SubjectId {
  return stringify(content.subarray(0, idBytes)) as SubjectId;
}

function askIn(content: Buffer): AskId {
  return stringify(content.subarray(idBytes)) as AskId;
}

/** From when on a link to somebody's page is not good any more. */
function endIn(content: Buffer): Temporal.Instant {
  const issuedAt = Temporal.Instant.fromEpochMilliseconds(content.readUIntBE(idBytes, timeBytes) * 1000);
  return issuedAt.add({ seconds: secondsOf(memory.preferencesLink, issuedAt) });
}
