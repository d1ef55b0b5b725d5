/** What people speak of, written like what they want to do (`deeds.ts`). */
export const things = `
plan | subscription, plan, membership, subscribe, auto-renewal, auto renewal, renewal, contract, recurring | プラン, サブスク, サブスクリプション, 定期購入, 定期便, 契約, 会員, 有料会員, 月額, 年額, 自動更新, 休会
trial | trial, free period, free month | トライアル, 無料期間, 体験, お試し
email | email, e-mail, mail, email address, mail address, e-mail address, inbox, address for mail | メール, メールアドレス, メアド, eメール, アドレス, 電子メール
password | password, passcode, passphrase, pin | パスワード, 暗証番号, パスコード
username | username, user name, nickname, handle, screen name, display name, login name | ユーザー名, ニックネーム, 表示名, ログイン名
name | name, surname, last name, first name, maiden name | 名前, 氏名, 名字, 苗字
phone number | phone number, mobile number, telephone number, cell number | 電話番号, 携帯番号
photo | photo, picture, avatar, image, profile picture, icon | 写真, 画像, アイコン, アバター
video | video, clip, movie, recording | 動画, ビデオ, 録画, 映像
sound | sound, audio, volume, microphone, mic, speaker, headphone | 音が, 音声, 音量, マイク, スピーカー
camera | camera, webcam | カメラ
address | address, shipping address, delivery address, postal address, street, moved house, moving house, destination, ship to, send to, sent to, deliver to, house, zip code, postcode | 住所, 配送先, 届け先, お届け先, 送り先, 送付先, 配達先, 宛先, 引っ越, 引越, 転居, 郵便番号, 別の住所
language | language, english, japanese, german, spanish, french, chinese | 言語, 日本語, 英語, 中国語, 表示言語
notification | notification, alert, push message, reminder | 通知, お知らせ, アラート
newsletter | newsletter, marketing mail, promotional email, mailing list, spam from you | メルマガ, メールマガジン, 広告メール, 配信停止
invoice | invoice, receipt, bill, statement, proof of payment, proof of purchase, vat invoice, tax invoice | 請求書, 領収書, レシート, 明細書, 利用明細, インボイス, 支払いの証明, 支払証明, 領収証, 納品書
payment | payment, pay, paying, billing, charge, charged, transaction, checkout, card, credit card, debit card, bank card | 支払, 決済, 払い, 払え, 払う, 料金, 課金, カード, クレジットカード, クレカ
card | card, credit card, debit card, visa card, mastercard, bank card | カード, クレジットカード, デビットカード, クレカ
bank | bank, bank transfer, bank account, iban, direct debit, wire | 銀行, 振込, 口座, 振替
money | money, cash, funds, amount | お金, 現金, 代金, 金額
refund | refund, money back, reimbursement | 返金, 払い戻し, 払戻
price | price, pricing, cost, fee, rate | 料金, 値段, 価格, 費用
coupon | coupon, coupon code, voucher, promo, promo code, promotion code, promotion, discount, discount code, code for a discount | クーポン, クーポンコード, 割引, 割引券, 割引コード, プロモーション, プロモーションコード, 優待
gift card | gift card, gift certificate, gift voucher | ギフトカード, 商品券, ギフト券
points | points, reward, loyalty, bonus, cashback | ポイント, 特典, マイル
tax | tax, vat, gst, sales tax | 消費税, 税金, 税込, 税抜
order | order, purchase, ordered | 注文, ご注文, 購入
parcel | parcel, package, shipment, delivery, order, stuff, shipping, tracking number, my things | 荷物, 小包, 商品, 注文品, 配送, 配達, 発送, 宅配
product | product, item, merchandise | 商品, 製品, 品物
stock | stock, in stock, available again, sold out, restock | 在庫, 入荷, 売り切れ, 品切れ
size | size, fit, too small, too big, dimensions | サイズ, 大きさ, 寸法
warranty | warranty, guarantee | 保証
shop | store, shop, branch, outlet, showroom | 店舗, お店, 支店
hours | opening hours, open today, opening times, business hours, when do you open, when do you close | 営業時間, 開店, 閉店, 受付時間, 何時まで, 何時から
data | data, information, records, entries, everything i have stored, my content, history, all my | データ, 情報, 記録, 履歴
file | file, attachment, document, pdf, folder | ファイル, 添付, 文書, 書類, フォルダ
table | spreadsheet, excel, csv, sheet | 表計算, エクセル, csv, excel, スプレッドシート
report | report, statistics, analytics, chart, graph, dashboard | レポート, 統計, 分析, グラフ, 集計
calendar | calendar, ical | カレンダー
meeting | meeting, call, conference | 会議, 打ち合わせ, ミーティング
message | message, messages, chat, text message, sms | メッセージ, チャット, sms
comment | comment, reply, thread | コメント, 返信
member | team member, member, teammate, colleague, coworker, co-worker, user, users, employee, staff, assistant, people, someone else, someone, team, his access, her access, seat | メンバー, チームメンバー, 同僚, ユーザー, 社員, 従業員, スタッフ, 担当者, チーム, 部下, ほかの人, 他の人, 席数
role | user role, permission, admin, administrator, access rights, owner, privilege | 権限, 管理者, 役割, 所有者
workspace | workspace, organisation, organization, company account | ワークスペース, 組織, 会社のアカウント
project | project, kanban | プロジェクト, ボード
task | task, todo, checklist | タスク, やること
tag | tag, label, category | タグ, ラベル, カテゴリ
template | template | テンプレート, ひな形, 雛形
api | api, api key, token, endpoint, developer, sdk | api, apiキー, トークン, 開発者
webhook | webhook, callback | webhook, ウェブフック
phone | phone, mobile, smartphone, iphone, android, cell phone, device | スマホ, スマートフォン, 携帯, 機種変更, 機種, iphone, android, 端末
computer | computer, laptop, desktop, mac, windows, pc | パソコン, pc, mac, windows
browser | browser, chrome, safari, firefox, edge | ブラウザ, chrome, safari
tablet | tablet, ipad | タブレット, ipad
watch | watch, wearable | 腕時計, ウォッチ
printer | printer | プリンター, プリンタ
theme | theme, mode, screen, background, look of, the look, colours, colors, appearance, skin, dark mode, bright | テーマ, 画面, 背景, 外観, 見た目, モード, ダークモード, ナイトモード, ダークテーマ
font | font, text size, letters | 文字, 文字サイズ, フォント
link | link, url | リンク, url
domain | domain, dns, subdomain | ドメイン
storage | storage, disk space, space | 容量, 保存容量, ストレージ
two-factor | two-factor, two factor, 2fa, 2-factor, two-step, two step, 2-step, mfa, authenticator, authenticator app, verification code, security code, one-time code, otp, authentication, two-step verification, two factor authentication | 二段階認証, 2段階認証, 二要素認証, 2要素認証, 認証アプリ, 認証コード, 認証, 確認コード, ワンタイムパスワード
identity | identity, id card, passport, driving licence, proof of identity | 身分証, 本人確認, 免許証, パスポート
privacy | privacy, gdpr, personal data, cookies | 個人情報, プライバシー, 個人データ, cookie
terms | terms, conditions, policy, legal | 規約, 条件, 方針
licence | licence, license, licence key, license key, serial number, product key | ライセンス, シリアル番号, プロダクトキー
version | version, release | バージョン
internet | internet, wifi, wi-fi, network, connection | インターネット, ネット, wifi, wi-fi, 回線, 通信
battery | battery, batteries, charger | 電池, バッテリー, 充電
location | location, map, gps | 位置情報, 地図, 現在地
ticket | ticket, tickets | チケット, 切符
booking | booking, reservation, appointment, slot, visit | 予約, 日程
event | event, concert, webinar | イベント, 催し, セミナー
hotel | hotel, room, stay | ホテル, 部屋, 宿泊, 旅館
flight | flight, airplane, aeroplane, boarding | 飛行機, 航空, 便名, フライト
car | car, vehicle | 自動車, 車両, レンタカー
insurance | insurance, coverage, claim | 保険
loan | loan, mortgage, credit | ローン, 融資, 借入
balance | balance | 残高
currency | currency, exchange rate, dollar, euro | 通貨, 為替, ドル, ユーロ
atm | atm, cash machine, withdraw, withdrawal | atm, 引き出し, 出金
course | course, lesson, class, lecture | 講座, 授業, コース, レッスン
certificate | certificate, diploma, certification | 証明書, 修了証, 認定
exam | exam, quiz, grade, score | 試験, テスト, 成績
review | review, rating, feedback | 口コミ, レビュー, 評価
search | search, search results | 検索
person | human, agent, representative, real person, operator, someone to talk to, customer service, support | 担当者, 人間, オペレーター, サポート
faint
account | account, profile, registration, login | アカウント, プロフィール, 会員登録, 登録, 退会
app | app, application, program, software, programme, system | アプリ, ソフト, システム
site | website, web site, site, page, homepage | サイト, ページ, ホームページ, ウェブ
service | service, tool | サービス
setting | setting, settings, option, preferences | 設定, オプション
code | code | コード, 番号
`;
