// Reads the mails the shop wrote into its data folder.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { until } from './browser.mjs';

const folder = join(process.env.CHINOOK_DATA ?? '.', 'mail');

function decode(text) {
  return text
    .replaceAll(/=\r?\n/g, '')
    .replaceAll(/(?:=[0-9A-F]{2})+/g, (bytes) =>
      Buffer.from(bytes.replaceAll('=', ''), 'hex').toString('utf8'),
    );
}

function mailsTo(email) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder)
    .filter((name) => name.endsWith('.eml'))
    .toSorted()
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .filter((mail) => mail.split(/\r?\n\r?\n/, 1)[0].includes(email));
}

/**
 * The newest link to `path` in a mail to `email`; waits for the mail to be written. A shop that was
 * just opened has five years of orders to follow up first.
 */
export function linkFor(email, path, timeoutMs = 300_000) {
  const link = new RegExp(String.raw`https?://[^\s"<>]+${path}\?token=[\w.~%-]+`);
  return until(
    () =>
      mailsTo(email)
        .map((mail) => decode(mail).match(link)?.[0])
        .findLast(Boolean),
    `a mail to ${email} with a link to ${path}`,
    timeoutMs,
  );
}

/** The subjects of all mails to somebody. */
export const subjectsTo = (email) =>
  mailsTo(email).map((mail) => mail.match(/^Subject: (.*)$/m)?.[1].trim() ?? '');
