import type { Desk as Department, Site } from "@kotae/sdk/schema";
import { useModel } from "@preact/signals";
import { useState } from "preact/hooks";
import { type Sites, SitesModel, tagOf } from "../../store/sites.ts";
import { CopyField } from "../../ui/CopyField.tsx";
import { Icon } from "../../ui/Icon.tsx";
import { Empty } from "../../ui/Notice.tsx";
import { Shown } from "../../ui/Shown.tsx";
import { useDesk } from "../context.ts";
import { useTitle } from "../use-title.ts";
import { DeskSheet } from "./DeskSheet.tsx";
import { ReadySheet } from "./ReadySheet.tsx";
import { SiteSheet } from "./SiteSheet.tsx";
import { useSiteWords } from "./words.ts";
import "../../styles/room.css";
import "../../styles/sites.css";

/** What is open over the page: a site or a department, a new one without itself. */
type Open = { sheet: "site"; site?: Site } | { sheet: "desk"; desk?: Department };

/** The sites that show the widget, and the departments articles may be for. */
export function SitesRoom() {
  const { s } = useSiteWords();
  const desk = useDesk();
  const sites = useModel(() => new SitesModel(desk));
  const [open, setOpen] = useState<Open>();
  useTitle(s.title);
  const isAdmin = desk.me.value.role === "admin";
  const close = () => setOpen(undefined);
  const made = sites.made.value;
  return (
    <main id="content" class="page">
      <header class="page-head">
        <h1>{s.title}</h1>
      </header>
      {!isAdmin && (
        <p class="note-line">
          <Icon name="lock" size={16} />
          {s.readOnly}
        </p>
      )}
      <Shown of={sites.reader} loading={s.loading} failed={s.failed} rows={4}>
        {() => (
          <>
            <section class="group" aria-label={s.sites}>
              <header class="page-head">
                <h2>{s.sites}</h2>
                {isAdmin && (
                  <button type="button" class="button button-main" onClick={() => setOpen({ sheet: "site" })}>
                    <Icon name="plus" size={16} />
                    {s.add}
                  </button>
                )}
              </header>
              <p class="hint">{s.sitesHint}</p>
              {sites.sites.value.length === 0 && (
                <Empty icon="globe" title={s.sitesNone} {...(isAdmin ? { text: s.sitesNoneHint } : {})} />
              )}
              <ul class="sites">
                {sites.sites.value.map((site, index) => (
                  <li key={site.id} class="card">
                    <SiteCard
                      site={site}
                      sites={sites}
                      isFirst={index === 0}
                      onEdit={isAdmin ? () => setOpen({ sheet: "site", site }) : undefined}
                    />
                  </li>
                ))}
              </ul>
            </section>
            <section class="group" aria-label={s.desks}>
              <header class="page-head">
                <h2>{s.desks}</h2>
                {isAdmin && (
                  <button type="button" class="button" onClick={() => setOpen({ sheet: "desk" })}>
                    <Icon name="plus" size={16} />
                    {s.addDesk}
                  </button>
                )}
              </header>
              <p class="hint">{s.desksHint}</p>
              {sites.desks.value.length === 0 ? (
                <p class="quiet group-none">{s.desksNone}</p>
              ) : (
                <DeskTable sites={sites} onRename={isAdmin ? (desk) => setOpen({ sheet: "desk", desk }) : undefined} />
              )}
            </section>
          </>
        )}
      </Shown>
      {open?.sheet === "site" && <SiteSheet sites={sites} site={open.site} onClose={close} />}
      {open?.sheet === "desk" && <DeskSheet sites={sites} desk={open.desk} onClose={close} />}
      {made && !open && (
        <ReadySheet
          made={made}
          onClose={() => {
            sites.made.value = undefined;
          }}
        />
      )}
    </main>
  );
}

type SiteCardProps = { site: Site; sites: Sites; isFirst: boolean; onEdit: (() => void) | undefined };

function SiteCard({ site, sites, isFirst, onEdit }: SiteCardProps) {
  const { s, f } = useSiteWords();
  const its = sites.desks.value.find(({ id }) => id === site.deskId);
  return (
    <>
      <header class="site-head">
        <h3>{site.name}</h3>
        {onEdit && (
          <button type="button" class="button button-quiet" aria-label={s.editThis(site.name)} onClick={onEdit}>
            <Icon name="pen" size={16} />
            {s.edit}
          </button>
        )}
      </header>
      {isFirst && (
        <p class="site-note quiet">
          <Icon name="article" size={16} />
          {s.helpCentre}
        </p>
      )}
      <dl class="facts site-facts">
        <div>
          <dt>{s.language}</dt>
          <dd>{f.languageName(site.locale)}</dd>
        </div>
        <div>
          <dt>{s.colour}</dt>
          <dd>
            <span class="swatch-line">
              <Swatch colour={site.accent} />
              {site.accent ?? s.standardColour}
            </span>
          </dd>
        </div>
        <div>
          <dt>{s.desk}</dt>
          <dd>{its?.name ?? s.noDesk}</dd>
        </div>
        <div>
          <dt>{s.key}</dt>
          <dd class="mono">{site.key}</dd>
        </div>
      </dl>
      <div class="site-tag">
        <p class="label">{s.tag}</p>
        <CopyField
          label={s.tagOf(site.name)}
          value={tagOf(site, location.origin)}
          words={s}
          copyLabel={s.copyTag(site.name)}
        />
        <p class="hint">{s.tagHint}</p>
      </div>
    </>
  );
}

/** A colour as a small disc, drawn so that no style has to stand in the page. */
export function Swatch({ colour }: { colour: string | null }) {
  return (
    <svg class="swatch" width={16} height={16} viewBox="0 0 16 16" aria-hidden="true" focusable="false">
      <circle cx={8} cy={8} r={7} {...(colour === null ? { class: "swatch-standard" } : { fill: colour })} />
    </svg>
  );
}

type DeskTableProps = { sites: Sites; onRename: ((desk: Department) => void) | undefined };

function DeskTable({ sites, onRename }: DeskTableProps) {
  const { s, f } = useSiteWords();
  return (
    <table class="table">
      <thead>
        <tr>
          <th scope="col">{s.deskName}</th>
          <th scope="col" class="wide-only">
            {s.deskKey}
          </th>
          <th scope="col">{s.itsSites}</th>
          {onRename && (
            <th scope="col">
              <span class="unseen">{s.rename}</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {sites.desks.value.map((desk) => {
          const its = sites.sites.value.filter(({ deskId }) => deskId === desk.id).map(({ name }) => name);
          return (
            <tr key={desk.id}>
              <th scope="row">
                <span class="person-words">
                  <span>{desk.name}</span>
                  <span class="quiet mono narrow-only">{desk.key}</span>
                </span>
              </th>
              <td class="wide-only quiet mono">{desk.key}</td>
              <td class="cell-wrap">{its.length === 0 ? <span class="quiet">{s.noSites}</span> : f.list(its)}</td>
              {onRename && (
                <td class="cell-end">
                  <button
                    type="button"
                    class="button button-quiet"
                    aria-label={s.renameThis(desk.name)}
                    onClick={() => onRename(desk)}
                  >
                    {s.rename}
                  </button>
                </td>
              )}
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
