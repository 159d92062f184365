import type { Connector, World } from '../../shared/ports.ts';

/** The process dies here. */
export class Crash extends Error {}

export const crash = () => Promise.reject(new Crash());

/** The world in which the process dies when it should release an identifier. */
export function dyingAtRelease(world: World): World {
  return { ...world, identifiers: { ...world.identifiers, release: crash } };
}

/** The world in which the process dies before its `last` write: to Cosmos DB, a package, a processor or the mail server. */
export function dyingAtWrite(world: World, last: number): World {
  return mortal(world, last).world;
}

/**
 * Tells a story again and again, in which somebody dies before the first write, before the second, and so on, until
 * nobody dies any more.
 *
 * @returns at how many writes somebody died.
 */
export async function dyingAtEachWrite(
  world: World,
  story: (told: { readonly dying: World; readonly step: number }) => Promise<void>,
): Promise<number> {
  for (let step = 1; ; step += 1) {
    const { world: dying, died } = mortal(world, step);
    await story({ dying, step }).catch((cause) => {
      throw new Error(`it does not hold when somebody dies before write ${step}`, { cause });
    });
    if (!died()) return step - 1;
  }
}

function mortal(
  world: World,
  last: number,
): { readonly world: World /** Whether it came to that. */; readonly died: () => boolean } {
  let writes = 0;
  const dieOr =
    <Given extends unknown[], Answer>(write: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      writes += 1;
      if (writes >= last) throw new Crash();
      return write(...given);
    };
  const { identifiers, subjects, connectors, limits, mailer, packages } = world;
  const mortalConnector = (connector: Connector): Connector => ({
    ...connector,
    erase: dieOr((request) => connector.erase(request)),
    rectify: dieOr((request) => connector.rectify(request)),
    withdraw: dieOr((request) => connector.withdraw(request)),
  });
  return {
    world: {
      ...world,
      identifiers: {
        ...identifiers,
        claim: dieOr((key, subject) => identifiers.claim(key, subject)),
        mention: dieOr((key, subject) => identifiers.mention(key, subject)),
        write: dieOr((entry, etag) => identifiers.write(entry, etag)),
        remove: dieOr((entry) => identifiers.remove(entry)),
        release: dieOr((key, subject, word) => identifiers.release(key, subject, word)),
      },
      subjects: { ...subjects, commit: dieOr((change) => subjects.commit(change)) },
      limits: { take: dieOr((key, limit) => limits.take(key, limit)) },
      packages: {
        ...packages,
        write: dieOr((id, format, text) => packages.write(id, format, text)),
        remove: dieOr((id) => packages.remove(id)),
      },
      connectors: {
        'azure-monitor': mortalConnector(connectors['azure-monitor']),
        zendesk: mortalConnector(connectors.zendesk),
        teamviewer: mortalConnector(connectors.teamviewer),
        goto: mortalConnector(connectors.goto),
      },
      mailer: { send: dieOr((mail) => mailer.send(mail)) },
    },
    died: () => writes >= last,
  };
}
