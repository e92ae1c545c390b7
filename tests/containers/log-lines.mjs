// log-lines.mjs NAME WORD…: reads a container's log and fails at the first line that is not one object of JSON with time, level, category and
// message; that belongs to a request and does not name it and its trace; or that holds one of the words. Says how many lines there were.
import { readFileSync } from 'node:fs';

const [name, ...words] = process.argv.slice(2);
const levels = new Set(['Trace', 'Debug', 'Information', 'Warning', 'Error', 'Critical']);

function faultOf(text) {
  const word = words.findIndex((forbidden) => text.includes(forbidden));
  if (word >= 0) return `it holds what no log may hold (word ${word + 1})`;
  let line;
  try {
    line = JSON.parse(text);
  } catch {
    return 'it is not JSON';
  }
  if (line === null || typeof line !== 'object' || Array.isArray(line)) return 'it is not an object';
  if (Number.isNaN(Date.parse(line.Timestamp))) return 'it has no time';
  if (!levels.has(line.LogLevel)) return 'it has no level';
  if (!line.Category || !line.Message) return 'it has no category or no message';
  const scopes = Object.assign({}, ...(line.Scopes ?? []).filter((scope) => typeof scope === 'object'));
  if ('RequestPath' in scopes && !(scopes.RequestId && /^(?!0+$)[0-9a-f]{32}$/.test(scopes.TraceId))) return 'it is of a request and does not say which, or of what trace';
  return undefined;
}

const lines = readFileSync(0, 'utf8').split('\n').filter((line) => line !== '');
if (lines.length === 0) throw new Error(`${name} logged nothing`);
for (const line of lines) {
  const fault = faultOf(line);
  if (!fault) continue;
  console.error(`${name}: ${fault}: ${line}`);
  process.exit(1);
}
console.log(`${name}: ${lines.length} lines, ${lines.filter((line) => line.includes('"RequestPath":')).length} of requests`);
