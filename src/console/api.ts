/** Signing in and out, over the service's few HTTP paths. */
import {
  NAME_CHARS,
  type Check,
  matching,
  object,
  optional,
  text,
  whole,
  yesNo,
} from '../protocol/index.js';

/** Who is signed in. `session` names the session without granting anything (P7). */
export interface Host {
  name: string;
  session: string;
  /** The origin under which guests reach the service, where the service says it. */
  service?: string;
  /** Whether it has a relay (TURN), where it says so. */
  relay?: boolean;
}

export type SignInRefusal =
  | { why: 'wrong-key' }
  /** `retryIn`: milliseconds until another try may succeed. */
  | { why: 'too-many-tries'; retryIn: number }
  | { why: 'unreachable' };

/** What this page asks of the service. None of these rejects. */
export interface HostApi {
  /** The session that this browser has; `none` means that one must sign in. */
  current: () => Promise<Host | 'none' | 'unreachable'>;
  /** With the host key, and the name that guests see. */
  signIn: (key: string, name: string) => Promise<Host | SignInRefusal>;
  /** Changes the name that guests see: resolves to it as the service took it, if it did. */
  rename: (name: string) => Promise<string | undefined>;
  /** False if the service did not hear it: the session lives on in this browser. */
  signOut: () => Promise<boolean>;
}

const host = object({
  name: text(NAME_CHARS),
  session: text(128, 1),
  service: optional(matching(/^https?:\/\/[^/\s]{1,255}$/, 'an origin')),
  relay: optional(yesNo),
});
const tooMany = object({ retryIn: whole(0, 24 * 60 * 60 * 1000) });

const post = (body: object): RequestInit => ({
  method: 'POST',
  headers: { 'content-type': 'application/json' },
  body: JSON.stringify(body),
});

/** `ask` is the browser's fetch. */
export const hostApi = (ask: typeof fetch): HostApi => ({
  current: async () => {
    try {
      const answer = await ask('/api/session');
      if (answer.status === 401) return 'none';
      return answer.ok ? await read(answer, host) : 'unreachable';
    } catch {
      return 'unreachable';
    }
  },
  signIn: async (key, name) => {
    try {
      const answer = await ask('/api/sign-in', post(name === '' ? { key } : { key, name }));
      if (answer.status === 401) return { why: 'wrong-key' };
      if (answer.status === 429) {
        return { why: 'too-many-tries', ...(await read(answer, tooMany)) };
      }
      return answer.ok ? await read(answer, host) : { why: 'unreachable' };
    } catch {
      return { why: 'unreachable' };
    }
  },
  rename: async (name) => {
    try {
      const answer = await ask('/api/session', { ...post({ name }), method: 'PUT' });
      return answer.ok ? (await read(answer, host)).name : undefined;
    } catch {
      return undefined;
    }
  },
  signOut: async () => {
    try {
      return (await ask('/api/sign-out', post({}))).ok;
    } catch {
      return false;
    }
  },
});

const read = async <T>(answer: Response, check: Check<T>): Promise<T> =>
  check(await answer.json(), '');
