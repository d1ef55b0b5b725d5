/**
 * Words that customers and help articles use for the same thing, in English: a group a line, written from general
 * knowledge of such texts, not from questions the search misses. They count as guesses, far below the word itself.
 */
export const groups = `
cost price fee charge rate tariff
expensive costly pricey
cheap inexpensive affordable
free complimentary gratis
discount coupon voucher promo promotion deal offer
pay payment paid settle
bill invoice statement receipt
refund reimburse reimbursement moneyback repay
cancel terminate stop end discontinue unsubscribe
subscribe subscription plan membership
renew renewal extend extension prolong
delete remove erase wipe clear
deactivate disable close shut
activate enable
start begin launch initiate commence
stop halt cease quit
finish complete end conclude
buy purchase order acquire
sell sale vend
shop store retailer merchant seller vendor
ship deliver delivery dispatch send
parcel package shipment
arrive arrival reach come
late delay overdue slow
early soon quick fast rapid
lost lose missing disappear vanish misplace
stolen steal theft thief rob
find locate search look seek discover
get obtain receive acquire
give provide supply offer
send transmit forward transfer
receive obtain accept
return sendback
exchange swap replace replacement substitute
change modify edit update alter adjust amend switch
fix repair mend solve resolve correct troubleshoot
broken damaged faulty defective
break damage
error issue problem fault bug trouble failure mistake
fail failure unsuccessful unable
crash freeze hang
slow lag sluggish
work function operate
use utilize usage using
create make build generate produce
add insert append include
copy duplicate clone
move transfer migrate relocate
join combine merge concatenate
split divide separate
rename relabel
show display view see
hide conceal invisible
open launch access
lock block freeze restrict ban suspend hold
unlock unblock
login signin logon
logout signout logoff
register signup enroll enrolment enrollment join
account profile
user customer client member person people
username handle nickname
password passcode passphrase pin credential
email mail gmail
message text sms dm chat
phone telephone mobile cell cellphone smartphone
call ring dial
contact reach touch
number figure digit
address location place
website site webpage page web
link url hyperlink
browser chrome firefox safari
internet online web
computer pc laptop desktop
app application program software
tool utility
install setup installation
uninstall remove
configure configuration setting setup preference
setting option preference
upgrade update
version release edition
download save
upload attach
file document
folder directory
picture photo image
photograph photo
video clip movie film
music song audio
sound audio volume noise
screen display monitor
print printer printout
language tongue
translate translation
country nation state
city town
abroad overseas foreign international
travel trip journey vacation holiday
flight plane airline fly
airport terminal
hotel accommodation lodging
book reserve reservation
ticket pass
car vehicle automobile auto
fuel gas gasoline petrol
road route way direction
map navigation
protect protection prevent prevention avoid safe safety
food meal eat
recipe cook
restaurant diner
drink beverage
job work employment career
boss manager supervisor
employee staff worker
company business firm organization organisation
salary wage pay income paycheck
tax taxation
money cash fund
cash withdraw withdrawal atm
atm cashpoint
deposit topup
balance amount
transfer remit wire
credit loan
interest apr
currency foreign exchange
insurance coverage policy
fraud scam fraudulent phishing
limit maximum cap restriction
minimum least
allow permit permission enable authorize
forbid prohibit disallow ban
permission access right privilege
deny decline reject refuse
approve accept approval
verify verification confirm confirmation validate authenticate
check verify inspect
identity id identification
prove proof evidence
expire expiration expiry
valid validity
deadline due
date day
time hour schedule
calendar schedule
meeting appointment
remind reminder alert notify notification
alarm timer
year annual
today now current present
recent latest new newest
old previous former past
next following upcoming
help assist assistance support aid
agent representative operator human
ask inquire question query
answer reply respond response
explain describe clarify
tell inform
know learn
understand comprehend
think believe
mean define definition
difference differ different compare comparison versus
same identical equal
similar alike
example sample instance
reason cause why
method way approach
step procedure process instruction guide tutorial
guide manual documentation docs tutorial
size dimension
big large huge
small little tiny
long lengthy
short brief
fast speed quick
increase raise grow boost
decrease reduce lower lessen
many multiple several
all every whole entire
part piece portion
table spreadsheet sheet
column field
row line
sort order arrange
count number
sum total
code coupon
script program
run execute
server host
database db
data information info
export save
import load
backup restore
restore recover recovery undo
sync synchronize synchronise
private privacy confidential
secure security safe
follow follower
friend buddy
post publish
comment remark
like favorite favourite
group team
invite invitation
spam junk
report complain complaint
review feedback rating
suggest suggestion recommend recommendation advise advice
want wish like
need require requirement necessary
must required mandatory compulsory
optional voluntary
possible can able
available availability
automatic automatically auto
select choose pick
enter type input
click press tap push
button key
theme dark
color colour
font typeface
letter character
name title
label tag
category type kind sort
home house
apartment flat
rent lease
family relative
weather forecast
talk speak chat converse
machine device
battery power charge
light lamp
lost found
clean wash
license licence
sign signature
apply application
gift present
point reward
warranty guarantee
stock inventory
wait pending
pending processing
status progress state
track trace
history log record
repeat again
wrong incorrect
right correct
double twice duplicate
extra additional more
organise organize
centre center
cheque check
grey gray
catalogue catalog
license permit
programme program
analyse analyze
wifi wireless
api endpoint
error exception
`;
