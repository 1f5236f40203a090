/** The local CA as a configuration profile, the form in which iOS takes it. */
import { type X509Certificate, createHash } from 'node:crypto';
import { escaped } from '../markup.js';

export const PROFILE_TYPE = 'application/x-apple-aspen-config';

/** @param explanation what people read in the settings */
export const profileOf = (root: X509Certificate, explanation: string): string => {
  const digest = createHash('sha256').update(root.raw).digest();
  const id = `jp.misete.lan.${digest.toString('hex').slice(0, 16)}`;
  const name =
    root.subject
      .split('\n')
      .find((part) => part.startsWith('CN='))
      ?.slice(3) ?? 'Misete';
  return `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">
<plist version="1.0">
<dict>
  <key>PayloadContent</key>
  <array>
    <dict>
      <key>PayloadCertificateFileName</key>
      <string>misete-ca.cer</string>
      <key>PayloadContent</key>
      <data>${root.raw.toString('base64')}</data>
      <key>PayloadDescription</key>
      <string>${escaped(explanation)}</string>
      <key>PayloadDisplayName</key>
      <string>${escaped(name)}</string>
      <key>PayloadIdentifier</key>
      <string>${id}.root</string>
      <key>PayloadType</key>
      <string>com.apple.security.root</string>
      <key>PayloadUUID</key>
      <string>${uuid(digest.subarray(16))}</string>
      <key>PayloadVersion</key>
      <integer>1</integer>
    </dict>
  </array>
  <key>PayloadDescription</key>
  <string>${escaped(explanation)}</string>
  <key>PayloadDisplayName</key>
  <string>${escaped(name)}</string>
  <key>PayloadIdentifier</key>
  <string>${id}</string>
  <key>PayloadOrganization</key>
  <string>Misete</string>
  <key>PayloadRemovalDisallowed</key>
  <false/>
  <key>PayloadType</key>
  <string>Configuration</string>
  <key>PayloadUUID</key>
  <string>${uuid(digest)}</string>
  <key>PayloadVersion</key>
  <integer>1</integer>
</dict>
</plist>
`;
};

/** The same CA has the same, so that installing it twice leaves one. Version 8 of RFC 9562. */
const uuid = (digest: Buffer): string => {
  const bytes = Buffer.from(digest.subarray(0, 16));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex').toUpperCase();
  return [
    [0, 8],
    [8, 12],
    [12, 16],
    [16, 20],
    [20, 32],
  ]
    .map(([from, to]) => hex.slice(from, to))
    .join('-');
};
