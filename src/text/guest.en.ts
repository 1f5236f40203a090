import type { GuestTexts } from './guest.ja.js';

export const guestEn: GuestTexts = {
  sheet: {
    name: 'Screen support',
    lead: 'Show the screen you are looking at to your agent on the phone. No app is needed.',
    steps: [
      'You get a number of 4 digits. Read it to your agent on the phone.',
      'Once connected, press “Send screen” on the screen you want to show.',
      'Your agent sees that screen and helps you.',
    ],
    seenHeading: 'What your agent sees',
    seen: 'This page’s screen, title and address (URL) when you press “Send screen”.',
    neverHeading: 'What your agent never sees',
    never: 'Passwords, card numbers, other apps or tabs. Nothing is sent unless you press it.',
    stays: 'What you have typed into this page stays as it is.',
    start: 'Start screen support',
    already: 'I am already connected with my agent',
  },

  bar: {
    name: 'Screen support',
    reconnecting: 'Connecting to your agent…',
    send: 'Send screen',
    numberKept: 'Waiting for your agent to connect. You can go on using this page.',
    showNumber: 'Enlarge',
  },

  notice: {
    enlarge: 'Enlarge the screen that was sent',
    capturing: 'Taking the picture…',
    sending: 'Sending…',
    waiting: 'Waiting for the connection. It will be sent by itself.',
    giveUp: 'Stop sending',
    sent: 'Sent',
    sentHint: 'Your agent has it.',
    picture: 'The screen that was sent',
    failed: 'Could not be sent',
    again: 'Send again',
    reasons: {
      'too-large': 'The picture was too large. Please scroll a little and press “Send screen”.',
      'too-many-captures':
        'Your agent cannot take more pictures. Please ask them to clear some of them.',
      damaged: 'The picture was damaged on its way. Please try again.',
      'not-stored': 'It could not be kept on your agent’s computer. Please tell them.',
      'call-ended': 'The connection has ended, so it was not sent.',
      'given-up': 'Sending was stopped. Your agent does not have the picture.',
      'page-closed':
        'The page before was closed before it was sent. Please try again on the screen that you want to show.',
      'capture-blocked':
        'This page’s security settings did not let us take the picture. Please tell your agent.',
      'capture-slow':
        'Taking the picture took too long. Please wait until the page has loaded, and try again.',
      'capture-failed': 'The picture could not be taken. Please try again.',
    },
  },
};
