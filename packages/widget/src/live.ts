// a file of its own: only a visitor who has said something needs a socket
export { openLink } from "@kotae/sdk";
