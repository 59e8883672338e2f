/** Reads every file below a folder, as the base that a scan is compared with. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

let length = 0;
for (const entry of readdirSync(process.argv[2], { recursive: true, withFileTypes: true })) {
  if (entry.isFile())
    length += readFileSync(path.join(entry.parentPath ?? entry.path, entry.name), 'utf8').length;
}
console.log(length);
