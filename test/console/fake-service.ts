/** The service's HTTP side as the console's page meets it. The right key is `key`. */
import type { Route } from 'playwright-core';

/** Under which guests reach the service: this console came by another address of it. */
export const SERVICE = 'https://support.example';

interface Host {
  name: string;
  /** Whether the service says that it has a relay. */
  relay?: boolean;
}

const session = (host: Host) => ({ ...host, session: 'session', service: SERVICE });

/** Answers what is below /api; `host`: who is signed in at first. */
export const serviceOf = (host?: Host) => {
  let current = host;
  const enter = (name = '担当者') => (current = { name });
  return async (route: Route): Promise<void> => {
    const request = route.request();
    const body = (request.postDataJSON() ?? {}) as { key?: string; name?: string };
    switch (`${request.method()} ${new URL(request.url()).pathname}`) {
      case 'POST /api/sign-in':
        switch (body.key) {
          case 'key':
            return route.fulfill({ json: session(enter(body.name)) });
          case 'too-many':
            return route.fulfill({ status: 429, json: { error: 'too-many-keys', retryIn: 9000 } });
          case 'unreachable':
            return route.abort();
          case 'slow':
            return;
          default:
            return route.fulfill({ status: 401, json: { error: 'wrong-key' } });
        }
      case 'PUT /api/session':
        if (body.name === 'refused') return route.fulfill({ status: 400, json: {} });
        return route.fulfill({ json: session(enter(body.name)) });
      case 'POST /api/sign-out':
        current = undefined;
        return route.fulfill({ status: 204 });
      default:
        return current === undefined
          ? route.fulfill({ status: 401, json: { error: 'signed-out' } })
          : route.fulfill({ json: session(current) });
    }
  };
};
