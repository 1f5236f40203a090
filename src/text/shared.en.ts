import type { SharedTexts } from './shared.ja.js';

export const sharedEn: SharedTexts = {
  close: 'Close',
  help: 'See help',
  again: 'Try again',
  opensInNewTab: ' (opens in a new tab)',

  before: {
    heading: (brand) => `Before you start ${brand}`,
    lead: 'Please read this, and press OK if you agree.',
    points: [
      'Your agent receives only the screen at the moment when you press “Send screen”, with the title and the address (URL) of that page. Nothing is sent by itself.',
      'Passwords, card numbers and the like are blacked out before anything is sent.',
      'Your agent cannot operate your phone.',
      'You can stop at any time with “End connection”.',
    ],
    read: 'You can read the terms and the privacy policy here.',
    terms: 'Terms of use',
    privacy: 'Privacy policy',
    ok: 'OK',
  },

  number: {
    label: 'Connection number',
    asking: 'Getting your number…',
    say: 'Please read this number to your agent on the phone.',
    saySupport:
      'Please read this number to the agent you are connected with. Then you can send screens from this page, too.',
    left: (seconds) =>
      seconds >= 60
        ? `Good for ${String(Math.floor(seconds / 60))} min ${String(seconds % 60).padStart(2, '0')} s more`
        : `Good for ${String(seconds)} s more`,
    read: (digits) => `Your connection number is ${digits}.`,
    soon: 'Time is nearly up, but nothing is wrong: “New number” gives you another one.',
    stays: 'You may switch to the phone app; this number stays the same.',
    renew: 'New number',
    over: 'This number has run out',
    overAdvice: 'Nothing is wrong. Press “New number” to get another one.',
    slow: 'Connecting takes longer than usual. Please wait; we keep trying by ourselves.',
    cancel: 'Cancel',
  },

  meeting: {
    heading: 'Found your agent. Getting ready',
    advice: 'Just a moment, please.',
  },

  connected: {
    host: 'Agent',
    open: 'Connected',
    checking: 'Checking the connection…',
    away: 'The connection was lost. Connecting again…',
    notThisPerson: 'Wrong person',
    notThisPersonHint: 'If this is not who you are talking to, press “Wrong person”.',
    end: 'End connection',
    endQuestion: 'End the connection?',
    endMeaning: 'You will no longer be able to send screens. Your phone call goes on.',
    endYes: 'End',
    endNo: 'Go on',
  },
  offers: {
    heading: 'Your agent sent you a page',
    advice: 'It opens in a new tab and is connected with your agent at once.',
  },

  ended: {
    heading: 'The connection has ended',
    reasons: {
      'host-ended': 'Your agent ended the connection. Thank you.',
      'guest-left': 'You ended the connection. Thank you.',
      'wrong-person':
        'You had reached somebody else, so the connection was ended. That number no longer works. Please start again for a new one.',
      'no-path':
        'Your network did not let us reach your agent. Please switch between Wi-Fi and mobile data and try again.',
      'host-gone':
        'The connection to your agent was lost for more than two minutes, so it was ended. To go on, please get a new number.',
      expired:
        'Twelve hours have passed since you connected, so it was ended. To go on, please get a new number.',
    },
  },

  trouble: {
    heading: 'An unexpected error occurred',
    code: (code) => `Code: ${String(code)}`,
    wait: (seconds) =>
      seconds > 0 ? `You can try again in about ${String(seconds)} s.` : 'You can try again now.',
    codes: {
      'numbers-exhausted': {
        heading: 'We are very busy right now',
        advice: 'All numbers are in use. Please wait a little and try again.',
      },
      'too-many-numbers': {
        heading: 'You have asked for many numbers in a row',
        advice: 'Please wait a little and try again.',
      },
      'page-refused': {
        heading: 'This page could not join',
        advice:
          'The call seems to be over. Please tell your agent, and start again from the beginning.',
      },
      'too-many-legs': {
        heading: 'Too many pages are open',
        advice: 'Please close tabs that you do not use, and try again.',
      },
      'hand-off-over': {
        heading: 'This page is not connected',
        advice:
          'The time for opening it has run out, or it was used already. Please ask your agent to send you the page again.',
      },
      'hand-off-elsewhere': {
        heading: 'This page is not connected',
        advice: 'Another site has opened than the one your agent sent. Please tell your agent.',
      },
      'no-webrtc': {
        heading: 'This browser cannot be used',
        advice: 'Please open this page in Safari on an iPhone, or in Chrome on Android.',
      },
      'in-app': {
        heading: 'It cannot be used inside this app',
        advice: 'This page is open inside an app. Please open it in Safari or Chrome instead.',
      },
      insecure: {
        heading: 'This page was not opened over a secure connection',
        advice: 'Please try again on the page whose address begins with “https”.',
      },
      offline: {
        heading: 'You are not connected to the internet',
        advice: 'Please check flight mode and your signal. We go on by ourselves once it is back.',
      },
      'storage-blocked': {
        heading: 'In this browser the connection ends when you leave the page',
        advice: 'It keeps no cookies. On another page, please get a new number for your agent.',
      },
      'version-unknown': {
        heading: 'An unexpected error occurred',
        advice:
          'Please note down what you have typed, then reload the page. If it does not help, tell your agent the code.',
      },
      'origin-refused': {
        heading: 'This page cannot be used',
        advice: 'This site is not registered for screen support. Please tell your agent.',
      },
      superseded: {
        heading: 'It is open in another tab',
        advice: 'Please go on in the tab that you opened later.',
      },
      'not-proved': {
        heading: 'An unexpected error occurred',
        advice:
          'We could not make sure that the connection is safe, so we did not connect. Please get a new number.',
      },
      unexpected: {
        heading: 'An unexpected error occurred',
        advice: 'Please try again. If it does not help, tell your agent the code.',
      },
    },
  },
};
