import type { Desk as Department, Site } from "@kotae/sdk/schema";
import { createModel, signal } from "@preact/signals";
import type { Desk } from "./desk.ts";

/** The sites and departments there are, for lists to choose from; empty while they are not known. */
export const PlacesModel = createModel(({ client }: Desk) => {
  const sites = signal<readonly Site[]>([]);
  const desks = signal<readonly Department[]>([]);
  const read = async () => {
    const [found, departments] = await Promise.allSettled([client.listSites(), client.listDesks()]);
    // a list that is missing offers less; what was chosen before stays chosen
    if (found.status === "fulfilled") sites.value = found.value.items;
    if (departments.status === "fulfilled") desks.value = departments.value.items;
  };
  void read();
  return { sites, desks };
});
