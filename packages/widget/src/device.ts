// a file of its own: only a visitor who searches needs the index and what builds it
export { openDevice } from "./device/device.ts";
