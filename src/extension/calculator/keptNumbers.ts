/** Matrices that pages of the calculator have given to be kept, a file each, in the extension's own folder. */
import { FileType, Uri, workspace } from 'vscode';
import { type KeptMatrix, packKept, unpackKept } from '../../protocol/keptNumbers.ts';

/** Bytes that are kept; the oldest files go first. */
const most = 256 * 1024 * 1024;

export class KeptNumbers {
  private readonly folder: Uri;

  constructor(storage: Uri) {
    this.folder = Uri.joinPath(storage, 'numbers');
  }

  async keep(id: string, matrix: KeptMatrix): Promise<void> {
    const bytes = packKept(matrix);
    await this.makeRoom(most - bytes.byteLength);
    await workspace.fs.writeFile(this.fileOf(id), bytes);
  }

  /** undefined: it was kept no longer. What is read is of use, and written anew so that it does not count as old. */
  async read(id: string): Promise<KeptMatrix | undefined> {
    let bytes: Uint8Array;
    try {
      bytes = await workspace.fs.readFile(this.fileOf(id));
    } catch {
      return undefined;
    }
    await workspace.fs.writeFile(this.fileOf(id), bytes);
    return unpackKept(bytes);
  }

  private fileOf(id: string): Uri {
    return Uri.joinPath(this.folder, `${id}.bin`);
  }

  private async makeRoom(room: number): Promise<void> {
    await workspace.fs.createDirectory(this.folder);
    const entries = await workspace.fs.readDirectory(this.folder);
    const files = entries.filter(([, type]) => type === FileType.File);
    const known = await Promise.all(
      files.map(async ([name]) => {
        const uri = Uri.joinPath(this.folder, name);
        const { mtime, size } = await workspace.fs.stat(uri);
        return { uri, mtime, size };
      }),
    );
    let left = room;
    for (const { uri, size } of known.sort((a, b) => b.mtime - a.mtime)) {
      left -= size;
      if (left < 0) await workspace.fs.delete(uri);
    }
  }
}
