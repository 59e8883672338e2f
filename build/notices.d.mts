/** The types of notices.mjs for its test, which is TypeScript. */
/** The whole text of THIRD-PARTY-NOTICES.txt as it should be now. */
export function notices(): Promise<string>;
