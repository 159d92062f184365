import type { Connector, World } from '../../shared/ports.ts';

/** The process dies here. */
export class Crash extends Error {}

export const crash = () => Promise.reject(new Crash());

/** The world in which the process dies when it should release an identifier. */
export function dyingAtRelease(world: World): World {
  return { ...world, identifiers: { ...world.identifiers, release: crash } };
}

/** The world in which the process dies before its `last` write: to Cosmos DB, a processor or the mail server. */
export function dyingAtWrite(world: World, last: number): World {
  let writes = 0;
  const mortal =
    <Given extends unknown[], Answer>(write: (...given: Given) => Promise<Answer>) =>
    async (...given: Given): Promise<Answer> => {
      writes += 1;
      if (writes >= last) throw new Crash();
      return write(...given);
    };
  const { identifiers, subjects, connectors, mailer } = world;
  const mortalConnector = (connector: Connector): Connector => ({
    ...connector,
    erase: mortal((request) => connector.erase(request)),
    withdraw: mortal((request) => connector.withdraw(request)),
  });
  return {
    ...world,
    identifiers: {
      ...identifiers,
      claim: mortal((key, subject) => identifiers.claim(key, subject)),
      mention: mortal((key, subject) => identifiers.mention(key, subject)),
      write: mortal((entry, etag) => identifiers.write(entry, etag)),
      remove: mortal((entry) => identifiers.remove(entry)),
      release: mortal((key, subject, word) => identifiers.release(key, subject, word)),
    },
    subjects: { ...subjects, commit: mortal((change) => subjects.commit(change)) },
    connectors: {
      'azure-monitor': mortalConnector(connectors['azure-monitor']),
      zendesk: mortalConnector(connectors.zendesk),
      teamviewer: mortalConnector(connectors.teamviewer),
      goto: mortalConnector(connectors.goto),
    },
    mailer: { send: mortal((mail) => mailer.send(mail)) },
  };
}
