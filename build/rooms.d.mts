/** The types of rooms.mjs for its test, which is TypeScript. */
export const ROOMS: Readonly<Record<string, readonly string[]>>;
export const PACKAGES: Readonly<Record<string, readonly string[]>>;
export function refusal(file: string, specifier: string): string | undefined;
export function wrongImports(root: string): Promise<readonly string[]>;
