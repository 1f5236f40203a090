import { test } from 'uvu';
import * as assert from 'uvu/assert';
import { type Host, type HostApi, hostApi } from '../../src/console/api.js';
import { takeKey } from '../../src/console/key-in-address.js';
import { Session } from '../../src/console/session.js';
import { NO_SUPPORT } from '../../src/console/screen-support.js';
import type { Workplace } from '../../src/console/workplace.js';
import { Cell } from '../../src/ui/cell.js';
import { FakeDesk } from './fake-desk.js';

const HOST: Host = { name: '花子', session: 'session' };

interface Answer {
  status: number;
  body?: unknown;
}
/** A fetch that gives these answers, in order, and writes down what it was asked. */
const fetchWith = (...answers: (Answer | 'down')[]) => {
  const asked: string[] = [];
  const ask = (path: string, { method = 'GET', body }: RequestInit = {}) => {
    asked.push([method, path, ...(typeof body === 'string' ? [body] : [])].join(' '));
    const answer = answers.shift();
    return answer === undefined || answer === 'down'
      ? Promise.reject(new TypeError('Failed to fetch'))
      : Promise.resolve(new Response(JSON.stringify(answer.body), { status: answer.status }));
  };
  return { api: hostApi(ask as typeof fetch), asked };
};

test('signing in sends the key, and a name only where one was typed', async () => {
  const ok = { status: 200, body: HOST };
  const { api, asked } = fetchWith(ok, ok);
  assert.equal(await api.signIn('key', ''), HOST);
  await api.signIn('key', '花子');
  assert.equal(asked, [
    'POST /api/sign-in {"key":"key"}',
    'POST /api/sign-in {"key":"key","name":"花子"}',
  ]);
});

test('a wrong key, too many of them and a service that does not answer are told apart', async () => {
  const { api } = fetchWith(
    { status: 401, body: { error: 'wrong-key' } },
    { status: 429, body: { error: 'too-many-keys', retryIn: 5000 } },
    { status: 503, body: {} },
    { status: 200, body: { name: 5 } },
    'down',
  );
  const signIn = () => api.signIn('key', '');
  assert.equal(await signIn(), { why: 'wrong-key' });
  assert.equal(await signIn(), { why: 'too-many-tries', retryIn: 5000 });
  for (const why of ['no service', 'no answer of ours', 'no network']) {
    assert.equal(await signIn(), { why: 'unreachable' }, why);
  }
});

test('no session is not the same as no service', async () => {
  const { api } = fetchWith({ status: 401 }, 'down', { status: 200, body: HOST });
  assert.is(await api.current(), 'none');
  assert.is(await api.current(), 'unreachable');
  assert.equal(await api.current(), HOST);
});

/** An api that answers at once. */
const fakeApi = (more: Partial<HostApi> = {}): HostApi => ({
  current: () => Promise.resolve('none'),
  signIn: () => Promise.resolve(HOST),
  rename: (name) => Promise.resolve(name),
  signOut: () => Promise.resolve(true),
  ...more,
});

const opened = (api: HostApi) => {
  const told: string[] = [];
  const settings = {} as ConstructorParameters<typeof FakeDesk>[0];
  const desk = new FakeDesk(settings);
  const work: Pick<Workplace, 'desk' | 'support' | 'close' | 'signOut'> = {
    desk,
    support: new Cell(NO_SUPPORT),
    close: () => void told.push('close'),
    signOut: () => Promise.resolve(void told.push('wipe')),
  };
  const openWorkplace = ({ session }: Host) => {
    told.push(`open ${session}`);
    return Promise.resolve(work as Workplace);
  };
  return { session: new Session({ api, openWorkplace }), desk, told };
};

test('a session that goes on needs no key; a link with a key does not replace it', async () => {
  const signIn = () => Promise.reject(new Error('must not be asked'));
  const { session } = opened(fakeApi({ current: () => Promise.resolve(HOST), signIn }));
  await session.open('key');
  assert.is(session.state.value.at, 'signed-in');
});

test('a link with the key signs in by itself', async () => {
  const keys: string[] = [];
  const api = fakeApi({
    signIn: (key) => {
      keys.push(key);
      return Promise.resolve(HOST);
    },
  });
  const { session } = opened(api);
  await session.open('key');
  assert.is(session.state.value.at, 'signed-in');
  assert.equal(keys, ['key']);
});

test('a refusal is shown where one signs in', async () => {
  const { session } = opened(fakeApi({ signIn: () => Promise.resolve({ why: 'wrong-key' }) }));
  await session.open();
  const states: string[] = [];
  session.state.watch(() => {
    const state = session.state.value;
    states.push(
      state.at === 'signed-out' ? `${String(state.busy)} ${state.refused?.why ?? ''}` : '',
    );
  });
  await session.signIn('wrong', '');
  assert.equal(states, ['true ', 'false wrong-key']);
});

test('[P7] signing out wipes before the session ends', async () => {
  const { session, told } = opened(
    fakeApi({
      signOut: () => {
        told.push('sign out');
        return Promise.resolve(true);
      },
    }),
  );
  await session.open('key');
  await session.signOut();
  assert.equal(told, ['open session', 'wipe', 'sign out']);
  assert.is(session.state.value.at, 'signed-out');
});

test('a sign-out that the service did not hear is not shown as one', async () => {
  // Without network the console said goodbye, and the next one at this computer was still signed in.
  const { session } = opened(fakeApi({ signOut: () => Promise.resolve(false) }));
  await session.open('key');
  await session.signOut();
  const { value: state } = session.state;
  assert.ok(state.at === 'signed-out' && state.note === 'unheard');
});

test('a session that ended elsewhere closes this tab, and the host reads why', async () => {
  const { session, desk, told } = opened(fakeApi());
  await session.open('key');
  desk.show({ socket: 'signed-out' });
  const state = session.state.value;
  assert.ok(state.at === 'signed-out' && state.note === 'expired');
  assert.equal(told, ['open session', 'close']);
});

test('the name is shown as the service took it, and stays where it did not', async () => {
  const answers = ['花子', undefined];
  const { session } = opened(fakeApi({ rename: () => Promise.resolve(answers.shift()) }));
  await session.open('key');
  assert.ok(await session.rename('  花子 '));
  assert.not(await session.rename('x'));
  const state = session.state.value;
  assert.is(state.at === 'signed-in' && state.name, '花子');
});

test('a browser that refuses to store anything is told apart from being signed out', async () => {
  const session = new Session({
    api: fakeApi(),
    openWorkplace: () => Promise.reject(new Error('refused')),
  });
  await session.open('key');
  assert.is(session.state.value.at, 'unfit');
});

test('the key leaves the address at once', () => {
  const replaced: unknown[] = [];
  const place = { hash: '#key=abc', pathname: '/console', search: '' } as Location;
  const past = {
    state: null,
    replaceState: (_: unknown, __: string, url: unknown) => void replaced.push(url),
  } as unknown as History;
  assert.is(takeKey(place, past), 'abc');
  assert.equal(replaced, ['/console']);
  assert.is(takeKey({ hash: '', pathname: '/console', search: '' } as Location, past), undefined);
  assert.is(replaced.length, 1);
});

test.run();
