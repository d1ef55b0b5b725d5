/** English words and how Japanese writes them: people mix both, in one sentence and between question and article. */
export const groups = `
password パスワード
login ログイン
logout ログアウト
account アカウント
mail email メール
address アドレス
card カード
point ポイント
cancel キャンセル
service サービス
plan プラン
option オプション
app アプリ
browser ブラウザ ブラウザー
file ファイル
folder フォルダ フォルダー
data データ
backup バックアップ
download ダウンロード
upload アップロード
install インストール
update アップデート
error エラー
message メッセージ
link リンク
page ページ
site サイト
menu メニュー
button ボタン
widget ウィジェット
template テンプレート
report レポート
calendar カレンダー
schedule スケジュール
ticket チケット
status ステータス
team チーム
user ユーザー ユーザ
group グループ
profile プロフィール
security セキュリティ
network ネットワーク
server サーバー サーバ
domain ドメイン
printer プリンター プリンタ
reset リセット
support サポート
coupon クーポン
refund リファンド
order オーダー
`;
