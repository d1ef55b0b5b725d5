export { accentOf, contrast, luminance, parseHex } from "./contrast.ts";
export { dark, light, type Role, scale, tokensCss } from "./tokens.ts";
