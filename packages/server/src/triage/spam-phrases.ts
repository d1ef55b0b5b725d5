/** What unwanted mail says and customers hardly ever do, and how much it weighs; found in text of lower case without signs. */
export const phrases: readonly { find: RegExp; weight: number }[] = [
  { weight: 4.5, find: /\b(?:viagra|cialis|online casino|casino bonus|porn|xxx|escort service|penis|sex dating)\b/gu },
  {
    weight: 4,
    find: /\b(?:you (?:have )?won|lottery winner|claim your (?:prize|reward)|million (?:usd|dollars|euros?)|inheritance fund|next of kin)\b/gu,
  },
  {
    weight: 3.5,
    find: /\b(?:crypto(?:currency)? (?:investment|giveaway|profit)|double your (?:money|bitcoin)|guaranteed (?:profit|returns?|income)|forex signals?|get rich|passive income|make money (?:online|fast|from home)|work from home)\b/gu,
  },
  {
    weight: 3.5,
    find: /\b(?:seo (?:services?|expert|agency|packages?)|first page of google|rank(?:ing)? (?:your (?:web)?site|on google)|back ?links?|guest posts?|sponsored posts?|domain authority|web traffic to your)\b/gu,
  },
  {
    weight: 3,
    find: /\b(?:increase your (?:sales|traffic|followers|revenue)|buy (?:followers|likes|reviews)|email (?:list|database) (?:of|for)|bulk (?:email|sms)|lead generation|web ?(?:site)? (?:design|redesign|development) (?:services?|company|agency)|mobile app development)\b/gu,
  },
  {
    weight: 2.5,
    find: /\b(?:business (?:loan|funding|proposal)|loan (?:offer|approval)|credit repair|pre ?approved|investment opportunity|100 ?percent free|risk free|act now|limited time offer|click (?:here|below|the link)|unsubscribe)\b/gu,
  },
  {
    weight: 2.5,
    find: /\b(?:your (?:mailbox|account|domain) (?:will be|has been) (?:suspended|deactivated|terminated)|verify your (?:account|identity|wallet)|seed phrase|gift cards?)\b/gu,
  },
  { weight: 4, find: /出会い系|アダルト|無修正|バイアグラ|オンラインカジノ|セフレ|逆援助|援助交際/gu },
  {
    weight: 3.5,
    find: /当選(?:しました|おめでとう|のお知らせ)|必ず儲か|確実に(?:儲か|稼げ)|簡単に稼|月収\d+万|不労所得|副業(?:の|で)|投資(?:の)?(?:勧誘|案件|詐欺)|仮想通貨(?:で|の投資)|バイナリーオプション/gu,
  },
  {
    weight: 3,
    find: /seo対策(?:の|を|で|は)|検索(?:順位|結果)(?:の)?(?:上位|1位|一位)|ホームページ(?:制作|作成)(?:の)?(?:ご案内|ご提案|会社)|相互リンク|集客(?:の|を)(?:ご提案|支援|お手伝い)|営業代行|リスト販売|資金調達(?:の)?(?:ご案内|ご提案)|ファクタリング|補助金(?:の)?(?:ご案内|活用)/gu,
  },
  {
    weight: 2,
    find: /突然のご連絡(?:失礼|申し訳)|ご提案(?:させて|がございます)|無料(?:で)?(?:相談|診断|登録)(?:実施|受付|はこちら)|今だけ|期間限定|配信停止(?:は|を)|こちらをクリック|即日融資|融資(?:の)?ご案内/gu,
  },
];

/** They hide where a link leads. */
export const shorteners =
  /^(?:https?:\/\/)?(?:www\.)?(?:bit\.ly|tinyurl\.com|goo\.gl|is\.gd|cutt\.ly|rb\.gy|t\.ly|shorturl\.at|ow\.ly|v\.gd)\//u;
