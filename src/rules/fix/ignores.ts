/** Fixes of comments that ignore nothing: the comment taken out, or the name of one rule; a misspelt name put right. */
import type { Comment, Span } from '../../syntax/tree.ts';
import { type Edit, type Fix, proposals, replacing } from './fix.ts';

interface File {
  readonly path: string;
  readonly text: string;
  readonly comments: readonly Comment[];
}

/** Directives in comments: of a block two. */
export function removingDirectives(file: File, directives: readonly Span[]): readonly Fix[] {
  const edits = directives.flatMap(directive => removal(file, directive) ?? []);
  const title = directives.length > 1 ? 'Remove both comments' : 'Remove the comment';
  return edits.length === directives.length ? [{ title, edits, isSafe: false }] : [];
}

/** One of several names in brackets, with its comma. */
export function removingName({ path, text }: File, { start, end }: Span): Fix {
  const behind = /^\s*,\s*/.exec(text.slice(end))?.[0].length;
  const before = /,\s*$/.exec(text.slice(0, start))?.[0].length ?? 0;
  const place =
    behind === undefined
      ? { file: path, start: start - before, end }
      : { file: path, start, end: end + behind };
  const title = `Remove \`${text.slice(start, end)}\` from the comment`;
  return { title, edits: [replacing(place, '')], isSafe: false };
}

export function renamingRule({ path }: File, { start, end }: Span, name: string | undefined): readonly Fix[] {
  return proposals(
    name === undefined
      ? undefined
      : {
          title: `Write \`${name}\``,
          edits: [replacing({ file: path, start, end }, name)],
          isSafe: false,
        },
  );
}

/** The comment with the reason that it gives; what stands before the directive in it belongs to other tools. */
function removal({ path, text, comments }: File, { start, end }: Span): Edit | undefined {
  const comment = comments.find(each => each.start <= start && end <= each.end);
  if (!comment) return undefined;
  const own = text.slice(comment.start, start).search(/(#|\/\/|\/\*)\s*$/);
  const first = comment.start + Math.max(own, 0);
  const blank = /[ \t]*$/.exec(text.slice(0, first))?.[0].length ?? 0;
  const isAlone = first - blank === 0 || text[first - blank - 1] === '\n';
  const lineEnd = /^\r?\n/.exec(text.slice(comment.end))?.[0].length ?? 0;
  return replacing({ file: path, start: first - blank, end: comment.end + (isAlone ? lineEnd : 0) }, '');
}
