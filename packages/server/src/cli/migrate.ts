import { withServices } from "./with-services.ts";

/** Brings the schema up to date, which every start does as well, and says so. */
export const migrate = (): Promise<number> =>
  withServices(async ({ services }) => {
    console.log(`The ${services.storage.engine} schema is up to date.`);
    return 0;
  });
