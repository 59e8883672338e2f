/** Lines that a fix writes end as those of its file do. */
import type { Workspace } from '../project/index.ts';
import type { Fix } from '../rules/index.ts';

export function withLineEnds(workspace: Workspace, fix: Fix): Fix {
  const edits = fix.edits.map(edit => {
    const isCarried = workspace.source(edit.file)?.text.includes('\r\n') === true;
    return isCarried ? { ...edit, text: edit.text.replace(/(?<!\r)\n/g, '\r\n') } : edit;
  });
  return { ...fix, edits };
}
