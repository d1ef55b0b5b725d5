export { type Deflection, type DeflectOptions, deflectForm, type Solved } from "./deflect.ts";
