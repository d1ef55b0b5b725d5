/**
 * Things people ask, each as many different people would put it; made up for these tests. Beside each thing stands one
 * that is nearly the same and must not be taken for it: to pause and to cancel, an address of mail and of a house.
 */
export type Topic = { en: readonly string[]; ja: readonly string[] };

const lines = (text: string) =>
  text
    .trim()
    .split("\n")
    .map((line) => line.trim());

/** Those the words that mean the same were looked through with. */
export const familiar: Record<string, Topic> = {
  pause: {
    en: lines(`
      Can I pause my subscription?
      How do I freeze my membership
      I'd like to put my plan on hold for two months
      is it possible to suspend my account for a while
      going travelling, can I take a break from my subscription?
      Temporarily stop my plan
      pause billing until september
      I won't be using it this summer. Can you hold my membership?
      how to temporarily suspend a subscription
      can my subscription be put on hold
      Skip a month of my plan?
      I need to freeze my plan while I am abroad
      stop payments for three months without losing my account
      pausing the membership
      halt my subscription for a while please
      is there a way to pause instead of cancelling
    `),
    ja: lines(`
      プランを一時停止できますか
      しばらく休会したいのですが
      契約を一時的に止める方法を教えてください
      二か月だけ利用を休みたいです
      定期購入をお休みすることはできますか
      海外に行く間だけ会員を休止したい
      サブスクの一時停止
      来月は使わないので支払いを一旦止めてもらえますか
      プランを保留にできますか
      休会の手続きについて
      サブスクリプションを中断して、あとで再開したい
    `),
  },
  cancel: {
    en: lines(`
      How do I cancel my subscription?
      cancel my plan
      I want to end my membership
      please terminate my subscription
      I don't want to renew, how do I stop my subscription for good
      how to unsubscribe from the paid plan
      where can i quit my membership
      Can I cancel at any time?
      Stop my subscription
      discontinue plan
      I no longer need the service, please cancel
      cancelling my subcription
      How do I turn off auto-renewal?
      I'd like to get out of my contract
    `),
    ja: lines(`
      解約したいです
      プランを解約する方法を教えてください
      サブスクをやめたい
      定期購入をキャンセルしたい
      契約を終了するにはどうすればいいですか
      有料プランの解約手続き
      自動更新を止めたい
      退会ではなくプランだけ解約できますか
      来月から使わないので解約をお願いします
      サブスクリプションの解約
    `),
  },
  email: {
    en: lines(`
      How do I change my email address?
      update email
      I have a new email, how can I switch to it
      change the e-mail I log in with
      My email address is wrong, how do I correct it?
      can i use a different email for my account
      edit my mail address
      I lost access to my old inbox and want to set another address for mail
      switch login email
      replace the email on file
      Where do I modify my e-mail address
      new email adress please
      I typed my email wrong when I signed up
      move my account to another email
    `),
    ja: lines(`
      メールアドレスを変更したい
      登録メールの変え方を教えてください
      新しいメアドに切り替えたいです
      メールアドレスの変更方法
      ログイン用のメールアドレスを変えるには
      登録したアドレスを間違えたので直したい
      別のメールアドレスを使いたい
      メアド変更
      前のメールが使えなくなったので新しいものに更新したい
      Eメールの登録を修正できますか
    `),
  },
  password: {
    en: lines(`
      How do I change my password?
      update password
      set a new password
      I want to choose another password
      where can I edit my password
      change passcode for my login
      My password is too weak, how do I change it
      replace my old password with a new one
      modify account password
      password change
      I'd like to pick a different password
      how to chnage password
      someone saw my password, I need a new one
      can I switch my password to something shorter
    `),
    ja: lines(`
      パスワードを変更したい
      パスワードの変え方
      新しいパスワードを設定するには
      パスワードを別のものにしたいです
      ログインのパスワードはどこで変えられますか
      今のパスワードを更新したい
      暗証番号を変更する方法を教えてください
      パスワード変更
      パスワードを人に見られたので変えたい
      短いパスワードに変えられますか
    `),
  },
  deletion: {
    en: lines(`
      How do I delete my account?
      remove my account permanently
      please erase all my data and close my account
      I want to close my account
      delete profile
      get rid of my account
      how can I wipe my account completely
      deleting an account for good
      can you remove me from your system
      shut down my account and delete everything
      account deletion
      I want my account gone
      close account
      delete my acount
    `),
    ja: lines(`
      アカウントを削除したい
      退会したいです
      アカウントを消す方法を教えてください
      登録を抹消してください
      個人データを全部消してアカウントを閉じたい
      アカウントの削除方法
      退会の手続きはどこでできますか
      完全にアカウントをなくしたい
      アカウントを閉鎖してください
      会員登録を取り消したい
    `),
  },
  export: {
    en: lines(`
      How do I export my data?
      download all my data
      can I get a copy of everything I have stored
      export to excel
      I need my data as a spreadsheet
      is there a way to download my records as csv
      save all my entries to a file
      how to back up my data to my computer
      extract my information
      Export of all data
      get my data out
      can i have my data in a csv file
      take my data with me
      data dowload
    `),
    ja: lines(`
      データを書き出したい
      データのエクスポート方法
      全部のデータをダウンロードできますか
      CSV で出力するには
      エクセルに書き出したいです
      自分の情報をファイルで保存したい
      記録を一括で取り出す方法を教えてください
      データを手元に保存したい
      データをパソコンに落としたい
      エクスポートできますか
    `),
  },
  refund: {
    en: lines(`
      Can I get a refund?
      I want my money back
      how do I get reimbursed
      please refund my last payment
      I was charged by mistake, can you give the money back
      refund policy
      how long until I get my money back
      request a refund
      return my payment
      I'd like to be refunded for this month
      When will the refund arrive?
      do you do refunds
      repay what I paid
      Where is my refnd
    `),
    ja: lines(`
      返金してほしい
      返金はできますか
      お金を返してください
      払い戻しの方法を教えてください
      間違って払ったので返金をお願いします
      先月分を返金してもらえますか
      返金はいつですか
      支払ったお金を戻してほしい
      払戻しを受けたい
      返金の条件
    `),
  },
  invoice: {
    en: lines(`
      Where do I find my invoice?
      download invoice
      I need a receipt for my payment
      can you send me a bill for last month
      get a copy of my invoice as pdf
      How can I get receipts for my accounting
      invoices for my subscription
      print the invoice
      I didn't receive an invoice
      where are my bills
      Need a VAT invoice
      proof of payment please
      past invoices
      invocie download
    `),
    ja: lines(`
      請求書はどこですか
      領収書を発行してほしい
      請求書をダウンロードしたい
      領収書の出し方
      先月分の請求書を送ってください
      経理に出すので領収書が必要です
      請求書を PDF でもらえますか
      インボイスの発行はできますか
      過去の領収書を見たい
      支払いの証明書がほしい
    `),
  },
};

/** More of them, which words and weights were checked with. */
export const checked: Record<string, Topic> = {
  parcel: {
    en: lines(`
      Where is my order?
      track my package
      my parcel still hasn't arrived
      when will my order be delivered
      delivery status
      I'm waiting for my shipment, where is it
      how long does shipping take
      Has my order shipped yet?
      package is late
      tracking number for my order
      order not received
      when does my stuff get here
      my delivery is delayed
      wheres my parcle
    `),
    ja: lines(`
      注文した商品はどこですか
      荷物が届きません
      いつ届きますか
      配送状況を確認したい
      荷物の追跡番号を教えてください
      まだ商品が来ていないのですが
      発送はいつですか
      配達が遅れています
      注文品の到着予定日
      荷物は今どこにありますか
    `),
  },
  destination: {
    en: lines(`
      How do I change my delivery address?
      I moved house, please send my order to the new address
      wrong shipping address
      update shipping address
      can I have my parcel sent to a different address
      edit the delivery address of an order
      I entered the wrong street for my order
      ship it to my office instead
      change where my package goes
      new postal address for deliveries
      can you redirect my parcel to another address
      change of shipping adress
    `),
    ja: lines(`
      配送先の住所を変更したい
      お届け先を変えられますか
      引っ越したので新しい住所に送ってください
      送り先の住所を間違えました
      届け先の変更方法
      荷物を会社に送ってもらえますか
      注文後に配送先を変えたい
      住所を入れ間違えたので直したい
      別の住所に届けてほしい
      配達先変更
    `),
  },
  invite: {
    en: lines(`
      How do I add a team member?
      invite a colleague
      add another user to our account
      how can I give my coworker access
      can more people use our workspace
      add people to my team
      invite users
      I want my assistant to be able to log in too
      new employee needs an account
      get my team on board
      adding teammates
      send an invitation to a collegue
    `),
    ja: lines(`
      メンバーを追加したい
      同僚を招待する方法を教えてください
      チームに人を増やすには
      ユーザーの追加方法
      スタッフも使えるようにしたい
      新しい社員を登録したいです
      チームメンバーの招待
      ほかの人も一緒に使えますか
      担当者を追加するには
      招待メールを送りたい
    `),
  },
  expel: {
    en: lines(`
      How do I remove a team member?
      delete a user from our workspace
      a colleague left the company, take away his access
      kick someone out of my team
      remove someone from the account
      revoke access for a former employee
      how can I delete a coworker's login
      remove users
      take a member off the team
      an employee quit, how do I remove her
      removing teammates
    `),
    ja: lines(`
      メンバーを削除したい
      退職した社員を外すには
      チームから人を外す方法
      ユーザーの削除方法を教えてください
      辞めた同僚のアクセスを止めたい
      メンバーの削除
      担当者を外したいです
      スタッフの権限を取り消したい
      チームからメンバーを除くには
      元社員を使えないようにしたい
    `),
  },
  authenticator: {
    en: lines(`
      I lost my phone and can't get my two-factor code
      new phone, how do I move 2FA
      reset two factor authentication
      I can't log in because my authenticator app is gone
      2fa code not working after switching phones
      how to disable two-step verification without my old phone
      my verification code device was stolen
      turn off 2-factor
      locked out: no access to the authenticator
      don't have my phone for the security code anymore
      changed phones and lost my authenticator
      two factor reset please
    `),
    ja: lines(`
      スマホをなくして二段階認証ができません
      機種変更したので二段階認証を移したい
      二要素認証をリセットしてください
      認証アプリが消えてログインできない
      認証コードが届く電話がありません
      二段階認証の解除方法
      携帯を変えたら認証コードが使えなくなった
      2段階認証を無効にしたい
      認証アプリの再設定
      新しいスマホで二段階認証を使うには
    `),
  },
  dark: {
    en: lines(`
      Is there a dark mode?
      switch to dark theme
      How do I make the screen dark
      night mode
      the page is too bright, can I change the theme
      black background option
      turn on dark mode
      dark colours for the app
      enable night theme
      can I change the look to dark
      light mode hurts my eyes
    `),
    ja: lines(`
      ダークモードはありますか
      画面を暗くしたい
      黒い背景にできますか
      夜用の表示に切り替えるには
      ダークテーマの設定方法
      画面がまぶしいので暗くしたいです
      ナイトモードを使いたい
      背景を黒にする方法
      ダークモードにする
      テーマを暗い色に変えたい
    `),
  },
  coupon: {
    en: lines(`
      My coupon code doesn't work
      discount code invalid
      how do I use a promo code
      where can I enter my voucher
      promotion code not accepted
      apply a discount
      it says my coupon has expired
      Can I add a coupon after ordering?
      the voucher is not working
      redeem gift voucher code
      promo code error
      cupon not accepted
    `),
    ja: lines(`
      クーポンが使えません
      割引コードの入力場所はどこですか
      クーポンコードが無効と出ます
      プロモーションコードの使い方
      クーポンを適用したい
      割引券を使うには
      クーポンの期限が切れていると言われました
      注文後にクーポンを使えますか
      割引コードがエラーになる
      クーポンコードを入れ忘れました
    `),
  },
  declined: {
    en: lines(`
      My card was declined
      payment failed
      why can't I pay with my credit card
      card not accepted
      the payment does not go through
      error when paying
      my bank card keeps getting rejected
      transaction declined
      I can't complete the payment
      paying by card gives an error
      credit card refused
      my payment was not successful
    `),
    ja: lines(`
      カードが使えません
      支払いができない
      クレジットカードが拒否されました
      決済エラーになります
      カード払いに失敗しました
      支払いが完了しません
      カードが承認されない
      決済できません
      クレジットカードで払えないのはなぜですか
      支払いでエラーが出ます
    `),
  },
  reschedule: {
    en: lines(`
      I can't make it on Friday, can I move my appointment?
      change the time of my booking
      how do I reschedule
      postpone my reservation to next week
      Can I pick another date for my visit?
      something came up, need a later slot
      switch appointment to a different day
      is it possible to shift my reservation by an hour
      reschedule my appointment please
      different time for my booking
    `),
    ja: lines(`
      予約の日にちを変えたい
      金曜日に行けなくなったので別の日にできますか
      予約時間の変更
      来週に延期してもらえますか
      予約を一時間ずらしたい
      日程を変更する方法を教えてください
      別の時間に予約し直したいです
      急用ができたので予約の日を動かしたい
    `),
  },
  unbook: {
    en: lines(`
      cancel my appointment
      I need to call off my reservation
      please drop my booking, I am ill
      how do I cancel a reservation
      I won't be coming tomorrow, cancel my slot
      remove my booking
      appointment cancellation
      can I cancel my visit without a fee
      I no longer need the table we reserved
    `),
    ja: lines(`
      予約をキャンセルしたい
      予約の取り消し方法
      明日の予約をやめたいのですが
      体調が悪いので予約を取り消してください
      キャンセル料なしで予約を取り消せますか
      予約を解除したいです
      行けなくなったので予約をなしにしたい
    `),
  },
  silence: {
    en: lines(`
      too many notifications, how do I stop them
      turn off push notifications
      mute alerts
      disable notifications at night
      I don't want to be notified about everything
      stop sending me alerts on my phone
      how can I switch off the reminders
      silence the app
      notification settings: off
      can I get fewer notifications
    `),
    ja: lines(`
      通知を止めたい
      通知が多すぎるのでオフにしたいです
      プッシュ通知の切り方
      夜は通知が来ないようにできますか
      アラートを無効にする方法
      スマホへの通知をやめてほしい
      通知をオフにするには
      お知らせを受け取りたくない
    `),
  },
  tongue: {
    en: lines(`
      How do I change the language?
      switch to Spanish
      the site is in French, I want English
      can I use it in German
      set the display language
      everything is in Japanese, how do I get it in English
      language setting
      interface in another language
      how to make the app English
    `),
    ja: lines(`
      言語を変えたい
      英語に切り替えられますか
      画面が英語になってしまったので日本語に戻したい
      表示言語の設定
      中国語で使いたい
      日本語表示にするには
      言語の切り替え方を教えてください
      ほかの言語で見られますか
    `),
  },
  ownership: {
    en: lines(`
      How do I transfer ownership of the account?
      make somebody else the owner
      the owner has left, who takes over
      hand the account over to my colleague
      change account owner
      I want to give my admin role to another person
      new owner for our workspace
      transfer the account to a different person
      can I pass the ownership on
    `),
    ja: lines(`
      アカウントの所有者を変更したい
      オーナーを別の人に引き継ぐには
      管理者の権限を譲りたい
      所有権の移転方法
      前の管理者が辞めたので新しい管理者にしたい
      アカウントを同僚に引き継ぎたいです
      オーナー変更
      管理者を交代するには
    `),
  },
  crash: {
    en: lines(`
      the app crashes when I open it
      app keeps closing by itself
      it freezes on start
      your app won't open
      crash on startup
      application quits right away
      The app shuts down as soon as I launch it
      black screen after opening the app
      it hangs and then closes
      app not starting anymore
    `),
    ja: lines(`
      アプリがすぐ落ちます
      アプリを開くと強制終了する
      起動するとフリーズします
      アプリが立ち上がらない
      開いたとたんに閉じてしまいます
      アプリが固まって使えない
      起動時に落ちる
      アプリを開くと画面が真っ暗になります
    `),
  },
  student: {
    en: lines(`
      Is there a student discount?
      reduced price for students
      do students pay less
      education pricing
      I'm at university, do I get a discount
      student rate
      cheaper plan for pupils and students
      discount for schools
      how do I prove that I am a student to get the lower price
    `),
    ja: lines(`
      学生割引はありますか
      学割について
      学生だと安くなりますか
      大学生向けの料金
      学割の申し込み方法
      学生証があれば割引になりますか
      学校向けの価格を知りたい
      学生プランはありますか
    `),
  },
  wrap: {
    en: lines(`
      Can you gift wrap my order?
      do you offer gift wrapping
      it's a present, please wrap it
      add a gift message
      wrapping paper for a birthday gift
      is gift packaging available
      can I include a card with my gift
      send it as a gift without the price
      how much is gift wrap
    `),
    ja: lines(`
      ギフト包装はできますか
      プレゼント用に包んでほしい
      ラッピングの料金
      贈り物なので包装をお願いします
      メッセージカードを付けられますか
      誕生日プレゼント用のラッピング
      値段を入れずに贈り物として送りたい
      熨斗を付けられますか
    `),
  },
};

/** Written when words and weights were settled, and nothing was changed for them: how well what nobody foresaw goes. */
export const unforeseen: Record<string, Topic> = {
  allergy: {
    en: lines(`
      Does this contain peanuts?
      is it safe for somebody with a nut allergy
      allergen information
      I'm allergic to nuts, can I eat this
      gluten free options?
      which products have no milk in them
      where do I find the ingredients
      list of allergens please
      can people with coeliac disease eat it
    `),
    ja: lines(`
      アレルギー表示はありますか
      ナッツは入っていますか
      小麦アレルギーでも食べられますか
      原材料を教えてください
      乳製品を使っていない商品はどれですか
      アレルゲンの一覧が見たい
      卵アレルギーの子どもに食べさせても大丈夫ですか
    `),
  },
  assembly: {
    en: lines(`
      How do I put the shelf together?
      assembly instructions
      the manual is missing, how do I build it
      a screw is left over after assembling
      can you send me the instructions for setting up the shelf
      how long does it take to assemble
      mounting guide
      which tools do I need to put it up
    `),
    ja: lines(`
      棚の組み立て方がわかりません
      組立説明書をなくしました
      説明書をダウンロードできますか
      ねじが余りました
      組み立てにかかる時間はどのくらいですか
      組み立てに必要な工具は何ですか
      取り付け方法を知りたい
    `),
  },
  spare: {
    en: lines(`
      Can I order spare parts?
      I need a replacement lid
      where do I get a new battery cover
      one screw was missing in the box
      do you sell single parts
      a part broke off, can I buy just that one
      spare part for an old model
      replacement parts list
    `),
    ja: lines(`
      交換部品を注文したい
      部品だけ買えますか
      ふたが割れたので新しいふたがほしい
      箱にねじが一本足りませんでした
      古い型の部品はまだありますか
      予備の部品を取り寄せられますか
      パーツの購入方法
    `),
  },
  webinar: {
    en: lines(`
      Is there a recording of the webinar?
      I missed yesterday's webinar, can I watch it later
      webinar replay
      where is the video of last week's session
      will the seminar be recorded
      link to the recording please
      can I see the webinar again
      slides and recording of the training
    `),
    ja: lines(`
      ウェビナーの録画はありますか
      昨日のセミナーを見逃したので後で見たい
      セミナーの録画を見る方法
      先週の回の動画はどこですか
      録画は公開されますか
      アーカイブ配信はありますか
      もう一度ウェビナーを見たいです
    `),
  },
  pet: {
    en: lines(`
      Can I bring my dog?
      are pets allowed
      do you take cats
      is there an extra charge for a dog in the room
      pet friendly rooms
      travelling with two small dogs, is that ok
      pet policy
      may my puppy stay with me
    `),
    ja: lines(`
      犬を連れて行けますか
      ペットと泊まれますか
      猫も一緒に入れますか
      ペット料金はいくらですか
      小型犬二匹でも大丈夫ですか
      ペット可の部屋はありますか
      愛犬と一緒に宿泊したい
    `),
  },
  parking: {
    en: lines(`
      Where can I park?
      is there a car park
      parking fee
      do you have free parking for guests
      how much does parking cost
      can I leave my car overnight
      is there space for a camper van
      nearest garage to park the car
    `),
    ja: lines(`
      駐車場はありますか
      車はどこに停められますか
      駐車料金はいくらですか
      無料の駐車場はありますか
      車を一晩置いておけますか
      近くの駐車場を教えてください
      キャンピングカーも停められますか
    `),
  },
};
