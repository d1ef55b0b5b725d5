/**
 * What people want to do and what goes wrong, a meaning a line: its name, how English says it, how Japanese does.
 *
 * Written from general knowledge of what help desks are asked. What may mean several things stands in several lines and
 * counts for each in part; * stands for one to three words. What stands below “faint” is in so many questions that it
 * says little.
 */
export const deeds = `
pause | pause, freeze, suspend, hold, on hold, take a break, take a pause, take a rest, halt, hibernate, skip, temporary, temporarily, for a while, for a bit, for now, for the time being, for * month, for * week, for the summer, for the winter | 一時停止, 一時中断, 一時休止, 一時的, 一時, 一旦, いったん, 休止, 休会, 中断, 保留, 凍結, お休み, 休みたい, 休める, 休む, しばらく, 当分, の間だけ, ヶ月だけ, か月だけ
cancel | cancel, cancellation, call off, terminate, termination, end, quit, stop, discontinue, unsubscribe, resign, opt out, get out of, back out, no longer want, no longer need, turn off * renewal, stop * renewal, disable * renewal, cancel * renewal, not renew | 解約, 解除, 解消, キャンセル, 取消, 取り消, 取りやめ, やめたい, やめる, 辞めたい, 止めたい, 中止, 終了したい, 契約を終了, 打ち切, 自動更新を止め, 自動更新の停止, 更新しない
resume | resume, restart, reactivate, reactivation, unpause, unfreeze, come back, rejoin, resubscribe, start again | 再開, 復帰, 再契約, 再入会, 再加入, 再登録, 再有効化, もう一度始め
renew | renew, renewal, extend, extension, prolong | 延長, 継続, 契約の更新, 更新手続
join | sign up, signup, register, registration, enroll, enrolment, enrollment, join, subscribe, open * account, create * account, become a member, apply for * account | 登録したい, 新規登録, 会員登録, 入会, 加入, 申し込み, 申込, 口座開設, サインアップ, アカウントを作, アカウント作成, 始めたい, 入りたい
delete | delete, deletion, remove, removal, erase, wipe, destroy, purge, clear, get rid of, take off, take * off, discard, want * gone, close, closure, shut down, deactivate | 削除, 消去, 消したい, 消す, 消し, 消せ, 抹消, 取り除, 取り外, 外したい, 外す, 外し, 除く, 除名, 破棄, 閉鎖, 閉じたい, 閉じる, 閉じて, 退会, なくしたい, 無くしたい, 取り消したい
expel | remove, kick out, kick * out, expel, revoke, take away, left the company, no longer works, former, fired, resigned | 外したい, 外す, 外し, 除名, 退職, 辞めた, 追い出, 剥奪, 元社員, 元従業員, 使えないように, アクセスを止め, 権限を取り消
disable | disable, turn off, turn * off, switch off, switch * off, deactivate, opt out, mute, stop | 無効, オフに, 切りたい, 切る方法, 解除, 止めたい, 止める, 停止, 来ないように, 出ないように, 使わない
enable | enable, turn on, turn * on, switch on, switch * on, activate, activation, set up, setup | 有効, オンに, 使えるように, アクティベート, 設定したい
change | change, update, edit, modify, modification, switch, alter, adjust, replace, correct, new, different, another, amend, move to, fix a typo, wrong | 変更, 変え, 変わっ, 直したい, 直す, 直せ, 修正, 訂正, 更新, 切り替え, 切替, 改め, 別の, 新しい, 違う, 間違え, 間違っ
rename | rename, call it | 名前を変え, 名前の変更, 改名, 名称変更
invite | invite, invitation, onboard, on board, add, join, give * access, grant access, get * access, share access, be able to log in | 招待, 招く, 誘い, 誘う, 追加, 増や, 加え, 一緒に使, 使えるように, 参加
export | export, extract, download, get * data out, get * out, take * with, copy of everything, copy of * data, save as, save to, save * to, save all, save my, back up, backup, dump, as a spreadsheet, to a spreadsheet, to excel, in excel, as excel, as csv, to csv, in csv, as a csv, in a csv, into a csv, as a file, to a file, into a file | エクスポート, 書き出, 出力, 抽出, 取り出, ダウンロード, 落としたい, 落とす, 手元に保存, ファイルで保存, バックアップ, 一括で取, エクセルに, excelに, csvに, csvで
import | import from, import, upload, bring in, load, migrate, migration, move * from, transfer * from | インポート, 取り込, 読み込, アップロード, 移行, 乗り換え
download | download, get a copy, save | ダウンロード, 保存, 入手
print | print, printing, printer, printout, hard copy | 印刷, プリント, 紙で
restore | restore, recover, recovery, undo, undelete, get back, bring back, deleted by accident, accidentally deleted | 復元, 復旧, 元に戻, 戻したい, 取り戻, 間違って消, 誤って削除
share | share, sharing, send to others, collaborate, give * access | 共有, シェア, 分け合, 公開
arrive | receive, received, did not get, did not receive, not received, never got, never arrived, not arrive, still waiting, waiting for, where is, where are, missing, arrive, arrival, get here, track, tracking, trace, late, delay, delayed, overdue, still has not, has not arrived, taking too long, eta | 届かない, 届きません, 届いていません, 届いていない, 来ない, 来ません, 届き, 届く, 受け取, まだ来, 着か, 着き, 到着, 追跡, 追跡番号, どこにあり, 今どこ, いつ届, いつ着, いつ来, 到着予定, 遅い, 遅れ, 遅延, まだ届, はどこですか
move | move, transfer, migrate, relocate, carry over | 移動, 移したい, 移す, 引き継, 移行
merge | merge, combine, join two, consolidate, unify | 統合, まとめ, 結合, 合併, 一つにし
split | split, separate, divide | 分割, 分け, 分離, 別々
connect | connect, connection, integrate, integration, link, pair, hook up, sync, synchronise, synchronize, plug in, work with | 連携, 接続, つなぎ, つなが, つなぐ, 繋, 同期, 連動, リンク, ペアリング
login | log in, login, sign in, signin, log on, logon, access my account, get into, enter my account | ログイン, サインイン, 入れない, 入れません
logout | log out, logout, sign out, log off | ログアウト, サインアウト
reset | reset, recover, forgot, forgotten, do not remember, can not remember, lost my password, restore access | リセット, 再設定, 忘れ, 再発行, 初期化
verify | verify, verification, confirm, confirmation, validate, authenticate, prove | 認証, 本人確認, 検証
pay | pay, paying, payment method, settle, checkout, check out | 払い, 払う, 支払, 決済, 精算
charge | charged, charge, billed, debit, deducted, took money, taken from my, double charge, charged twice | 請求され, 引き落とさ, 引き落とし, 課金, 二重請求, 二重に
refund | refund, money back, reimburse, reimbursement, repay, give * money back, get * money back, return my payment, return my money, chargeback | 返金, 払い戻, 払戻, 返して, 戻してほしい, 返還, 還付
return | return, send back, send it back | 返品, 返送, 返却, 返したい
exchange | exchange, swap, trade in, replacement | 交換, 取り替え, 取替, 引き換え
buy | buy, purchase, acquire, place an order, get more | 購入, 買い, 買う, 買え, 注文し, 注文方法
ship | ship, deliver, dispatch, send it to | 発送し, 配送し, 配達し, 出荷, お届けし, 送って, 送り
pickup | pick up, pickup, collect in store, collect from | 受け取り, 店頭受取, 引き取
contact | contact, reach you, reach someone, call you, talk to, speak to, speak with, phone you, customer service, customer support, live chat | 連絡したい, 問い合わせ, 問合せ, 話したい, 電話したい, 窓口, サポートに
complain | complain, complaint, unhappy, disappointed, unacceptable | 苦情, クレーム, 不満, ひどい
report | report, flag, abuse | 通報, 報告
block | block, ban, blacklist, blocked | ブロック, 遮断, 拒否したい, 着信拒否
unlock | unlock, unblock, locked out, locked, lift the block | ロック解除, ロックされ, 凍結され, 解除
hide | hide, conceal, invisible, make * private, private | 隠し, 隠す, 非表示, 非公開, 見えないように
sort | sort, order by, arrange, reorder | 並べ替え, 並び替え, 並び順, ソート
filter | filter, narrow down | 絞り込, フィルタ
schedule | schedule, plan ahead, set a date, later date | 日時指定, スケジュール, 予定, 日程
book | book a, to book, reserve, make a reservation, make an appointment, make a booking | 予約したい, 予約でき, 予約する, 予約方法, 予約を取り, 予約の取り方
rebook | reschedule, rebook, postpone, put off, change my booking, change my reservation, change the date, change the time, move * appointment, move * booking, move * reservation, shift * appointment, shift * reservation, shift * booking, different date, another date, different day, another day, different time, another time, later slot, earlier slot | 日程変更, 日程を変, 予約変更, 予約を変, 予約の変更, 延期, 日時を変, 日時の変更, 別の日, 別の時間, 日にちを変, 時間を変, 時間の変更, 予約し直, ずらし
remind | remind, reminder, notify me, alert me | リマインド, 思い出させ, 知らせてほしい
translate | translate, translation | 翻訳, 訳し
publish | publish, go live, make public | 公開, 公表
archive | archive, put away | アーカイブ, 保管
upgrade | upgrade, higher plan, bigger plan, more seats, go pro, switch to premium | アップグレード, 上位プラン, 上のプラン, プランを上げ
downgrade | downgrade, lower plan, smaller plan, cheaper plan, fewer seats | ダウングレード, 下位プラン, 下のプラン, 安いプラン, プランを下げ
install | install, installation, set up, setup, download the app, get started | インストール, 導入, 設置, セットアップ, 入れ方
uninstall | uninstall, remove the app, delete the app | アンインストール, アプリを消, アプリの削除
update | update, latest version, new version, upgrade the app | アップデート, 最新版, バージョンアップ
redeem | redeem, apply * code, apply * discount, use * code, use * coupon, use * voucher, enter * code, enter * voucher, add a coupon | 適用, 使い方, 利用方法, 入力場所
gift | gift, as a present, for someone else | ギフト, 贈り, プレゼント
donate | donate, donation | 寄付, 募金
compare | compare, comparison, difference, differ, versus, vs, which one is better | 違い, 比較, どちらがいい, どう違
repair | repair, fix, mend | 修理, 修繕, 直して
clean | clean, wash, cleaning | 洗濯, 洗う, 洗い, 掃除, 手入れ
copy | copy, duplicate, clone | 複製, コピー, 複写
sign | sign, signature | 署名, サイン
broken | does not work, not working, do not work, not work, stopped working, broken, error, bug, problem, issue, fault, glitch, does nothing | 動かない, 動きません, 使えません, 使えない, 使えなくなっ, エラー, 不具合, 故障, おかしい, できません, 壊れ, 機能しない, 反応しない
failed | fail, failed, failure, fail to, declined, decline, rejected, refused, not accepted, does not work, not working, did not go through, does not go through, not go through, unsuccessful, not successful, invalid, can not complete, can not pay, could not pay, error | 失敗, 拒否, 承認されない, 承認され, 通らない, 通りません, 完了しません, 完了しない, できません, できない, 払えない, 使えません, 使えない, エラー, 無効と
invalid | invalid, expired, expire, not valid, not accepted, not recognised, not recognized | 無効, 無効と, 期限切れ, 期限が切れ, 受け付けられ, 認識され
lost | lost, lose, missing, misplaced, can not find, stolen, theft, gone, disappeared, vanished, do not have * anymore | なくし, 無くし, 失くし, 紛失, 失い, 盗まれ, 盗難, 消えて, 消えた, 見当たら
damaged | damaged, defective, cracked, scratched, arrived broken, faulty | 破損, 不良, 傷が, 傷つ, 割れ, 欠陥
slow | slow, lag, laggy, sluggish, takes forever, performance, loading forever | 遅い, 重い, 時間がかか, もたつ
crash | crash, crashes, freezes, frozen, hangs, keeps closing, black screen, blank page, white screen | 落ちる, 固まる, 固まり, フリーズ, 真っ白, 真っ暗, 強制終了
outage | outage, down, offline, unreachable, server is down, not loading, will not load | 障害, 落ちてい, つながらない, 繋がらない, 表示されない, 開かない
hacked | hacked, hack, compromised, unauthorised, unauthorized, someone else, suspicious, scam, fraud, phishing, not me | 乗っ取ら, 不正, 詐欺, 身に覚え, 怪しい, フィッシング, ハッキング
full | full, out of space, no space, run out | いっぱい, 満杯, 容量不足, 足りない
dark | dark, darker, night, black background, black, too bright, bright, light mode | ダーク, 暗く, 暗い, 黒い, 黒く, 黒に, 夜間, 夜用, ナイト, まぶし, 眩し
faint
other | new, another, different, other | 新しい, 別の, ほかの, 他の
add | add, adding, insert, include, attach, more | 追加, 増や, 加え, 足したい, 付け, 登録
create | create, build, generate, start a new | 作成, 作り, 作る, 作れ, 新規, 生成
send | send, sending, mail out, submit, forward | 送信, 送りたい, 送る, 送って, 転送, 提出
when | how long, when will, when does, status, progress | いつ, 状況, 進捗, どのくらいかか, どれくらいかか
find | locate, look up, look for, search, where can i see, where can i find, where do i find, how do i find | 探し, 見つけ, 検索, 見つから, どこで見, どこにあり
get | obtain, issue, copy of, send me, give me | 発行, もらえ, もらい, 受け取り, 取得, ほしい, 欲しい, 必要, 入手, 出してほしい, 見たい
show | show, display, view | 表示, 見せ, 閲覧, 見られ
configure | configure, set up, settings, preference, customise, customize, personalise, personalize | 設定, カスタマイズ, 調整
enter | enter, type in, input, fill in, where do i put | 入力, 入れる場所, 打ち込, 記入
cost | how much, cost, charge for, expensive, cheap | いくら
limit | limit, maximum, quota | 上限, 制限, 最大, 何人まで, いくつまで
test | test, try out, trial | 試し, お試し, テスト
read | scan, read out | 読み取, スキャン
apply | apply, application | 申請, 応募, 申し込
wrong | wrong, mistake, incorrect, error in, typo, by accident | 間違, 誤り, 違う, 誤って
`;

/** Deeds that are near one another in words and far apart in what is wanted: one side of each line against the other. */
export const opposites = `
add invite create | delete expel
enable | disable
join renew resume buy | cancel
pause | cancel
login | logout
upgrade | downgrade
install | uninstall
export download | import
block | unlock
hide | show publish
merge | split
`;
