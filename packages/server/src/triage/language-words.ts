import type { Language } from "./language.ts";

/** Small words that stand in nearly every sentence, and what is written to a desk about; some belong to several languages. */
const stopWords: Partial<Record<Language, string>> = {
  en: `the and is are was were be been have has had do does did not this that these those with for from your you my i me we our
    it its they them there what when where which who how why can cannot could would should will please of to in on at an as
    but or if so then than after before about into am been any some all just get got need want help thanks hello hi dear
    password order invoice account error login payment email working broken`,
  de: `der die das und ist sind war nicht ein eine einen einem einer mit für auf von zu im den dem des ich sie wir ihr mein meine
    meinen ihre ihren es kann können habe haben hat wird wurde bitte wie was wo wann warum auch noch aber oder wenn dass nach bei
    aus über kein keine mehr sehr vielen dank hallo guten tag mir mich uns zum zur beim seit wieder gibt geht soll
    passwort vergessen rechnung bestellung konto fehler anmelden zahlung funktioniert geht lieferung kündigen erneut senden`,
  fr: `le la les un une des du de et est sont était pas ne je vous nous il elle on mon ma mes votre vos notre ce cette ces que qui
    quoi dont où quand comment pourquoi avec pour sur dans par sans mais ou si plus très merci bonjour au aux en se sa son ai avez
    peut peux puis suis être avoir fait depuis encore toujours aussi leur cela ça bien tout
    passe oublié facture commande compte erreur connexion paiement remboursement fonctionne livraison annuler`,
  es: `el la los las un una unos unas de del y es son era no yo usted nosotros mi mis su sus este esta estos estas que qué quien
    cuando cuándo como cómo donde dónde por para con sin en al se lo le me nos pero o si más muy gracias hola buenos días puedo
    puede tengo tiene he ha han estoy está hay ser desde todavía también porque hacer quiero necesito
    contraseña olvidado factura pedido cuenta error pago reembolso funciona envío cancelar sesión`,
  pt: `o a os as um uma uns umas de do da dos das e é são era não eu você vocês nós meu minha meus minhas seu sua este esta isso
    que quem quando como onde por para com sem em no na nos nas ao se lhe me mas ou mais muito obrigado obrigada olá bom dia posso
    pode tenho tem foi estou está há ser desde ainda também porque fazer quero preciso pelo pela
    senha esqueci fatura pedido conta erro pagamento reembolso funciona entrega cancelar`,
  it: `il lo la i gli le un uno una di del della dei delle e è sono era non io lei noi mio mia miei mie suo sua questo questa che
    chi quando come dove perché per con senza in nel nella al alla si mi ci ma o se più molto grazie ciao buongiorno posso può ho
    ha hanno sto sta c'è essere da dal dalla ancora anche fare vorrei devo ne sul sulla
    dimenticato fattura ordine account errore pagamento rimborso funziona consegna annullare riesco`,
  nl: `de het een en is zijn was niet geen ik u jij je wij we mijn uw jullie dit dat deze die wat wie waar wanneer hoe waarom met
    voor van op in aan bij naar uit om maar of als dan meer zeer heel dank bedankt hallo goedemorgen kan kunt kunnen heb heeft
    hebben wordt werd graag ook nog wel er te over door tot mij ons sinds weer moet wil
    wachtwoord vergeten factuur bestelling account fout betaling terugbetaling werkt levering opzeggen inloggen`,
};

/** Endings of words that are common in one language and rare in the others. */
export const endings: readonly (readonly [Language, RegExp])[] = [
  ["en", /.(?:ing|ness|ously|ful|ould|ght)$/],
  ["de", /.(?:ung|ungen|keit|heit|lich|isch|schaft|ieren|iert|igen)$/],
  ["fr", /.(?:eur|eux|euse|aient|ais|ait|iez|ement|ées?|eau|oir)$/],
  ["es", /.(?:ción|ciones|ado|idad|mente|ando|iendo|amos|ó)$/],
  ["pt", /.(?:ção|ções|ão|ões|dade|mente|ando|endo|ei|ou)$/],
  ["it", /.(?:zione|zioni|ità|mente|ando|endo|iamo|ato|uto|ggi|tti)$/],
  ["nl", /.(?:heid|ijk|ijke|tje|ingen|aar|eerd|oor|sch)$/],
];

/** Letters and what stands in words of one or two of the languages only. */
export const cues = {
  latin: [
    ["de", /[äöüß]|sch/],
    ["fr", /[çèêëîïôûœ]|eau|oux/],
    ["es", /[ñ]|ll[aeo]|ie[nr]/],
    ["pt", /[ãõç]|nh|lh/],
    ["it", /[ìòù]|gli|zz|cch/],
    ["nl", /ij|aa|uu|oe|ee[^n]/],
    ["en", /th|wh|sh|'(?:s|t|re|ve|ll|m)\b/],
  ] as readonly (readonly [Language, RegExp])[],
  /** Written so in Chinese only, simplified or traditional, or words that Japanese does not have. */
  zh: /[们这个说吗没让么谢请问题户帐账单订货码录发邮给还进过时间开关无办帮您你妳呢吧啊对怎哪她它們這說嗎麼謝單碼錄發點關辦幫沒讓訊檢號應處對實]/gu,
  /** Written so in Japan only. */
  ja: /[込働峠畑辻枠栃円図売駅歩読続変発検険験処払戻応様価県広済帰経絵楽薬巻権観伝収単対実号]/gu,
} as const;

let byWord: Map<string, Language[]> | undefined;

function table(): Map<string, Language[]> {
  if (byWord) return byWord;
  byWord = new Map();
  for (const [language, text] of Object.entries(stopWords) as [Language, string][]) {
    for (const word of new Set(text.split(/\s+/))) byWord.set(word, [...(byWord.get(word) ?? []), language]);
  }
  return byWord;
}

/** The languages a small word belongs to; none for other words. */
export const stopWordsOf = Object.assign((word: string): readonly Language[] => table().get(word) ?? [], {
  /** Whether a language has such words here: those written in Latin letters. */
  knows: (language: Language): boolean => language in stopWords,
});
