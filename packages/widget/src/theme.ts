import { dark, light, type Role, scale } from "@kotae/sdk/theme";

// Run by the build: the bundles carry its strings and not the tables. `light-dark()` says each colour once, and the
// host's `color-scheme` chooses.

const paint = (roles: readonly string[]) =>
  roles.map((role) => `--${role}:light-dark(${light[role as Role]},${dark[role as Role]});`).join("");

const launcherRoles = ["accent", "accent-text", "focus"];

/** The tokens the launcher needs. */
export const launcherTokens = `:host{${paint(launcherRoles)}}`;

/** Those of the other tokens that a style sheet uses. */
export function panelTokens(css: string): string {
  const isUsed = (name: string) => css.includes(`var(--${name})`) || css.includes(`var(--${name},`);
  const sizes = Object.entries(scale).filter(([name]) => isUsed(name) && !name.startsWith("text-"));
  const roles = Object.keys(light).filter((role) => isUsed(role) && !launcherRoles.includes(role));
  return `:host{${sizes.map(([name, value]) => `--${name}:${value};`).join("")}${paint(roles)}--shadow:0 1px 2px #10101a14,0 12px 40px light-dark(#10101a2e,#000a)}`;
}
