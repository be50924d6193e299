import type Database from 'better-sqlite3';

/** Statements by their text. Values come back unchecked; whoever asks checks them or knows their CHECKs. */
export type KeptStatements = <Row = unknown>(text: string) => Database.Statement<unknown[], Row>;

/** Statements of a database, each prepared once. */
export function keptStatements(db: Database.Database): KeptStatements {
  const kept = new Map<string, Database.Statement<unknown[], unknown>>();
  return <Row>(text: string): Database.Statement<unknown[], Row> => {
    const statement = kept.get(text) ?? db.prepare<unknown[], unknown>(text);
    kept.set(text, statement);
    return statement as Database.Statement<unknown[], Row>;
  };
}
