import type { SearchArticle } from "../../packages/sdk/src/search/index.ts";

/** Random numbers from 0 to 1, the same ones for the same seed (mulberry32). */
export function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

type Words = { noun(): string; sentence(): string; glue: string };

/** As in real texts, few words are frequent and most are rare. */
const pick = <T>(random: () => number, items: readonly T[]): T => {
  const at = Math.floor(items.length ** random()) - 1;
  return items[Math.min(items.length - 1, Math.max(0, at))] as T;
};

function english(random: () => number): Words {
  const [heads, cores, ends] = [
    "ac al ap as be ca co com con de dis en ex fa fo ge im in ma no ob par per pre pro re se sub sur tra un us ve".split(
      " ",
    ),
    "bil cep cher count dress fac fer form fund gis ject lat lect load mit nect pan plic port press quest scrib sign sist sta tain tend tic vert vis".split(
      " ",
    ),
    ["", "", "al", "able", "ance", "ed", "er", "ing", "ion", "ity", "ment", "or", "s", "ure"],
  ];
  const nouns = Array.from(
    { length: 6_000 },
    () =>
      heads[Math.floor(random() * heads.length)] +
      "" +
      cores[Math.floor(random() * cores.length)] +
      ends[Math.floor(random() * ends.length)],
  );
  const small = "the a to of and in on for your you is it with from this that can when or if be not we are as by".split(
    " ",
  );
  const noun = () => pick(random, nouns);
  const sentence = () => {
    const said = Array.from({ length: 8 + Math.floor(random() * 10) }, () =>
      random() < 0.42 ? pick(random, small) : noun(),
    );
    const text = said.join(" ");
    return `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
  };
  return { noun, sentence, glue: " " };
}

/** Real words, because the platform's dictionary has to know them; most names of things are two of them together. */
const japaneseWords =
  "設定 登録 変更 確認 申請 手続 証明 書類 費用 料金 支払 方法 返品 返金 交換 注文 配送 住所 氏名 電話 番号 会員 情報 更新 削除 取消 予約 受付 窓口 時間 期間 限度 対象 条件 保険 年金 税務 世帯 住民 印鑑 健康 診断 医療 補助 児童 保育 学校 教育 給食 環境 収集 資源 処理 施設 利用 案内 開館 休館 図書 貸出 延長 検索 結果 画面 表示 選択 入力 送信 受信 通知 履歴 一覧 管理 権限 追加 接続 端末 通信 障害 復旧 担当 部署 責任 契約 解約 継続 移転 転入 転出 口座 振込 請求 領収 割引 特典 抽選 応募 締切 審査 許可 免除 減額 納付 滞納 督促 還付 控除 申告 相談 訪問 見学 参加 講座 教室 会場 集合 駐車 交通 道路 工事 水道 電気 故障 修理 点検 保証 部品 本体 機器 電源 充電 画像 動画 音声 文字 言語 翻訳 印刷 保存 共有 公開 制限 認証 暗証 本人 家族 代理 委任 同意 規約 方針 個人 法人 団体 組織 店舗 在庫 価格 数量 重量 寸法 素材 色彩 品質 安全 危険 注意 警告 緊急 避難 地震 火災 救急 予防 接種 検査 治療 薬局 介護 福祉 支援 助成 給付 手当".split(
    " ",
  );
const japaneseLoans =
  "パスワード ログイン アカウント メール アドレス カード クレジット ポイント キャンセル サービス プラン オプション アプリ ブラウザ ファイル フォルダ データ バックアップ ダウンロード アップロード インストール アップデート エラー メッセージ リンク ページ サイト ホーム メニュー ボタン アイコン ウィジェット テンプレート レポート グラフ カレンダー スケジュール イベント チケット ステータス チーム メンバー ユーザー グループ プロフィール セキュリティ ネットワーク サーバー クラウド ドメイン プリンター スキャナー モニター キーボード バッテリー ケーブル センサー リサイクル ごみ お知らせ お問い合わせ".split(
    " ",
  );

function japanese(random: () => number): Words {
  const any = <T>(items: readonly T[]) => items[Math.floor(random() * items.length)] as T;
  const nouns = Array.from({ length: 4_000 }, () =>
    random() < 0.3 ? any(japaneseLoans) : random() < 0.4 ? any(japaneseWords) : any(japaneseWords) + any(japaneseWords),
  );
  const verbs =
    "します できます してください されます になります が必要です を行ってください となります しておきます することができます していただく必要があります をご覧ください にお問い合わせください できない場合があります".split(
      " ",
    );
  const particles = "の を に は が で と から まで や による について のときは をするには ではなく などの".split(" ");
  const openings = ["", "", "なお、", "ただし、", "また、", "この場合は、", "はじめに、", "そのあとで、"];
  const noun = () => pick(random, nouns);
  const sentence = () => {
    const phrases = Array.from({ length: 2 + Math.floor(random() * 4) }, () => noun() + any(particles));
    return `${any(openings)}${phrases.join("")}${noun()}${any(verbs)}。`;
  };
  return { noun, sentence, glue: "" };
}

/** Articles of about 1,500 characters under several headings, out of made-up words; the same ones for the same seed. */
export function madeUpArticles(lang: "en" | "ja", count: number, seed = 1): SearchArticle[] {
  const random = seeded(seed);
  const { noun, sentence, glue } = (lang === "ja" ? japanese : english)(random);
  const words = (least: number, most: number) =>
    Array.from({ length: least + Math.floor(random() * (most - least + 1)) }, noun).join(lang === "ja" ? "の" : " ");
  const text = (chars: number) => {
    let said = "";
    while (said.length < chars) said += (said === "" ? "" : glue) + sentence();
    return said;
  };
  return Array.from({ length: count }, (_, n) => ({
    id: `${lang}-${seed}-${String(n).padStart(5, "0")}`,
    title: words(2, 5),
    url: `/help/${lang}/articles/${lang}-${n}`,
    summary: sentence(),
    keywords: Array.from({ length: Math.floor(random() * 4) }, () => noun()),
    sections: Array.from({ length: 3 + Math.floor(random() * 3) }, () => ({
      heading: words(1, 4),
      text: text(220 + random() * 280),
    })),
  }));
}

/** Questions as they are typed: words of an article, some of its title, and now and then one that is misspelt. */
export function madeUpQueries(articles: readonly SearchArticle[], count: number, seed = 2): string[] {
  const random = seeded(seed);
  return Array.from({ length: count }, () => {
    const { title, sections } = articles[Math.floor(random() * articles.length)] as SearchArticle;
    const { text } = sections[Math.floor(random() * sections.length)] ?? { text: title };
    const from = Math.floor(random() * Math.max(1, text.length - 40));
    const said = random() < 0.5 ? title : text.slice(from, from + 12 + Math.floor(random() * 24));
    const at = Math.floor(random() * said.length);
    return random() < 0.2 ? said.slice(0, at) + said.slice(at + 1) : said;
  });
}
