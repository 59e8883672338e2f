/** The types of differences.mjs for its test, which is TypeScript. */
export function differences(kept: unknown, told: unknown): readonly string[];
