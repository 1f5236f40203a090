/** The moments of a call that are worth to be hit, and what must come of each all the same. */
import * as assert from 'uvu/assert';
import { type Call, both, coverWithNoise, framesMove } from '../support/survival.js';

export interface Moment {
  /** Brings the call there. */
  come: (call: Call) => Promise<void>;
  /** The event is over: what was begun comes to its end. */
  go: (call: Call) => Promise<void>;
  /** Only with a cable of the guest's own. */
  cable?: true;
  /** No leg is open yet, so nobody can read that one is lost. */
  early?: true;
}

/** So slow that a capture of some hundred kilobytes is on its way for seconds. */
const SLOW_KILOBITS = 1_500;

const showNumber = async (call: Call): Promise<void> => {
  call.number = await call.guest.askForCallNumber();
};

/** Where the page still says that its number is over, by 再発行. */
const showAnother = async (call: Call): Promise<void> => {
  const { guest } = call;
  const renew = guest.button(guest.names.renew);
  const use = guest.button(guest.names.use);
  await renew.or(use).first().waitFor();
  if (await renew.isVisible()) {
    await renew.tap();
    call.number = await guest.number();
  } else await showNumber(call);
};

const claim = async (call: Call): Promise<void> => {
  await showNumber(call);
  await call.host.typeNumber(call.number);
  await call.host.page.getByText(call.host.names.fromTarget).first().waitFor();
  await call.host.button(call.host.names.start).click();
};

/** Whether the guest's closed page had heard that its number was claimed. */
const knowsOfCall = ({ guest }: Call): Promise<boolean> =>
  guest.page.evaluate(() => (localStorage.getItem('misete.guest') ?? '').includes('"call"'));

/** Where what was said was lost with who had said it, people say it again; the table tells. */
const startIfNotStarted = async (call: Call): Promise<void> => {
  const { host } = call;
  const state = host.page.locator('[data-guest-state]');
  const menu = host.page.getByRole('button', { name: host.names.call }).first();
  await state.or(menu).first().waitFor();
  if (await state.isVisible()) return;
  call.again.push('the host types the number again');
  await host.startCall(call.number);
};

export const MOMENTS: Readonly<Record<string, Moment>> = {
  'the number shows': {
    early: true,
    come: showNumber,
    async go(call) {
      const before = call.number;
      if (call.numberGone) {
        call.again.push('the guest asks for a number again');
        await showAnother(call);
      } else assert.is(await call.guest.number(), before, 'no new number');
      await call.host.startCall(call.number);
      await both(call);
    },
  },
  'amid the claim': {
    early: true,
    come: claim,
    async go(call) {
      if (call.numberGone && !(await knowsOfCall(call))) {
        call.again.push('the guest asks for a number again, and the host starts anew');
        await call.host.endCall();
        await showNumber(call);
        await call.host.startCall(call.number);
      } else await startIfNotStarted(call);
      await both(call);
    },
  },
  'amid the handshake': {
    early: true,
    cable: true,
    async come(call) {
      call.guestCable?.dropPeers(true);
      await claim(call);
      await call.host.toggle.waitFor();
    },
    async go(call) {
      call.guestCable?.dropPeers(false);
      await both(call);
    },
  },
  'in the call': {
    async come(call) {
      await claim(call);
      await both(call);
    },
    // That both read «connected» proves nothing: neither may have noticed yet.
    async go(call) {
      await both(call);
      const id = await call.guest.send();
      call.expected += 1;
      await call.host.waitForCapture(id);
    },
  },
  'amid a send': {
    cable: true,
    async come(call) {
      await claim(call);
      await both(call);
      await coverWithNoise(call);
      call.guestCable?.slow(SLOW_KILOBITS);
      await call.guest.button(call.guest.names.send).tap();
      call.underWay = true;
      await framesMove(call);
    },
    async go(call) {
      call.guestCable?.slow(undefined);
      await both(call);
      if (call.lost) {
        await call.guest.page
          .getByRole('alert')
          .filter({ hasText: '送信できませんでした' })
          .waitFor();
        call.again.push('the guest sends the screen again');
        return;
      }
      const strip = call.host.page.locator('[data-capture-id]');
      await strip.first().waitFor();
      await call.guest.page.locator('[data-misete] .going').waitFor({ state: 'detached' });
      call.expected += 1;
    },
  },
};
