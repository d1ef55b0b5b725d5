// Searches a handful of articles, here and as a visitor's device would: node examples/search/search.js "lost parcel"
import { excerptOf, fromSnapshot, search, toSnapshot } from "@kotae/sdk/search";

const articles = [
  {
    id: "refund",
    title: "When do I get my refund?",
    url: "/help/refund",
    summary: "How long a refund takes.",
    keywords: ["money back"],
    sections: [{ heading: "How long it takes", text: "A refund takes five days after we have the parcel." }],
  },
  {
    id: "lost",
    title: "My order did not arrive",
    url: "/help/lost",
    summary: "What to do when a delivery is late.",
    keywords: ["missing"],
    sections: [
      { heading: "Wait two days", text: "Carriers are late now and then." },
      { heading: "Then tell us", text: "We look for the parcel, and send another one if it is lost." },
    ],
  },
  {
    id: "password",
    title: "Reset your password",
    url: "/help/password",
    summary: "",
    keywords: [],
    sections: [{ heading: "", text: "Use the link on the sign-in page." }],
  },
];

// what a server does: one compact snapshot for every device, as JSON
const snapshot = JSON.stringify(toSnapshot(1, "en", articles, { synonyms: [["parcel", "package"]] }));
// what a device does: the index out of it, and then queries that never leave the device
const index = fromSnapshot(JSON.parse(snapshot));

const query = process.argv[2] ?? "lost package";
console.log(`${articles.length} articles in ${snapshot.length} characters; results for “${query}”:`);
for (const { title, url, passage, score } of search(index, query, { limit: 3 })) {
  console.log(`${score.toFixed(2)}  ${title}  ${url}  ${excerptOf(passage.text, query, 60)}`);
}
